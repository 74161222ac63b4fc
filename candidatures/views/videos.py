"""The team answers that its video opens again."""

from django.contrib import messages
from django.views.decorators.http import require_POST

from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action
from candidatures.actes import video as actes

from .communes import dossier


@require_POST
def repondre(request, reference, remede_id):
    """Say so once, before the last minute."""
    candidature = dossier(request, reference, Action.SAISIR)
    try:
        actes.repondre(candidature, remede_id, par=request.user)
    except ActeRefuse as refus:
        messages.error(request, refus.phrase)
    else:
        messages.success(request, "C’est noté : les membres de la commission sauront que la vidéo s’ouvre de nouveau.")
    return rediriger("candidatures:dossier", reference)
