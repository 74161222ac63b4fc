"""Where a dossier stands for one of its team."""

from candidatures.models import Droit, Etat
from candidatures.regles.situation import Situation

from .depots import depots_de, differe_du_depot
from .equipes import droit_de
from .saisie import brouillon as lire_brouillon
from .saisie import instant_de_lecture


def situation(candidature, personne, *, brouillon=None, depots=None):
    """Return the ``Situation`` of a candidature already authorised; what the page has read is not read again."""
    brouillon = brouillon or lire_brouillon(candidature)
    depots = depots_de(candidature) if depots is None else depots
    derniere, edition, instant = depots[0] if depots else None, candidature.edition, instant_de_lecture()
    return Situation(
        derniere=derniere,
        est_deposee=candidature.est_deposee(),
        est_retiree=candidature.etat == Etat.RETIREE,
        est_jugee=candidature.est_jugee(),
        differe=derniere is not None and differe_du_depot(brouillon, derniere),
        est_complet=brouillon.est_complet,
        est_close=edition.est_close(instant),
        accepte_les_depots=edition.accepte_les_depots(instant),
        a_le_droit=droit_de(personne, candidature) == Droit.DEPOSER,
    )
