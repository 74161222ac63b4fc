"""Several dossiers at once: what one act would do to each, or why it is left out. Nothing unfavourable goes in lots."""

from collections import defaultdict
from dataclasses import dataclass

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Depot, Examen, PointExamine
from candidatures.regles.formulaire import est_institut
from candidatures.regles.instruction import GESTES_DE_L_OPERATEUR, obstacle_au_lot

from .prises import avec_prise, prises_en_cours


@dataclass(frozen=True)
class LigneDeLot:
    """One dossier of a lot. ``obstacle``: the sentence that says why it is left out, "" for none."""

    candidature: Candidature
    obstacle: str


def lot_d_instruction(personne, edition, references, geste):
    """Return a ``LigneDeLot`` for each of these dossiers on which ``personne`` may do a ``GesteDeLot``, by title.

    None when the gesture concludes and ``personne`` only prepares. As many statements for fifty dossiers as for one.
    """
    dossiers = acces.dossiers_accessibles(personne, _action(geste)).filter(edition=edition, reference__in=references)
    prises = prises_en_cours(edition)
    dossiers = list(avec_prise(dossiers, prises).order_by("noms", "reference"))
    deposes, verdicts = _deposes(dossiers), _verdicts(dossiers)
    lignes = []
    for dossier in dossiers:
        prise = prises.get(dossier.pk) if dossier.est_tenu else None
        preneur = prise.par if prise and prise.par_id != personne.pk else None
        formulaire, contenu = deposes[dossier.pk]
        obstacle = obstacle_au_lot(
            geste, dossier.etat, preneur, formulaire, verdicts[dossier.pk],
            attend_un_visa=dossier.visa_demande_par is not None, institut=est_institut(formulaire, contenu),
        )  # fmt: skip
        lignes.append(LigneDeLot(dossier, obstacle))
    return lignes


def _action(geste):
    return Action.PREPARER if geste in GESTES_DE_L_OPERATEUR else Action.INSTRUIRE


def _deposes(dossiers):
    """Return ``{pk: (form, answers)}`` of the last filed version of each."""
    depots = Depot.objects.filter(candidature__in=dossiers).order_by("candidature_id", "-numero")
    lus = depots.distinct("candidature_id").values_list("candidature_id", "formulaire", "contenu")
    return {pk: (formulaire, contenu) for pk, formulaire, contenu in lus}


def _verdicts(dossiers):
    """Return ``{pk: {examination: {code: verdict}}}``."""
    trouves = defaultdict(lambda: {examen: {} for examen in Examen})
    points = PointExamine.objects.filter(candidature__in=dossiers).order_by("pk")
    for pk, examen, code, verdict in points.values_list("candidature_id", "examen", "code", "verdict"):
        trouves[pk][examen][code] = verdict
    return trouves
