"""The marks that backups and restoration drills leave behind them: without one, nothing says that they run (T11)."""

from datetime import timedelta

from amihr.socle.models import Sauvegarde

RETARD_PERMIS = timedelta(hours=26)  # nightly, and the time that one takes


def dernieres(instant):
    """Return ``{genre: instant of its last mark}`` of what was noted by ``instant``; a kind never noted is absent."""
    notees = Sauvegarde.objects.filter(notee_le__lte=instant).order_by("genre", "-notee_le").distinct("genre")
    return dict(notees.values_list("genre", "notee_le"))


def est_ancienne(notee_le, instant, permis=RETARD_PERMIS):
    """Tell whether a mark is missing, or older than what is allowed: a night."""
    return notee_le is None or instant - notee_le > permis
