"""Woken after a commit, and by beat: send what is due."""

from celery import shared_task

from amihr import horloge
from amihr.courrier import ancres, boite


@shared_task(name="courrier.expedier")
def expedier():
    """Send a lot of due mails; ask for the next lot at once when this one was used up."""
    if boite.expedier(horloge.maintenant()).lot_epuise:
        expedier.delay()


@shared_task(name="courrier.poster_les_ancres")
def poster_les_ancres():
    """Mail the journal's last anchors, once a day."""
    ancres.poster_les_ancres(horloge.maintenant())
