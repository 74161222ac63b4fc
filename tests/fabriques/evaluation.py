"""Grids filled in and submitted."""

from evaluation.lectures import derniere_grille
from evaluation.models import EtatEvaluation, Evaluation, Note

from .editions import COMMISSION


def noter(candidature, membre, valeurs, *, soumise=True, version=1):
    """Fill in a member's grid: one note per cell of the grid, in order; `None` is « hors de ma compétence »."""
    grille = derniere_grille(candidature.edition)
    evaluation = Evaluation.objects.create(
        candidature=candidature, membre=membre, grille=grille, depot=candidature.depots.order_by("-numero").first(),
        version=version, commencee_le=COMMISSION, enregistree_le=COMMISSION,
    )
    cases = [
        (critere, sous) for critere in grille.criteres.all() for sous in (list(critere.sous_criteres.all()) or [None])
    ]
    Note.objects.bulk_create(
        Note(evaluation=evaluation, critere=critere, sous_critere=sous, valeur=valeur, est_hors_competence=valeur is None)
        for (critere, sous), valeur in zip(cases, valeurs, strict=True)
    )
    if soumise:
        evaluation.etat, evaluation.soumise_le = EtatEvaluation.SOUMISE, COMMISSION
        evaluation.save(update_fields=["etat", "soumise_le"])
    return evaluation
