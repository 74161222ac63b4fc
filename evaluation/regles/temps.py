"""How long scoring a dossier takes, and the time left: an honest count, for one's own desk."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from statistics import median

from amihr.socle.textes import pluriel

from .plan import duree

PAUSE_AU_PLUS = timedelta(minutes=20)
MESURES_AU_MOINS = 3
# Below these, a median of everybody would say something of somebody.
ENSEMBLE_AU_MOINS, MEMBRES_AU_MOINS = 5, 3


def secondes_de_travail(depuis, instant):
    """Return the seconds of work between two signs of life on a dossier: an opening, a save, a submission.

    ``depuis``: instant of the former one, or ``None``. A longer silence counts as twenty minutes: somebody reads, or is gone.
    """
    if depuis is None:
        return 0
    return int(max(min(instant - depuis, PAUSE_AU_PLUS), timedelta(0)).total_seconds())


def minutes_medianes(secondes):
    """Return the median of the seconds spent on each dossier submitted, in minutes, or ``None`` below three of them."""
    if len(secondes) < MESURES_AU_MOINS:
        return None
    return max(ceil(median(secondes) / 60), 1)


@dataclass(frozen=True)
class TempsRestant:
    """What is left to score. ``mesures``: on how many dossiers the pace was measured, 0 for the expected one.

    ``jours``: working days before the commission, today included; ``None`` without a date.
    """

    dossiers: int
    minutes: int
    mesures: int
    jours: int | None

    @property
    def phrase(self):
        """The time left, in French, with where the figure comes from."""
        total = duree(self.dossiers * self.minutes)
        if self.mesures:
            source = (
                f"à votre rythme, {duree(self.minutes)} par dossier (médiane de vos {self.mesures} évaluations remises)"
            )
        else:
            source = (
                f"à {duree(self.minutes)} par dossier, durée prévue\u00a0; la vôtre la remplacera quand "
                f"{MESURES_AU_MOINS} évaluations remises auront été mesurées"
            )
        return f"{pluriel(self.dossiers, 'dossier')} à évaluer\u00a0: environ {total}, {source}."

    @property
    def echeance(self):
        """The working days to go and what they ask a day; "" without a date of the commission, or after it."""
        if self.jours is None:
            return ""
        if self.jours == 0:
            return "Il ne reste aucun jour ouvré avant la commission."
        par_jour = duree(ceil(self.dossiers * self.minutes / self.jours))
        return (
            f"D’ici la commission\u00a0: {pluriel(self.jours, 'jour ouvré', 'jours ouvrés')}, soit {par_jour} par jour."
        )


def temps_restant(secondes, a_noter, minutes_prevues, jours):
    """Return the ``TempsRestant`` of a member, or ``None`` when nothing is left to score.

    ``secondes``: spent on each dossier submitted; ``minutes_prevues``: what staff expects of one dossier.
    """
    if not a_noter:
        return None
    mesurees = minutes_medianes(secondes)
    return TempsRestant(a_noter, mesurees or minutes_prevues, len(secondes) if mesurees else 0, jours)


def mesure_d_ensemble(temps):
    """Return the sentence that staff reads about everybody's pace, "" below five grids or three members.

    ``temps``: ``[(member, seconds)]`` of the grids submitted: never a figure of one member.
    """
    membres = len({membre for membre, _ in temps})
    if len(temps) < ENSEMBLE_AU_MOINS or membres < MEMBRES_AU_MOINS:
        return ""
    mediane = duree(minutes_medianes([secondes for _, secondes in temps]))
    return (
        f"Durée mesurée\u00a0: {mediane} par dossier, médiane de {len(temps)} évaluations remises par {membres} membres, "
        "silences de plus de vingt minutes comptés pour vingt."
    )
