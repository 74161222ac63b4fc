"""Housekeeping of the technical tables."""

from celery import shared_task

from amihr.socle import battements, limites


@shared_task(name="socle.oublier_les_compteurs")
def oublier_les_compteurs():
    """Delete the counters of windows long over, and the oldest beats."""
    limites.oublier_les_anciens()
    battements.oublier_les_anciens()


@shared_task(name="socle.battre")
def battre():
    """Say that the platform works, each minute."""
    battements.battre()
