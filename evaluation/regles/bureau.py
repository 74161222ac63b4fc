"""Where a member stands with each dossier of the desk."""

from enum import StrEnum

from candidatures.models import Etat


class Etape(StrEnum):
    """What there is to do with a dossier that one reads."""

    A_VENIR = "a_venir"
    A_EVALUER = "a_evaluer"
    COMMENCEE = "commencee"
    REMISE = "remise"
    CLOSE = "close"


def etape_du_bureau(etat, etat_de_ma_grille):
    """Return the step from the dossier's state and from that of one's last grid (``None``: not begun)."""
    if etat_de_ma_grille == "soumise":
        return Etape.REMISE
    if etat == Etat.ELIGIBLE:
        return Etape.A_VENIR
    if etat != Etat.EN_EVALUATION:
        return Etape.CLOSE
    return Etape.COMMENCEE if etat_de_ma_grille else Etape.A_EVALUER
