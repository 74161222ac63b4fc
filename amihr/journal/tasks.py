"""Every quarter of an hour, from beat: anchor what was written since."""

from celery import shared_task

from amihr import horloge
from amihr.journal import ancres


@shared_task(name="journal.ancrer")
def ancrer():
    """Anchor the heads that moved."""
    ancres.ancrer(horloge.maintenant())
