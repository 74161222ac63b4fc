"""Doors for Celery: each asks what is due, and may run twice or late."""

from celery import shared_task

from amihr import horloge

from .actes.labels import annoncer, delivrer
from .actes.macarons import produire_les_macarons
from .lectures.labels import editions_a_servir


@shared_task(name="catalogue.delivrer_les_labels")
def delivrer_labels():
    """Deliver the labels that are due after a notification."""
    for edition in editions_a_servir():
        delivrer(edition)


@shared_task(name="catalogue.annoncer_les_labels")
def annoncer_labels():
    """Make the badges of published labels, and tell their teams."""
    annoncer(horloge.maintenant())
    produire_les_macarons(horloge.maintenant())
