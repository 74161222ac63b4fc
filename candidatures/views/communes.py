"""What every page of the candidate's space starts from."""

from django.http import Http404

from amihr.editions.intergiciel import reconnaitre
from candidatures import lectures
from candidatures.acces import Action, dossier_ou_404
from candidatures.actes.depot import consigner_tentative
from candidatures.regles.droits import DroitInsuffisant
from candidatures.regles.formulaire import partie_de

DROITS_QUI_MANQUENT = {Action.SAISIR: "droit_de_lire", Action.DEPOSER: "droit_de_deposer"}


def dossier(request, reference, action=Action.SUIVRE, *, geste=""):
    """Return the candidature of that reference in the edition being shown, or raise ``Http404``.

    Whoever is still of the team, and whose right was lowered, is told so: ``DroitInsuffisant``; ``geste``: the one under
    which the attempt is kept with its cause (T15), if it is.
    """
    try:
        candidature = dossier_ou_404(request.user, reference, action)
    except Http404:
        _dire_le_droit(request, reference, DROITS_QUI_MANQUENT.get(action), geste)
        raise
    reconnaitre(request, candidature.edition)
    if not request.edition or candidature.edition_id != request.edition.pk:
        raise Http404
    return candidature


def _dire_le_droit(request, reference, cause, geste):
    """Raise ``Http404`` for whoever is not of the team, ``DroitInsuffisant`` for who is and sends what needs a right."""
    if not cause or request.method != "POST":
        return
    suivie = dossier_ou_404(request.user, reference, Action.SUIVRE)
    if geste:
        consigner_tentative(suivie, par=request.user, geste=geste, cause=cause)
    refus = DroitInsuffisant(cause)
    partie = partie_de(suivie.edition.formulaire, request.resolver_match.kwargs.get("slug", "")) or {"questions": ()}
    refus.libelles = {question["code"]: question["libelle"] for question in partie["questions"]}
    raise refus


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
