"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from . import mise_en_scene
from .page_du_jour import produire_les_pages
from .rapport import produire_les_rapports


@shared_task(name="pilotage.produire_les_rapports")
def produire_rapports():
    """Make the reports of closings that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_rapports(horloge.maintenant())


@shared_task(name="pilotage.produire_les_pages_du_jour")
def produire_pages_du_jour():
    """Make the page of the day of each open call; asked again by beat, so a lost task loses nothing."""
    produire_les_pages(horloge.maintenant())


@shared_task(name="pilotage.avancer_la_repetition")
def avancer_la_repetition():
    """Do what the rehearsal still lacks; asked again by beat, so a lost task loses nothing."""
    mise_en_scene.avancer_la_repetition()
