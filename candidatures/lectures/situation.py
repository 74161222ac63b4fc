"""Where a dossier stands for one of its team."""

from candidatures.models import Droit, Etat
from candidatures.regles.situation import Situation

from .depots import depots_de, derniers_depots, differe_du_depot
from .saisie import brouillon as lire_brouillon
from .saisie import brouillons, candidatures_suivies, instant_de_lecture


def situation(candidature, droit, *, brouillon=None, depots=None):
    """Return the ``Situation`` of a candidature already authorised; what the page has read is not read again.

    ``droit``: what the reader may do in its team.
    """
    brouillon = brouillon or lire_brouillon(candidature)
    depots = depots_de(candidature) if depots is None else depots
    return _situation(brouillon, depots[0] if depots else None, droit)


def situations(candidatures, edition):
    """Do the same for several of one call, none to be filed from there, as ``{pk: Situation}``, in as many statements."""
    for candidature in candidatures:
        candidature.edition = edition  # its form is read once for all
    derniers = derniers_depots(candidatures)
    return {
        candidature_id: _situation(brouillon, derniers.get(candidature_id), None)
        for candidature_id, brouillon in brouillons(candidatures).items()
    }


def ou_en_sont_les_dossiers(personne, edition):
    """Return, for each candidature that ``personne`` works on in a call, the sentence that tells whether it is filed."""
    suivies = list(candidatures_suivies(personne, edition))
    trouvees = situations(suivies, edition)
    en_bref = [(candidature.reference, trouvees[candidature.pk].en_bref) for candidature in suivies]
    return [f"Votre candidature {reference}\u00a0: {bref.mot}. {bref.phrase}" for reference, bref in en_bref]


def _situation(brouillon, derniere, droit):
    candidature, instant = brouillon.candidature, instant_de_lecture()
    edition = candidature.edition
    return Situation(
        derniere=derniere,
        est_deposee=candidature.est_deposee(),
        est_retiree=candidature.etat == Etat.RETIREE,
        est_jugee=candidature.est_jugee(),
        differe=derniere is not None and differe_du_depot(brouillon, derniere),
        manquent=len(brouillon.manques),
        fin=edition.fin(instant),
        accepte_les_depots=edition.accepte_les_depots(instant),
        a_le_droit=droit == Droit.DEPOSER,
        est_ecartee=candidature.etat == Etat.DISQUALIFIEE,
    )
