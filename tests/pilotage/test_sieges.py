"""A seat is ended after a page that says what goes with it, by somebody who has just proved who they are."""

from tests.fabriques.comptes import connecter
from tests.pages import texte_de


def test_un_siege_ne_se_retire_pas_sans_identification_recente(client, agnes, mona_lit, edition, apres):
    siege = mona_lit.sieges.get()
    connecter(client, agnes, il_y_a=3600)
    assert client.post(f"/region/commission/{siege.pk}/retirer/").status_code == 302
    siege.refresh_from_db()
    assert siege.retire_le is None


def test_retirer_un_siege_dit_d_abord_ce_qui_s_en_suit(client, agnes, mona_lit, edition, apres):
    siege = mona_lit.sieges.get()
    page = texte_de(connecter(client, agnes).get(f"/region/commission/{siege.pk}/retirer/"))
    assert f"{mona_lit}" in page
    assert "sans les évaluations du premier" in page
    siege.refresh_from_db()
    assert siege.retire_le is None
    client.post(f"/region/commission/{siege.pk}/retirer/")
    siege.refresh_from_db()
    assert siege.retire_le is not None
