"""Housekeeping of the technical tables."""

from celery import shared_task

from amihr.socle import limites


@shared_task(name="socle.oublier_les_compteurs")
def oublier_les_compteurs():
    """Delete the counters of windows long over."""
    limites.oublier_les_anciens()
