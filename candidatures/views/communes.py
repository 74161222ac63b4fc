"""What every page of the candidate's space starts from."""

from django.http import Http404

from amihr.editions.intergiciel import reconnaitre
from candidatures import lectures
from candidatures.acces import Action, dossier_ou_404


def dossier(request, reference, action=Action.SUIVRE):
    """Return the candidature of that reference in the edition being shown, or raise ``Http404``."""
    candidature = dossier_ou_404(request.user, reference, action)
    reconnaitre(request, candidature.edition)
    if not request.edition or candidature.edition_id != request.edition.pk:
        raise Http404
    return candidature


def contexte(request, candidature, **suite):
    """Return what every page of a candidature shows: itself, the right of the reader, whether the call is closed."""
    instant = lectures.instant_de_lecture()
    return {
        "candidature": candidature,
        "droit": lectures.droit_de(request.user, candidature),
        "est_close": candidature.edition.est_close(instant),
        "peut_deposer": candidature.edition.accepte_les_depots(instant),
        **suite,
    }
