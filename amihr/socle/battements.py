"""The heartbeats of the background work and of the web server: a row a minute, whose gaps show what was down (T15)."""

from datetime import timedelta

from django.db import connection
from django.db.models import F, Window
from django.db.models.functions import Lag

from amihr.socle.models import Battement

TRAVAIL, WEB = "travail", "web"
TOLERANCE = timedelta(seconds=150)  # each beats every minute; one beat missed while it was busy is no breakdown
BATTRE = """
INSERT INTO socle_battement (minute, travail, web) VALUES (date_trunc('minute', horloge_instant()), %s, %s)
ON CONFLICT (minute) DO UPDATE SET travail = socle_battement.travail OR EXCLUDED.travail,
    web = socle_battement.web OR EXCLUDED.web
WHERE (EXCLUDED.travail AND NOT socle_battement.travail) OR (EXCLUDED.web AND NOT socle_battement.web)
"""

BORNES_D_UNE_SOURCE = """min(minute) FILTER (WHERE {source}), max(minute) FILTER (WHERE {source}),
EXISTS (SELECT FROM socle_battement WHERE {source} AND minute < %s)"""
BORNES = f"""
SELECT {BORNES_D_UNE_SOURCE.format(source=TRAVAIL)}, {BORNES_D_UNE_SOURCE.format(source=WEB)}
FROM socle_battement WHERE minute BETWEEN %s AND %s
"""


def battre(source=TRAVAIL):
    """Write that the worker (or, asked by a probe, the web server), the database and their line are up in this minute."""
    with connection.cursor() as curseur:
        curseur.execute(BATTRE, [source == TRAVAIL, source == WEB])


def interruptions(debut, fin, source=TRAVAIL):
    """Return ``[(last beat, next beat or fin)]`` of the gaps between two instants; None when nothing was ever written."""
    lu = relever(debut, fin)[source]
    return None if lu is None else lu[1]


def relever(debut, fin):
    """Return ``{source: (since when beats are known between two instants, their gaps)}``, None where none was written.

    Before the very first beat nothing is known: the account begins with it.
    """
    with connection.cursor() as curseur:
        curseur.execute(BORNES, [debut, debut, debut, fin])
        lues = curseur.fetchone()
    return {TRAVAIL: _relever(debut, fin, TRAVAIL, *lues[:3]), WEB: _relever(debut, fin, WEB, *lues[3:])}


def _relever(debut, fin, source, premier, dernier, battait):
    """The account of one source, from its first and last beats and whether it beat before."""
    if premier is None:
        return (debut, [(debut, fin)]) if battait else None
    battements = Battement.objects.filter(minute__gte=debut, minute__lte=fin, **{source: True})
    ecarts = battements.annotate(avant=Window(Lag("minute"), order_by="minute")).filter(
        minute__gt=F("avant") + TOLERANCE
    )
    trous = list(ecarts.order_by("minute").values_list("avant", "minute"))
    if battait and premier - debut > TOLERANCE:
        trous.insert(0, (debut, premier))
        premier = debut
    if fin - dernier > TOLERANCE:
        trous.append((dernier, fin))
    return premier, trous


def oublier_les_anciens(age=timedelta(days=400)):
    """Delete the beats older than `age`; returns how many."""
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM socle_battement WHERE minute < horloge_instant() - %s", [age])
        return curseur.rowcount
