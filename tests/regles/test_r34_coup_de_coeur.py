"""R34: the « coup de cœur » distinguishes labelled solutions only, where the edition has it."""

import pytest

from amihr.socle.refus import ActeRefuse
from evaluation.actes.seance import arreter
from evaluation.models import Decision
from tests.fabriques.evaluation import MOTIFS, REFUS


def test_un_refus_n_est_pas_coup_de_coeur(seance, dossiers, agnes):
    with pytest.raises(ActeRefuse) as refus:
        arreter(seance, dossiers[0], par=agnes, sens="non_labellisee", est_coup_de_coeur=True, **REFUS)
    assert refus.value.code == "coup_de_coeur"


def test_sans_variante_au_macaron_pas_de_coup_de_coeur(seance, dossiers, agnes, edition):
    edition.macaron = {"variantes": {"label": {}}}
    edition.save(update_fields=["macaron"])
    with pytest.raises(ActeRefuse) as refus:
        arreter(seance, dossiers[0], par=agnes, sens="labellisee", est_coup_de_coeur=True, **MOTIFS)
    assert refus.value.code == "coup_de_coeur"


def test_une_solution_labellisee_peut_l_etre(seance, dossiers, agnes):
    arreter(seance, dossiers[0], par=agnes, sens="labellisee", est_coup_de_coeur=True, **MOTIFS)
    assert Decision.objects.get().est_coup_de_coeur
