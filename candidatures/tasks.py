"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .actes.accuses import produire_les_accuses


@shared_task(name="candidatures.produire_les_accuses")
def produire_accuses():
    """Make the receipts that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_accuses(horloge.maintenant())
