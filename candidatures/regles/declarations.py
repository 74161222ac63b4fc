"""The deadline of the declarations of links of interest, and the reminders around it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from amihr.horloge import PARIS, jour_de_paris

HEURE = time(8)
# Three days before, on the last day, then once it is over: declaring stays possible, reading waits for it.
RAPPELS = (3, 0, -1)


@dataclass(frozen=True)
class RappelDeDeclarationDu:
    """The reminder of an instant: ``jours`` before ``dernier_jour``, -1 for the day after."""

    jours: int
    dernier_jour: date


def dernier_jour_pour_declarer(edition):
    """Return the last day, inclusive, by which members answer about their links, or ``None`` (see Q18)."""
    ecrit = edition.reglages.get("Q18", {}).get("declarer_jusqu_au")
    return date.fromisoformat(ecrit) if ecrit else None


def est_en_retard(edition, instant):
    """Tell whether the last day to declare is over."""
    dernier = dernier_jour_pour_declarer(edition)
    return dernier is not None and jour_de_paris(instant) > dernier


def rappel_de_declaration(edition, instant):
    """Return the ``RappelDeDeclarationDu`` of an instant, the last that fell due at eight in Paris, or ``None``."""
    dernier = dernier_jour_pour_declarer(edition)
    if dernier is None:
        return None
    dus = [jours for jours in RAPPELS if _moment(dernier, jours) <= instant]
    return RappelDeDeclarationDu(dus[-1], dernier) if dus else None


def _moment(dernier, jours):
    return datetime.combine(dernier - timedelta(days=jours), HEURE, tzinfo=PARIS)
