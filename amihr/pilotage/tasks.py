"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .rapport import produire_les_rapports


@shared_task(name="pilotage.produire_les_rapports")
def produire_rapports():
    """Make the reports of closings that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_rapports(horloge.maintenant())
