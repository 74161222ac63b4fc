"""When members are told by mail: at most one a day about the secretariat's answers, reminders of what they owe."""

from datetime import datetime, timedelta

from amihr.horloge import PARIS, jour_de_paris
from candidatures.regles.declarations import HEURE, moment_du_rappel, rappel_echu

CONNAITRE_SOUS = timedelta(days=3)


def peut_annoncer(dernier, instant):
    """Tell whether a mail about answers may leave; ``dernier``: the Paris day of the last one to that person, or ``None``.

    The first one leaves at once; what is answered after it waits for the next morning at eight, and is told together.
    """
    jour = jour_de_paris(instant)
    return dernier is None or (jour > dernier and instant >= datetime.combine(jour, HEURE, tzinfo=PARIS))


def rappel_de_calibrage(avant_le, instant, dernier_avis):
    """Return the reminder due to a member whose grids are not submitted, or ``None``.

    ``avant_le``: the last day asked; ``dernier_avis``: when they were last told. None when they were told since it fell due.
    """
    rappel = rappel_echu(avant_le, instant)
    if rappel is None or (dernier_avis and dernier_avis >= moment_du_rappel(avant_le, rappel.jours)):
        return None
    return rappel


def rappel_de_connaissance_echu(change_le, connue_le, instant):
    """Tell whether a member has left the list of their dossiers unacknowledged for three days, at eight in Paris."""
    if change_le is None or (connue_le and connue_le >= change_le):
        return False
    return instant >= datetime.combine(jour_de_paris(change_le) + CONNAITRE_SOUS, HEURE, tzinfo=PARIS)
