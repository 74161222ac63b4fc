"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .exemplaires import produire_les_exemplaires


@shared_task(name="habilitations.produire_les_exemplaires")
def produire_exemplaires():
    """Make the copies that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_exemplaires(horloge.maintenant())
