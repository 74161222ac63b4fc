"""The life cycle of a candidature, in one place."""

from amihr.socle.refus import exiger

from .models import Etat

PERMISES = {
    Etat.BROUILLON: {Etat.DEPOSEE},
    Etat.DEPOSEE: {Etat.DEPOSEE, Etat.RETIREE, Etat.RECEVABLE, Etat.IRRECEVABLE, Etat.DISQUALIFIEE},
    Etat.RETIREE: {Etat.DEPOSEE},
    Etat.RECEVABLE: {Etat.ELIGIBLE, Etat.INELIGIBLE, Etat.DISQUALIFIEE},
    Etat.IRRECEVABLE: {Etat.DISQUALIFIEE},
    Etat.ELIGIBLE: {Etat.EN_EVALUATION, Etat.DISQUALIFIEE},
    Etat.INELIGIBLE: {Etat.DISQUALIFIEE},
    Etat.EN_EVALUATION: {Etat.LABELLISEE, Etat.NON_LABELLISEE, Etat.DISQUALIFIEE},
    Etat.LABELLISEE: {Etat.DISQUALIFIEE},
    Etat.NON_LABELLISEE: {Etat.DISQUALIFIEE},
    Etat.DISQUALIFIEE: set(),
}


def passer(candidature, etat, instant):
    """Move ``candidature`` to ``etat``; the caller holds the row's lock.

    Effects, in order: état, date of the état, saved. Raises ``ActeRefuse("transition")`` for a move that
    the life cycle does not have.
    """
    exiger(etat in PERMISES[Etat(candidature.etat)], "transition", de=candidature.etat, vers=etat)
    candidature.etat = etat
    candidature.etat_depuis = instant
    candidature.save(update_fields=["etat", "etat_depuis"])
