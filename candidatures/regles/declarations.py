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
    return rappel_echu(dernier_jour_pour_declarer(edition), instant)


def rappel_echu(dernier, instant):
    """Return the last ``RappelDeDeclarationDu`` around a last day, or ``None``: what the commission owes is recalled alike."""
    if dernier is None:
        return None
    dus = [jours for jours in RAPPELS if moment_du_rappel(dernier, jours) <= instant]
    return RappelDeDeclarationDu(dus[-1], dernier) if dus else None


def moment_du_rappel(dernier, jours):
    """Return when the reminder ``jours`` before ``dernier`` falls due."""
    return datetime.combine(dernier - timedelta(days=jours), HEURE, tzinfo=PARIS)
