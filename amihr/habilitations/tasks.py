"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .exemplaires import produire_les_exemplaires
from .rappels import rappeler_les_engagements


@shared_task(name="habilitations.produire_les_exemplaires")
def produire_exemplaires():
    """Make the copies that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_exemplaires(horloge.maintenant())


@shared_task(name="habilitations.rappeler_les_engagements")
def rappeler():
    """Post the mails about undertakings that are due; what is posted is not posted again."""
    rappeler_les_engagements(horloge.maintenant())
