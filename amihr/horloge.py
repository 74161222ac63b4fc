"""The only clock: PostgreSQL's, read through the SQL function `horloge_instant()`.

A server whose own clock is wrong neither opens nor closes anything. Tests and the demonstration move the clock by the
one row of the table `horloge_deplacee`, which that function reads, so that every process agrees.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.models import DateTimeField, Func

PARIS = ZoneInfo("Europe/Paris")

# The same clock inside a query that is made anyway.
LUE_PAR_LA_REQUETE = Func(function="horloge_instant", output_field=DateTimeField())

# None: nothing is kept, each reading is new. A list: the one reading of the request or task under way.
_lecture = ContextVar("horloge_lecture", default=None)


def maintenant():
    """The instant of this request or task: read once from PostgreSQL, then the same until its end.

    Outside of `une_seule_lecture()` each call reads anew: a shell or a long command never lives in the past.
    """
    lecture = _lecture.get()
    if lecture is None:
        return instant_de_la_base()
    if not lecture:
        lecture.append(instant_de_la_base())
    return lecture[0]


def retenir(instant):
    """Take for this request the instant that its first statement has read with something else; the first one stays."""
    lecture = _lecture.get()
    if lecture == []:
        lecture.append(instant)


def instant_de_la_base():
    """PostgreSQL's clock at this very moment (`clock_timestamp()`, not the start of the transaction)."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT horloge_instant()")
        return curseur.fetchone()[0]


@contextmanager
def une_seule_lecture():
    """Inside, `maintenant()` is read once and kept: a request, a task."""
    jeton = _lecture.set([])
    try:
        yield
    finally:
        _lecture.reset(jeton)


class HorlogeIntergiciel:
    """Middleware: one reading of the clock per request, forgotten at its end."""

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        with une_seule_lecture():
            return self.suite(request)


def paris(instant):
    """The same instant on the clocks of Paris."""
    return instant.astimezone(PARIS)


def jour_de_paris(instant):
    """The date that the calendars of Paris show at `instant`."""
    return paris(instant).date()


def a(instant, fige=True):
    """Move the clock to `instant` (tests and demonstration only): a function, and a context manager.

    `fige=False` lets it tick on from there. As a context manager it puts the earlier clock back at the end.
    Raises ImproperlyConfigured where the setting HORLOGE_DEPLACABLE is off (production), ValueError without a time zone.
    """
    _exiger_deplacable()
    if instant.tzinfo is None:
        raise ValueError("L’instant doit porter son fuseau horaire.")
    precedent = _rangee()
    _poser(instant, fige)
    return _Deplacement(precedent)


def reprendre():
    """Give the clock back to PostgreSQL. Raises ImproperlyConfigured where the clock cannot be moved."""
    _exiger_deplacable()
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM horloge_deplacee")
    _oublier()


class _Deplacement:
    """What `a()` returns: leaving it restores the clock found before."""

    def __init__(self, precedent):
        self._precedent = precedent

    def __enter__(self):
        return self

    def __exit__(self, *_exception):
        reprendre()
        if self._precedent:
            _poser(*self._precedent)


def _exiger_deplacable():
    if not getattr(settings, "HORLOGE_DEPLACABLE", False):
        raise ImproperlyConfigured("L’horloge ne se déplace que dans les tests et la démonstration.")


def _rangee():
    """The clock as it stands: (instant, fige), or None when it is PostgreSQL's."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT horloge_instant(), figee FROM horloge_deplacee")
        return curseur.fetchone()


def _poser(instant, fige):
    with connection.cursor() as curseur:
        curseur.execute(
            "INSERT INTO horloge_deplacee (unique_rangee, instant, posee_le, figee)"
            " VALUES (true, %s, clock_timestamp(), %s)"
            " ON CONFLICT (unique_rangee) DO UPDATE SET"
            " instant = EXCLUDED.instant, posee_le = EXCLUDED.posee_le, figee = EXCLUDED.figee",
            [instant, fige],
        )
    _oublier()


def _oublier():
    """Make the request under way read the clock again."""
    if _lecture.get():
        _lecture.get().clear()
