"""The thread of a dossier, on the team's side."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import messages as actes
from candidatures.forms.messages import FormulaireMessage
from candidatures.lectures import messages as fils
from candidatures.regles.droits import peut_rediger

from .communes import contexte, dossier

PAR_PAGE = 20


@require_http_methods(["GET", "POST"])
def fil(request, reference):
    """Read the thread; write in it with the right to write. What the page shows is seen from then on."""
    if request.method == "GET":
        return _page(request, dossier(request, reference), FormulaireMessage())
    candidature = dossier(request, reference, Action.SAISIR)
    formulaire = FormulaireMessage(request.POST)
    if formulaire.is_valid():
        try:
            actes.compter_l_envoi(candidature)
            actes.ecrire(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("texte", refus.phrase)
        else:
            messages.success(request, "Votre message est envoyé. La réponse vous sera annoncée par courriel.")
            return rediriger("candidatures:messages", reference)
    return _page(request, candidature, formulaire, statut=422)


def _page(request, candidature, formulaire, *, statut=200):
    dernier = fils.dernier_message(candidature)
    neufs = fils.non_lus(candidature, request.user, "equipe")
    page = Paginator(fils.fil_de(candidature), PAR_PAGE).get_page(request.GET.get("page"))
    if neufs:
        actes.marquer_lus(candidature, request.user, dernier.numero)
    droit = lectures.droit_de(request.user, candidature)
    return render(
        request,
        "candidatures/messages.html",
        contexte(
            request,
            candidature,
            page=page,
            neufs=neufs,
            formulaire=formulaire,
            peut_ecrire=peut_rediger(droit),
        ),
        status=statut,
    )
