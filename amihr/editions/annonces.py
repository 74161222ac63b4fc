"""What changes during a call and must be told to every team: written with the change, sent by an upper room."""

from django.db import transaction

from amihr.editions.models import Annonce
from amihr.socle.reveil import reveiller


def annoncer(edition, genre, instant, version=None):
    """Write, inside the caller's transaction, an announcement due to the teams; nobody has one before the opening.

    Effects, in order: the row, the worker woken after the commit. Returns it, or None when there is nobody to tell.
    """
    if instant < edition.ouverture_le:
        return None
    annonce = Annonce.objects.create(
        edition=edition, genre=genre, instant=instant, cloture_le=edition.cloture_le, version=version
    )
    transaction.on_commit(reveiller)
    return annonce
