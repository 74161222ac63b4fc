"""Where a member stands with each dossier of the desk."""

from enum import StrEnum

from candidatures.models import Etat


class Etape(StrEnum):
    """What there is to do with a dossier that one reads."""

    A_VENIR = "a_venir"
    A_EVALUER = "a_evaluer"
    COMMENCEE = "commencee"
    EN_REVISION = "en_revision"
    REMISE = "remise"
    CLOSE = "close"
    D_UN_AUTRE = "d_un_autre"


def etape_du_bureau(etat, etat_de_ma_grille, est_a_evaluer=True, est_decidee=False, remise_compte=False):
    """Return the step from the dossier's state and from that of one's last grid (``None``: not begun).

    ``est_a_evaluer``: False where dossiers are shared and this one is not one's own; ``est_decidee``: a meeting that is
    closed has settled its decision; ``remise_compte``: a version that one submitted counts, whatever one has begun since.
    """
    if etat_de_ma_grille == "soumise":
        return Etape.REMISE
    if remise_compte:
        return Etape.EN_REVISION
    if not est_a_evaluer:
        return Etape.D_UN_AUTRE
    if etat == Etat.ELIGIBLE:
        return Etape.A_VENIR
    if etat != Etat.EN_EVALUATION or est_decidee:
        return Etape.CLOSE
    return Etape.COMMENCEE if etat_de_ma_grille else Etape.A_EVALUER
