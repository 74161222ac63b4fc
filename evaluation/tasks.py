"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .actes.attestations import produire_les_attestations
from .actes.avis import prevenir_les_membres
from .actes.exports import produire_les_exports
from .actes.livrets import produire_les_livrets
from .actes.proces_verbaux import produire_les_pv
from .actes.trame import produire_les_trames


@shared_task(name="evaluation.produire_les_pv")
def produire_pv():
    """Make the minutes that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_pv(horloge.maintenant())


@shared_task(name="evaluation.produire_les_exports")
def produire_exports():
    """Make the exports that were asked for, and forget those whose day is over."""
    produire_les_exports(horloge.maintenant())


@shared_task(name="evaluation.produire_les_trames")
def produire_trames():
    """Make the templates of the dossier that are missing, or no longer say what the call asks."""
    produire_les_trames(horloge.maintenant())


@shared_task(name="evaluation.produire_les_livrets")
def produire_livrets():
    """Make the booklets that were asked for, and erase those whose hour is over or which hold a dossier now closed."""
    produire_les_livrets(horloge.maintenant())


@shared_task(name="evaluation.produire_les_attestations")
def produire_attestations():
    """Make the attestations that were asked for."""
    produire_les_attestations(horloge.maintenant())


@shared_task(name="evaluation.prevenir_les_membres")
def prevenir_membres():
    """Tell members of answers, of the calibration, of a list to acknowledge; what is told is not told again."""
    prevenir_les_membres(horloge.maintenant())
