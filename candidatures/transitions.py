"""The life cycle of a candidature, in one place."""

from amihr.socle.refus import exiger

from .models import Complement, Etat, Sortie

PERMISES = {
    Etat.BROUILLON: {Etat.DEPOSEE},
    Etat.DEPOSEE: {Etat.DEPOSEE, Etat.RETIREE, Etat.RECEVABLE, Etat.IRRECEVABLE, Etat.DISQUALIFIEE},
    Etat.RETIREE: {Etat.DEPOSEE},
    Etat.RECEVABLE: {Etat.ELIGIBLE, Etat.INELIGIBLE, Etat.RETIREE, Etat.DISQUALIFIEE},
    Etat.IRRECEVABLE: {Etat.DISQUALIFIEE},
    Etat.ELIGIBLE: {Etat.EN_EVALUATION, Etat.RETIREE, Etat.DISQUALIFIEE},
    Etat.INELIGIBLE: {Etat.DISQUALIFIEE},
    Etat.EN_EVALUATION: {Etat.LABELLISEE, Etat.NON_LABELLISEE, Etat.RETIREE, Etat.DISQUALIFIEE},
    Etat.LABELLISEE: {Etat.DISQUALIFIEE},
    Etat.NON_LABELLISEE: {Etat.DISQUALIFIEE},
    Etat.DISQUALIFIEE: set(),
}


# The moves out that an agent may reverse, and where each may lead back: never to a result that was notified.
RETOURS = {
    Etat.RETIREE: {Etat.DEPOSEE, Etat.RECEVABLE, Etat.ELIGIBLE, Etat.EN_EVALUATION},
    Etat.IRRECEVABLE: {Etat.DEPOSEE},
    Etat.INELIGIBLE: {Etat.RECEVABLE},
    Etat.DISQUALIFIEE: {
        Etat.DEPOSEE, Etat.RECEVABLE, Etat.IRRECEVABLE, Etat.ELIGIBLE, Etat.INELIGIBLE, Etat.EN_EVALUATION,
    },
}  # fmt: skip


def passer(candidature, etat, instant):
    """Move ``candidature`` to ``etat``; the caller holds the row's lock.

    Effects, in order: état, date of the état, saved; for a move out, its complement closed, since a team that is out is
    asked for nothing more, and the ``Sortie`` that keeps the état it had, which is returned. Raises ``ActeRefuse("transition")`` for a move that the life cycle does not have.
    """
    exiger(etat in PERMISES[Etat(candidature.etat)], "transition", de=candidature.etat, vers=etat)
    avant = candidature.etat
    _ecrire(candidature, etat, instant)
    if etat not in RETOURS:
        return None
    Complement.objects.ouverts().filter(candidature=candidature).update(ferme_le=instant)
    return Sortie.objects.create(candidature=candidature, de=avant, vers=etat, instant=instant)


def revenir(candidature, sortie, instant):
    """Put ``candidature`` back into the état it had before ``sortie``; the caller holds the row's lock.

    An état that was itself a move out gets its own date back: that is when the team was answered.
    Effects: état, date of the état, saved. Raises ``ActeRefuse("transition")``.
    """
    exiger(sortie.de in RETOURS[Etat(candidature.etat)], "transition", de=candidature.etat, vers=sortie.de)
    precedentes = Sortie.objects.filter(candidature=candidature, vers=sortie.de, reintegration=None)
    precedente = precedentes.order_by("-pk").first()
    _ecrire(candidature, sortie.de, precedente.instant if precedente else instant)


def _ecrire(candidature, etat, instant):
    candidature.etat = etat
    candidature.etat_depuis = instant
    candidature.save(update_fields=["etat", "etat_depuis"])
