"""The row of notes that each submitted grid carries: written by the database, always equal to the notes."""

from importlib import import_module

import pytest
from django.db import IntegrityError, transaction

from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import notation
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Evaluation, Note
from evaluation.regles.completude import HORS_COMPETENCE
from tests.bases import en_proprietaire
from tests.fabriques.evaluation import noter, ouvrir_une_seance

POSEE = import_module("evaluation.migrations.0005_lignes_remplies")


@pytest.fixture
def cases(edition):
    """The cells of the grid: in the small edition, the second criterion has two parts."""
    return [case for critere in grille_lue(edition).criteres for case in critere.cases]


@pytest.fixture
def dossier(mona_lit, en_evaluation, apres):
    return dossier_ou_404(mona_lit, en_evaluation.reference, Action.NOTER)


def en_ligne(evaluation, cases):
    """The notes themselves, in the order of the cells."""
    notes = {
        (note.critere_id, note.sous_critere_id): note.valeur for note in Note.objects.filter(evaluation=evaluation)
    }
    return [notes[case] for case in cases]


def test_la_ligne_est_celle_des_notes_dans_l_ordre_des_cases(dossier, mona, cases):
    notes = {case: rang % 6 for rang, case in enumerate(cases)} | {cases[0]: HORS_COMPETENCE}
    evaluation = notation.soumettre(dossier, par=mona, reponses=notes)
    evaluation.refresh_from_db()
    assert evaluation.ligne == en_ligne(evaluation, cases) == [None, *range(1, len(cases))]


def test_un_brouillon_n_a_pas_de_ligne(dossier, mona, cases):
    notation.enregistrer(dossier, dict.fromkeys(cases, 3), {}, par=mona, revision=0)
    assert Evaluation.objects.get().ligne is None


def test_chaque_version_garde_la_sienne(dossier, mona, cases):
    notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 3))
    ouvrir_une_seance(dossier.edition)
    notation.reviser(dossier, "Après délibération", par=mona)
    avant = list(Evaluation.objects.order_by("version").values_list("ligne", flat=True))
    notation.soumettre(dossier, par=mona, reponses=dict.fromkeys(cases, 4))
    assert avant == [[3] * len(cases), None]
    lignes = Evaluation.objects.order_by("version").values_list("ligne", flat=True)
    assert list(lignes) == [[3] * len(cases), [4] * len(cases)]


def test_nul_n_ecrit_une_autre_ligne_que_les_notes(en_evaluation, mona, cases):
    evaluation = noter(en_evaluation, mona.sieges.get(), [2] * len(cases), soumise=False)
    Evaluation.objects.filter(pk=evaluation.pk).update(ligne=[5] * len(cases))
    assert Evaluation.objects.get().ligne is None
    Evaluation.objects.update(etat="soumise", soumise_le=evaluation.commencee_le, ligne=[5] * len(cases))
    assert Evaluation.objects.get().ligne == [2] * len(cases)


def test_la_ligne_et_les_notes_d_une_grille_soumise_sont_figees(en_evaluation, mona, cases):
    evaluation = noter(en_evaluation, mona.sieges.get(), [2] * len(cases))
    for change in (lambda: Evaluation.objects.update(ligne=[5] * len(cases)), lambda: Note.objects.update(valeur=5)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    evaluation.refresh_from_db()
    assert evaluation.ligne == en_ligne(evaluation, cases) == [2] * len(cases)


@pytest.mark.django_db(transaction=True)
def test_la_migration_remplit_les_grilles_deja_soumises(en_evaluation, mona, hugo, cases):
    noter(en_evaluation, mona.sieges.get(), [None, *range(1, len(cases))])
    noter(en_evaluation, hugo.sieges.get(), [3] * len(cases), soumise=False)
    with en_proprietaire() as connexion:
        connexion.execute(POSEE.VIDER)
        connexion.execute("ALTER TABLE evaluation_evaluation DISABLE TRIGGER evaluation_soumise_immuable")
        connexion.execute("UPDATE evaluation_evaluation SET ligne = NULL")
        connexion.execute(POSEE.REMPLIR)
    lignes = Evaluation.objects.order_by("etat").values_list("etat", "ligne")
    assert list(lignes) == [("commencee", None), ("soumise", [None, *range(1, len(cases))])]
    with pytest.raises(IntegrityError):
        Evaluation.objects.update(revision=9)
