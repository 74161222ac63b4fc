"""How long a label lasts, and what its dates make of it."""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

DUREE_EN_MOIS = 12


class EtatDuLabel(StrEnum):
    """What the public is told of a label."""

    A_VENIR = "à venir"
    ACTIF = "actif"
    EXPIRE = "expiré"
    RETIRE = "retiré"


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


def etat_du_label(debut, fin, *, jour, instant, retraits=()):
    """Return the EtatDuLabel on `jour` (the date in Paris of `instant`): no job changes it.

    `retraits` have `effet_le` and `leve_le` (None while the withdrawal stands). A withdrawal in
    force wins over the dates: a label withdrawn in May does not become « expiré » in June.
    """
    if any(est_en_vigueur(retrait, instant) for retrait in retraits):
        return EtatDuLabel.RETIRE
    if jour < debut:
        return EtatDuLabel.A_VENIR
    return EtatDuLabel.ACTIF if jour <= fin else EtatDuLabel.EXPIRE


def est_en_vigueur(retrait, instant):
    """Tell whether a withdrawal has taken effect and is neither suspended nor reversed (see Q20)."""
    return retrait.effet_le <= instant and (retrait.leve_le is None or instant < retrait.leve_le)
