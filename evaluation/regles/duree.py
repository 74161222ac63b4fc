"""How long a label lasts: said by the letter, then by the label itself."""

from calendar import monthrange
from datetime import date, timedelta

DUREE_EN_MOIS = 12


def dernier_jour(debut, mois=DUREE_EN_MOIS):
    """Return the last day, inclusive, of a label that starts on `debut`, the date of the signed act.

    R36: the label lasts one year, unless the edition says another number of months.
    Q11: the last day is the eve of the anniversary; when the anniversary does not exist
    (29 February), it is the last day of that month (28 February).
    """
    annee, rang = divmod(debut.year * 12 + debut.month - 1 + mois, 12)
    dernier_du_mois = monthrange(annee, rang + 1)[1]
    if debut.day > dernier_du_mois:
        return date(annee, rang + 1, dernier_du_mois)
    return date(annee, rang + 1, debut.day) - timedelta(days=1)
