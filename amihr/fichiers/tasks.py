"""Doors for Celery."""

from celery import shared_task

from amihr.socle.reveil import reveiller

from .dessins import dessiner
from .quarantaine import examiner_les_fichiers_en_attente


@shared_task(name="fichiers.lever_la_quarantaine")
def lever_la_quarantaine():
    """Look again at the files that the antivirus could not see."""
    examiner_les_fichiers_en_attente()


@shared_task(name="fichiers.dessiner_les_pages")
def dessiner_les_pages():
    """Draw pages for a few seconds; for readers who wait, ask for another turn, behind the mails that came meanwhile."""
    if dessiner():
        reveiller("fichiers.dessiner_les_pages")
