"""Dossiers withdrawn after the closing or set aside, and those that an agent puts back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, phrase
from candidatures.acces import Action
from candidatures.actes import sortie as actes
from candidatures.forms.sortie import FormulaireReintegration
from candidatures.lectures import sorties as lectures

from .instruction import dossier_en_cours
from .tableau import edition_de

PAR_PAGE = 50


@agent_de_l_edition(Role.AGENT)
@require_GET
def sorties(request):
    """Equal treatment: who left the way of the others after the closing, why, and who was put back."""
    edition = edition_de(request)
    page = Paginator(lectures.registre_des_sorties(request.user, edition), PAR_PAGE).get_page(request.GET.get("page"))
    est_scellee = not edition.sceau_leve(horloge.maintenant())
    return render(request, "pilotage/sorties.html", {"edition": edition, "page": page, "est_scellee": est_scellee})


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def reintegrer(request, reference):
    """Put one dossier back into the état it had, with a reason, after a confirmation."""
    candidature = dossier_en_cours(request, reference, Action.REINTEGRER)
    formulaire = FormulaireReintegration(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        try:
            actes.reintegrer(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Le dossier est réintégré. L’équipe est prévenue.")
            return rediriger("pilotage:candidature", reference)
    sortie, empechement = lectures.sortie_en_cours(candidature)
    return render(
        request,
        "pilotage/reintegrer.html",
        {
            "candidature": candidature,
            "sortie": sortie,
            "empechement": phrase(empechement) if empechement else "",
            "formulaire": formulaire,
        },
        status=422 if formulaire.errors else 200,
    )
