"""What every page of the candidate's space starts from."""

from django.http import Http404

from amihr.editions.intergiciel import reconnaitre
from candidatures import lectures
from candidatures.acces import Action, dossier_ou_404
from candidatures.regles.droits import DroitDeLire


def dossier(request, reference, action=Action.SUIVRE):
    """Return the candidature of that reference in the edition being shown, or raise ``Http404``.

    Whoever is still of the team and may no longer write is told so: ``DroitDeLire``.
    """
    try:
        candidature = dossier_ou_404(request.user, reference, action)
    except Http404:
        if (
            request.method == "POST"
            and action == Action.SAISIR
            and dossier_ou_404(request.user, reference, Action.SUIVRE)
        ):
            raise DroitDeLire from None
        raise
    reconnaitre(request, candidature.edition)
    if not request.edition or candidature.edition_id != request.edition.pk:
        raise Http404
    return candidature


def contexte(request, candidature, *, situation=None, **suite):
    """Return what every page of a candidature shows: itself, where it stands, what the reader may do.

    A page that has read ``brouillon`` or ``depots`` gives them: they are not read again.
    """
    instant, droit = lectures.instant_de_lecture(), lectures.droit_de(request.user, candidature)
    lus = {nom: suite[nom] for nom in ("brouillon", "depots") if nom in suite}
    return {
        "candidature": candidature,
        "droit": droit,
        "situation": situation or lectures.situation(candidature, droit, **lus),
        "fin": candidature.edition.fin(instant),
        "peut_deposer": candidature.edition.accepte_les_depots(instant),
        **suite,
    }
