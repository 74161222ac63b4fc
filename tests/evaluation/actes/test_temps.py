"""The seconds of work kept with a grid, and where they are shown."""

from datetime import timedelta

import pytest

from amihr import horloge
from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import notation
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.saisie import lire_et_noter
from evaluation.models import Evaluation
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import devant_la_commission, noter_tout, ouvrir_une_seance, reunir

DEBUT = COMMISSION - timedelta(days=7)


@pytest.fixture
def cases(edition):
    return [case for critere in grille_lue(edition).criteres for case in critere.cases]


@pytest.fixture
def dossier(edition, mona_lit, en_evaluation):
    with horloge.a(DEBUT):
        return dossier_ou_404(mona_lit, en_evaluation.reference, Action.NOTER)


def a(minutes):
    return horloge.a(DEBUT + timedelta(minutes=minutes))


def secondes():
    return Evaluation.objects.order_by("-version").values_list("secondes", flat=True).first()


def test_sans_ouverture_le_premier_enregistrement_ne_compte_rien(dossier, mona, cases):
    with a(0):
        notation.enregistrer(dossier, {cases[0]: 3}, {}, par=mona, revision=0)
    assert secondes() == 0


def test_de_l_ouverture_a_la_remise_sans_les_pauses(dossier, mona, cases):
    with a(0):
        lire_et_noter(mona, dossier.reference)
    with a(15):
        notation.enregistrer(dossier, {cases[0]: 3}, {}, par=mona, revision=0)
    assert secondes() == 15 * 60
    with a(300):
        notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=1)
    assert secondes() == (15 + 20) * 60
    with a(304):
        notation.soumettre(dossier, par=mona)
    assert secondes() == (15 + 20 + 4) * 60


def test_une_revision_poursuit_le_compte_sans_compter_l_entre_deux(dossier, mona, cases, edition):
    with a(0):
        lire_et_noter(mona, dossier.reference)
    with a(10):
        notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    ouvrir_une_seance(edition)
    with a(2000):
        notation.reviser(dossier, "Échange en séance", par=mona)
    assert secondes() == 10 * 60


def test_le_bureau_dit_le_temps_qui_reste(client, mona_lit, en_evaluation):
    with horloge.a(DEBUT):
        page = connecter(client, mona_lit).get("/commission/").content.decode().replace("\u00a0", " ")
    assert "1 dossier à évaluer : environ 2 h 20, à 2 h 20 par dossier, durée prévue" in page
    assert "D’ici la commission : " in page


@pytest.mark.parametrize(("membres", "dite"), [(2, False), (3, True)])
def test_le_secretariat_ne_lit_qu_une_mediane(client, agnes, edition, membres, dite):
    with horloge.a(COMMISSION):
        dossiers = devant_la_commission(edition, 3)
        noter_tout(dossiers, reunir(edition, dossiers, combien=membres), secondes=1800)
        page = connecter(client, agnes).get("/region/commission/affectation/preparer/").content.decode()
    assert ("Durée mesurée" in page) is dite
