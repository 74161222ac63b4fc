"""Q42: by thématique, alphabetical, at random; by rank only on purpose."""

from types import SimpleNamespace

import pytest

from evaluation.lectures.seances import ordre_du_jour
from evaluation.regles.ordre import ordre_de_passage

RISQUES, SOLS = SimpleNamespace(numero=4), SimpleNamespace(numero=1)
LOT = [
    SimpleNamespace(pk=pk, reference=f"R{pk}", titre=titre, denomination="", thematique=thematique)
    for pk, titre, thematique in ((1, "Zone", SOLS), (2, "Étang", RISQUES), (3, "Arbre", RISQUES), (4, "Faîte", None))
]


def titres(ordre, lot=LOT, **options):
    return [dossier.titre for dossier in ordre_de_passage(lot, ordre, **options)]


def test_alphabetique_sans_egard_aux_accents():
    assert titres("alphabetique") == ["Arbre", "Étang", "Faîte", "Zone"]


def test_par_thematique_puis_alphabetique():
    assert titres("thematique") == ["Faîte", "Zone", "Arbre", "Étang"]


def test_le_hasard_ne_bouge_pas_pendant_la_seance_et_change_avec_elle():
    assert titres("hasard", graine="a") == titres("hasard", LOT[::-1], graine="a")
    assert len({tuple(titres("hasard", graine=str(graine))) for graine in range(9)}) > 1


def test_au_hasard_un_dossier_cache_n_en_deplace_aucun_autre():
    tous = titres("hasard", graine="a")
    assert titres("hasard", LOT[1:], graine="a") == [titre for titre in tous if titre != "Zone"]


def test_par_rang_les_non_classes_viennent_a_la_fin():
    assert titres("rang", rangs={4: 1, 1: 2}) == ["Faîte", "Zone", "Arbre", "Étang"]


@pytest.mark.parametrize(
    ("ordre", "attendu"), [("alphabetique", ["Argilomètre", "Canoptère"]), ("rang", ["Canoptère", "Argilomètre"])]
)
def test_la_seance_suit_le_reglage(seance, agnes, ordre, attendu):
    seance.edition.reglages["Q42"]["ordre"] = ordre
    assert [dossier.titre for dossier in ordre_du_jour(agnes, seance, conduit=True)] == attendu
