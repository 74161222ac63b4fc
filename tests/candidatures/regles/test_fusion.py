"""Two pages on one section: what a page has not been shown is never taken for what it erased."""

import pytest

from candidatures.regles.fusion import Montree, fusionner


def enregistrer(contenus, montree, saisi):
    """Save as `saisie.enregistrer` does, in memory: (conflicts, what the page now shows)."""
    numero = max(contenus)
    fusion = fusionner(montree.base(contenus), contenus[numero], saisi)
    if fusion.contenu != contenus[numero]:
        numero += 1
        contenus[numero] = fusion.contenu
    return fusion.conflits, montree.apres(numero, fusion.contenu, saisi)


def test_un_champ_modifie_des_deux_cotes_est_un_conflit():
    fusion = fusionner({"x": "a"}, {"x": "b"}, {"x": "c"})
    assert fusion.conflits == {"x": ("b", "c")}
    assert fusion.contenu == {"x": "b"}


@pytest.mark.parametrize("vide", ["", None, [], "  "])
def test_un_champ_laisse_vide_ne_dispute_rien_a_qui_le_remplit(vide):
    assert fusionner({}, {"x": "b"}, {"x": vide}).conflits == {}


def test_un_champ_vide_efface_ce_que_la_page_montrait():
    assert fusionner({"x": "a"}, {"x": "a"}, {"x": ""}).contenu == {"x": ""}


def test_la_saisie_suivante_n_efface_pas_le_champ_de_l_autre():
    contenus = {0: {}, 1: {"y": "de Bruno"}}
    page = Montree(0)
    for saisie in ("a", "al", "ali"):
        conflits, page = enregistrer(contenus, page, {"x": saisie, "y": ""})
        assert conflits == {}
    assert contenus[max(contenus)] == {"x": "ali", "y": "de Bruno"}
    assert str(page) == "4 y@0"


def test_ecrire_dans_un_champ_que_l_autre_a_change_est_un_conflit():
    contenus = {0: {}, 1: {"y": "de Bruno"}}
    _, page = enregistrer(contenus, Montree(0), {"x": "a", "y": ""})
    conflits, page = enregistrer(contenus, page, {"x": "ab", "y": "d’Alice"})
    assert conflits == {"y": ("de Bruno", "d’Alice")}
    assert contenus[max(contenus)] == {"x": "ab", "y": "de Bruno"}
    relue = page.sans(conflits)
    assert enregistrer(contenus, relue, {"x": "ab", "y": "d’Alice"})[0] == {}
    assert contenus[max(contenus)]["y"] == "d’Alice"


@pytest.mark.parametrize("ecrit", ["0", "7", "7 titre@5", "7 resume@4 titre@5"])
def test_ce_qu_une_page_montre_se_relit(ecrit):
    assert str(Montree.lire(ecrit)) == ecrit


@pytest.mark.parametrize("forge", ["", None, "-1", "7 titre", "7 titre@", "7 Titre@1", "7  a@1", "9" * 20])
def test_autre_chose_est_une_page_qui_ne_montre_rien(forge):
    assert Montree.lire(forge) == Montree(0)
