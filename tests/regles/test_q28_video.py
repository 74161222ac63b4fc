"""Q28: the video is a public https link, never fetched (A-51)."""

import pytest

from candidatures.regles.affichage import afficher
from candidatures.regles.presence import presence_de_reponse
from candidatures.regles.reponses import erreur_de_lien
from catalogue.regles.redaction import en_mots

REFUSES = [
    "javascript:alert(1)", "http://videos.example.org/a", "https://127.0.0.1/a", "https://[::1]/a", "https://localhost./v", "https://localhost/a",
    "https://2130706433/a", "https://0x7f000001/a", "https://imprimante.local/a", "https://alice:secret@example.org/a",
    "https://alice@example.org/a", "https:///a", "https://example/a", "https://example.org:99999/a", "data:text/html,a",
    "https://127。0。0.1/a", "https://ｌocalhost/a", "file:///etc/passwd", "//example.org/a", "https://example.org/" + "a" * 500,
]  # fmt: skip


@pytest.mark.parametrize("lien", REFUSES)
def test_a51_un_lien_hostile_est_refuse(lien):
    assert erreur_de_lien(lien)


@pytest.mark.parametrize("lien", ["https://videos.example.org/canoptere", "https://éclair.example.fr/v?id=4#t=3"])
def test_un_lien_public_est_admis(lien):
    assert erreur_de_lien(lien) is None


@pytest.mark.parametrize("lien", ["https://videos.example.org/a voir mdp abc", "https://videos.example.org/a\nb"])
def test_un_lien_suivi_d_autres_mots_est_refuse_et_dit_quoi_en_faire(lien):
    assert "ne gardez ici que l’adresse" in erreur_de_lien(lien)


@pytest.mark.parametrize("genre", ["url", "url_video"])
def test_un_lien_se_montre_nu_et_en_punycode(genre):
    montre = "https://xn--80ak6aa92e.com/é"
    assert afficher({"type": genre}, "  https://аррӏе.com/é ", {}) == {"texte": montre, "lignes": [], "url": montre}


@pytest.mark.parametrize("lien", ["https://127.0.0.1/a", "https://videos.example.org/a mdp abc", "javascript:alert(1)"])
def test_un_lien_refuse_se_lit_sans_s_ouvrir(lien):
    assert afficher({"type": "url"}, lien, {}) == {"texte": lien, "lignes": [], "url": ""}


def test_la_fiche_publique_montre_l_hote_en_punycode():
    assert en_mots({"type": "url"}, " https://аррӏе.com/é") == "https://xn--80ak6aa92e.com/é"
    assert presence_de_reponse({"type": "url_video"}, "https://аррӏе.com/é") == "lien vers xn--80ak6aa92e.com"
