"""Doors for Celery."""

from celery import shared_task

from .quarantaine import examiner_les_fichiers_en_attente


@shared_task(name="fichiers.lever_la_quarantaine")
def lever_la_quarantaine():
    """Look again at the files that the antivirus could not see."""
    examiner_les_fichiers_en_attente()
