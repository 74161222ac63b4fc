"""R49: the catalogue is entered by need; what it counts is what can be seen."""

from datetime import date

import pytest

from catalogue.lectures.recherche import chercher
from catalogue.regles.criteres import Criteres, Tri
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    EditionDuCatalogue,
    labelliser,
    labelliser_plusieurs,
    reponses_publiques,
    retirer_directement,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return EditionDuCatalogue()


def titres(**criteres):
    return [fiche.titre for fiche in chercher(Criteres(**criteres), PENDANT_LE_LABEL).page]


def comptes(facette, **criteres):
    facettes = chercher(Criteres(**criteres), PENDANT_LE_LABEL).facettes
    return {choix.code: choix.compte for choix in facettes[facette]}


def risque(titre="Argilomètre", **champs):
    return {
        "titre": titre,
        "reponses": reponses_publiques(solution={"thematique": "risques", "cas": [], "donnees": ["aerien"]}),
        **champs,
    }


def test_un_besoin_sans_solution_ne_trouve_rien(edition):
    labelliser(edition)
    assert titres(besoins=("friches",)) == []


def test_un_besoin_mene_a_ses_solutions(edition):
    labelliser(edition)
    labelliser(edition, **risque())
    assert titres(besoins=("arbres",)) == ["Canoptère"]


def test_la_thematique_et_les_donnees_se_croisent(edition):
    labelliser(edition)
    labelliser(edition, **risque())
    assert (titres(themes=("risques",), donnees=("lidar",)), titres(themes=("risques",), donnees=("aerien",))) == (
        [],
        ["Argilomètre"],
    )


def test_une_facette_compte_ce_que_les_autres_laissent(edition):
    labelliser(edition)
    labelliser(edition, **risque())
    assert comptes("theme", themes=("risques",)) == {"environnement": 1, "risques": 1}
    assert comptes("theme", besoins=("arbres",)) == {"environnement": 1, "risques": 0}


def test_un_label_retire_ne_compte_plus(edition):
    label = labelliser(edition)
    retirer_directement(labelliser(edition, **risque()))
    assert comptes("theme") == {"environnement": 1}
    assert label.thematique.slug == "environnement"


def test_la_structure_francilienne_et_le_coup_de_coeur_filtrent(edition):
    labelliser(edition, coeur=True)
    labelliser(edition, **risque(commune="Lyon (69)"))
    assert (titres(locales=True), titres(coups_de_coeur=True)) == (["Canoptère"], ["Canoptère"])
    assert (comptes("locale"), comptes("coeur")) == ({"1": 1}, {"1": 1})


@pytest.mark.parametrize("texte", ["arbres", "arbre", "ete", "été", "CANOPTERE", "l’été", "orthoselve"])
def test_la_recherche_ignore_accents_casse_et_pluriel(edition, texte):
    labelliser(edition)
    assert titres(texte=texte) == ["Canoptère"]


@pytest.mark.parametrize("texte", ["LeSecretDuTour", "houppier", "MotifDeLaCommission", "claire", "ESSAI"])
def test_la_recherche_ne_trouve_rien_dans_ce_qui_n_est_pas_public(edition, texte):
    labelliser(edition)
    assert titres(texte=texte) == []


def test_le_titre_passe_avant_la_presentation(edition):
    labelliser(
        edition, titre="Zénith des arbres", reponses=reponses_publiques(presentation={"presentation": "Un outil."})
    )
    labelliser(edition, titre="Atlas")
    assert titres(texte="arbres") == ["Zénith des arbres", "Atlas"]
    assert titres(texte="arbres", tri=Tri.NOM) == ["Atlas", "Zénith des arbres"]


def test_au_dela_d_un_plafond_le_tri_est_alphabetique(edition, monkeypatch):
    for module in ("catalogue.regles.criteres", "catalogue.lectures.recherche"):
        monkeypatch.setattr(f"{module}.CLASSABLES", 1)
    labelliser(edition, titre="Zénith des arbres")
    labelliser(edition, titre="Atlas")
    assert titres(texte="arbres") == ["Atlas", "Zénith des arbres"]


def test_les_pages_se_suivent_sans_trou_ni_doublon(edition):
    labelliser_plusieurs(edition, 25)
    assert titres() + titres(page="2") == [f"Solution {rang:02}" for rang in range(25)]


def test_la_fin_du_label_est_un_tri(edition):
    labelliser(edition, titre="Atlas", signe=date(2026, 6, 1))
    labelliser(edition, titre="Zénith")
    assert titres(tri=Tri.FIN) == ["Zénith", "Atlas"]


def test_la_page_d_apres_la_derniere_est_la_derniere(edition):
    labelliser(edition)
    assert titres(page="99") == ["Canoptère"]
