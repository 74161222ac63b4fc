"""When a label may be shown by its holder, and from when it is shown at all."""

from .duree import EtatDuLabel


def peut_etre_affiche(etat):
    """Tell whether the holder may display the label.

    R40: the right to display it lasts as long as the label is in force; the badge at its stable address says
    what became of it afterwards.
    """
    return etat == EtatDuLabel.ACTIF
