"""Every mail that the register may show has a name in French."""

from django.conf import settings

from amihr.pilotage.libelles import COURRIERS, nom_du_courrier

# About accounts, teams and anchors: the register of a call never shows them (amihr.pilotage.lectures.envois).
HORS_DU_REGISTRE = {
    "ancre_du_journal",
    "compte_confirmation",
    "compte_existant",
    "compte_inconnu",
    "compte_modifie",
    "mot_de_passe_oublie",
    "recuperation_demandee",
    "second_facteur_reinitialise",
    "invitation_equipe",
    "equipier_retire",
    "equipier_parti",
    "droit_change",
    "dossier_transmis",
    "brouillon_supprime",
}


def test_un_courrier_sans_nom_garde_son_code():
    assert nom_du_courrier("autre_chose") == "autre_chose"


def test_chaque_courrier_de_l_appel_a_un_nom():
    assert set(COURRIERS) == set(settings.COURRIERS) - HORS_DU_REGISTRE
