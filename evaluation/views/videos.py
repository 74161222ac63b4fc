"""A member says that the video of a dossier does not open, or that it does now."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from amihr.socle.liens import rediriger
from candidatures.acces import Action, dossier_ou_404
from candidatures.actes import video as actes

from .communes import exiger_de_l_edition


@require_POST
def signaler(request, reference):
    """Flag the video, or lift one's own flag."""
    candidature = dossier_ou_404(request.user, reference, Action.LIRE)
    exiger_de_l_edition(request, candidature.edition)
    if request.POST.get("geste") == "lever":
        actes.lever(candidature, par=request.user)
        messages.success(request, "Votre signalement est levé : la vidéo s’ouvre.")
    else:
        actes.signaler(candidature, par=request.user)
        messages.success(
            request, "La vidéo est signalée au secrétariat, qui demandera le même remède à toutes les équipes."
        )
    return rediriger("evaluation:dossier", reference)
