"""Links that somebody typed: nothing in the host may pass for something else."""

import pytest

from amihr.socle.adresses import adresse_sans_masque, hote_de

CYRILLIQUE = "аррӏе.com"  # no Latin letter before the dot


@pytest.mark.parametrize(
    ("adresse", "hote"),
    [
        ("https://exemple.fr/a", "exemple.fr"),
        (f"https://{CYRILLIQUE}/é", "xn--80ak6aa92e.com"),
        ("https://faß.de", "xn--fa-hia.de"),  # the standard library says fass.de, another site
        ("https://１２７.0。0.1/", "127.0.0.1"),
        ("https://i❤.ws", "xn--i-7iq.ws"),
        ("https://a_b.exemple.fr", "a_b.exemple.fr"),
        ("pas une adresse", ""),
        ("https://[::1", ""),
    ],
)
def test_l_hote_est_celui_que_le_navigateur_ouvrirait(adresse, hote):
    assert hote_de(adresse) == hote


@pytest.mark.parametrize(
    ("adresse", "montree"),
    [
        (f"  https://{CYRILLIQUE}:8443/é?a=1#b ", "https://xn--80ak6aa92e.com:8443/é?a=1#b"),
        ("\thttps://Exemple.fr/A ", "https://Exemple.fr/A"),
        ("https://[::1", "https://[::1"),
    ],
)
def test_l_adresse_montree_est_nue_et_sans_masque(adresse, montree):
    assert adresse_sans_masque(adresse) == montree
