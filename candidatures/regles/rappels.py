"""When a reminder falls due: so many days before the last day of the call, in the morning of Paris."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amihr.editions.dates import derniere_minute
from amihr.horloge import PARIS

HEURE = time(8)
AU_MOINS_AVANT = timedelta(hours=4)  # of the closing, when it falls early on its last day


@dataclass(frozen=True)
class RappelDu:
    """The reminder of an instant: ``jours`` before ``dernier_jour``; ``depuis``: the instant it fell due."""

    jours: int
    dernier_jour: date
    depuis: datetime


def rappel_du(cloture_le, seuils, instant):
    """Return the ``RappelDu`` of an instant, or ``None``: the latest that fell due, those before it being out of date.

    A closing that moves moves its reminders: they are counted from its last day, whatever it is.
    """
    if instant >= cloture_le:
        return None
    dernier_jour = derniere_minute(cloture_le).date()
    dus = [(_moment(cloture_le, dernier_jour, jours), jours) for jours in seuils]
    passes = [(moment, jours) for moment, jours in dus if moment <= instant]
    if not passes:
        return None
    depuis, jours = max(passes)
    return RappelDu(jours, dernier_jour, depuis)


def _moment(cloture_le, dernier_jour, jours):
    matin = datetime.combine(dernier_jour - timedelta(days=jours), HEURE, tzinfo=PARIS)
    return min(matin, cloture_le - AU_MOINS_AVANT)
