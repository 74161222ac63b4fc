"""A video that does not open: the word of a member, the answer of the team."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action
from candidatures.actes import video as actes

from .communes import dossier


@require_POST
def signaler(request, reference):
    """A member flags the video of a dossier, or lifts their own flag."""
    candidature = dossier(request, reference, Action.LIRE)
    if request.POST.get("geste") == "lever":
        actes.lever(candidature, par=request.user)
        messages.success(request, "Votre signalement est levé : la vidéo s’ouvre.")
    else:
        actes.signaler(candidature, par=request.user)
        messages.success(
            request, "La vidéo est signalée au secrétariat, qui demandera le même remède à toutes les équipes."
        )
    return rediriger("evaluation:dossier", reference)


@require_POST
def repondre(request, reference, remede_id):
    """The team says, before the last minute, that its video opens again."""
    candidature = dossier(request, reference, Action.SAISIR)
    try:
        actes.repondre(candidature, remede_id, par=request.user)
    except ActeRefuse as refus:
        messages.error(request, refus.phrase)
    else:
        messages.success(request, "C’est noté : les membres de la commission sauront que la vidéo s’ouvre de nouveau.")
    return rediriger("candidatures:dossier", reference)
