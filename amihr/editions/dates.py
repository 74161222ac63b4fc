"""Instants of a call: from the days that people write to the bounds that the database compares.

Nothing here reads a clock or a row: every function takes its instant.
Each clause on dates exists once, as a ``Q``; ``prefixe`` lets an upper room ask it through a relation.
"""

from datetime import UTC, datetime, time, timedelta

from django.db.models import F, Q

from amihr.horloge import PARIS

MINUIT = time(0, 0)
DERNIERE_MINUTE = time(23, 59)
DELAI_DU_SCEAU = timedelta(seconds=60)


def ouverture_du(jour, heure=MINUIT):
    """The instant from which a call that opens on this day is open.

    Q24: without an hour, it opens at 00:00 in Paris.
    """
    return datetime.combine(jour, heure, PARIS).astimezone(UTC)


def cloture_du(jour, heure=DERNIERE_MINUTE):
    """The exclusive bound of a call that closes on this day at this minute, Paris time.

    Q1: the whole of the last minute is in time, so the bound is the minute after.
    An hour that the autumn change repeats is its second occurrence: nobody loses an hour.
    """
    derniere = datetime.combine(jour, heure, PARIS).replace(fold=1)
    return derniere.astimezone(UTC) + timedelta(minutes=1)


def derniere_minute(cloture_le):
    """The last minute in time before the bound ``cloture_le``: what people read (« 23 h 59 »)."""
    return (cloture_le - timedelta(minutes=1)).astimezone(PARIS)


def q_ouverte(instant, prefixe=""):
    """See R1: between opening and closing."""
    return Q(**{f"{prefixe}ouverture_le__lte": instant, f"{prefixe}cloture_le__gt": instant})


def q_close(instant, prefixe=""):
    """See Q1 and Q45: the closing bound is reached, and the call is not suspended."""
    return Q(**{f"{prefixe}cloture_le__lte": instant}) & ~q_suspendue(instant, prefixe)


def q_suspendue(instant, prefixe=""):
    """Filings are suspended at this instant (see Q45)."""
    return Q(**{f"{prefixe}suspendue_le__lte": instant})


def q_annulee(instant, prefixe=""):
    """The call is cancelled at this instant (see R6)."""
    return Q(**{f"{prefixe}annulee_le__lte": instant})


def q_accepte_les_depots(instant, prefixe=""):
    """Open, neither suspended nor cancelled."""
    return q_ouverte(instant, prefixe) & ~q_suspendue(instant, prefixe) & ~q_annulee(instant, prefixe)


def q_sceau_leve(instant, prefixe=""):
    """See Q1 and Q45: sixty seconds after the closing, unless suspended or cancelled before that."""
    annulee_avant = Q(**{f"{prefixe}annulee_le__lt": F(f"{prefixe}cloture_le") + DELAI_DU_SCEAU})
    return (
        Q(**{f"{prefixe}cloture_le__lte": instant - DELAI_DU_SCEAU})
        & ~q_suspendue(instant, prefixe)
        & ~(q_annulee(instant, prefixe) & annulee_avant)
    )
