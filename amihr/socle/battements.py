"""The heartbeat of the background work: a row a minute, whose gaps show when it did not run (T15)."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Max, Min, Window
from django.db.models.functions import Lag

from amihr.socle.models import Battement

TOLERANCE = timedelta(seconds=150)  # the worker beats each minute; one beat missed while it was busy is no breakdown
BATTRE = """
INSERT INTO socle_battement (minute) VALUES (date_trunc('minute', horloge_instant())) ON CONFLICT DO NOTHING
"""


def battre():
    """Write that the worker, the database and their line are up in this minute; of the web server it says nothing."""
    with connection.cursor() as curseur:
        curseur.execute(BATTRE)


def interruptions(debut, fin):
    """Return ``[(last beat, next beat or fin)]`` of the gaps between two instants; None when nothing was ever written.

    Before the very first beat nothing is known: the account begins with it.
    """
    battements = Battement.objects.filter(minute__gte=debut, minute__lte=fin)
    bornes = battements.aggregate(premier=Min("minute"), dernier=Max("minute"))
    battait = Battement.objects.filter(minute__lt=debut).exists()
    if bornes["premier"] is None:
        return [(debut, fin)] if battait else None
    ecarts = battements.annotate(avant=Window(Lag("minute"), order_by="minute")).filter(
        minute__gt=F("avant") + TOLERANCE
    )
    trous = list(ecarts.order_by("minute").values_list("avant", "minute"))
    if battait and bornes["premier"] - debut > TOLERANCE:
        trous.insert(0, (debut, bornes["premier"]))
    if fin - bornes["dernier"] > TOLERANCE:
        trous.append((bornes["dernier"], fin))
    return trous


def premier_battement(debut, fin):
    """Return the first beat between two instants, or None."""
    return Battement.objects.filter(minute__gte=debut, minute__lte=fin).aggregate(premier=Min("minute"))["premier"]


def oublier_les_anciens(age=timedelta(days=400)):
    """Delete the beats older than `age`; returns how many."""
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM socle_battement WHERE minute < horloge_instant() - %s", [age])
        return curseur.rowcount
