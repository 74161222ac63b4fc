"""What the dates of a label make of it; how long it lasts is the evaluation's rule, as the letters say it too."""

from enum import StrEnum

from evaluation.regles.duree import DUREE_EN_MOIS, dernier_jour

__all__ = ["DUREE_EN_MOIS", "EtatDuLabel", "dernier_jour", "est_en_vigueur", "etat_du_label"]


class EtatDuLabel(StrEnum):
    """What the public is told of a label."""

    A_VENIR = "à venir"
    ACTIF = "actif"
    EXPIRE = "expiré"
    RETIRE = "retiré"


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
