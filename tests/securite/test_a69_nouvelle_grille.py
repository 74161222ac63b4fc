"""A-69: a grid changed after the first note makes a new version, with its reason and a trace."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from evaluation.actes.grille import etablir
from evaluation.lectures import derniere_grille, tableau
from evaluation.models import Evaluation, Grille
from tests.evaluation.conftest import dossiers, gens, jour_j  # noqa: F401 - fixtures
from tests.fabriques.editions import CRITERES, ECHELLE


def remplacer(edition, motif):
    return etablir(
        edition, echelle=ECHELLE, criteres=CRITERES[:2], methode="rang", motif=motif, instant=horloge.maintenant()
    )


def test_a69_sans_raison_la_grille_utilisee_ne_change_pas(edition, gens):  # noqa: F811
    with pytest.raises(ActeRefuse) as refus:
        remplacer(edition, " ")
    assert refus.value.code == "grille_motif"
    assert Grille.objects.count() == 1


def test_a69_la_nouvelle_version_laisse_l_ancienne_et_ses_notes(edition, gens):  # noqa: F811
    ancienne = derniere_grille(edition)
    nouvelle = remplacer(edition, "Un critère est retiré.")
    assert (nouvelle.numero, nouvelle.motif) == (2, "Un critère est retiré.")
    assert Evaluation.objects.filter(grille=ancienne).count() == Evaluation.objects.count() == 9


def test_a69_les_notes_de_l_ancienne_n_entrent_pas_dans_le_classement(edition, gens, agnes):  # noqa: F811
    assert len(tableau(agnes, edition).classement.lignes) == 3
    remplacer(edition, "Un critère est retiré.")
    assert tableau(agnes, edition).classement.lignes == ()
