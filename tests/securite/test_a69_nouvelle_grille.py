"""A-69: a grid changed after the first note makes a new version, with its reason and a trace."""

import pytest

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes.grille import changer
from evaluation.lectures import derniere_grille, tableau
from evaluation.models import Evaluation, Grille
from tests.evaluation.conftest import dossiers, gens, jour_j  # noqa: F401 - fixtures
from tests.fabriques.editions import CRITERES, ECHELLE


def remplacer(edition, agnes, motif):
    return changer(edition, echelle=ECHELLE, criteres=CRITERES[:2], methode="rang", motif=motif, par=agnes)


def test_a69_sans_raison_la_grille_utilisee_ne_change_pas(edition, gens, agnes):  # noqa: F811
    with pytest.raises(ActeRefuse) as refus:
        remplacer(edition, agnes, " ")
    assert refus.value.code == "grille_motif"
    assert Grille.objects.count() == 1


def test_a69_la_nouvelle_version_laisse_l_ancienne_et_ses_notes(edition, gens, agnes):  # noqa: F811
    ancienne = derniere_grille(edition)
    nouvelle = remplacer(edition, agnes, "Un critère est retiré.")
    assert (nouvelle.numero, nouvelle.motif) == (2, "Un critère est retiré.")
    assert Evaluation.objects.filter(grille=ancienne).count() == Evaluation.objects.count() == 9
    assert EntreeJournal.objects.get(evenement="grille.changee").faits == {"numero": 2}


def test_a69_les_notes_de_l_ancienne_n_entrent_pas_dans_le_classement(edition, gens, agnes):  # noqa: F811
    assert len(tableau(agnes, edition).classement.lignes) == 3
    remplacer(edition, agnes, "Un critère est retiré.")
    assert tableau(agnes, edition).classement.lignes == ()
