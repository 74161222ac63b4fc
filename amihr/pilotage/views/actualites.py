"""The news of the call: written, previewed, published to all and to subscribers, withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions import actualites as actes
from amihr.editions.textes import en_html
from amihr.pilotage.forms.actualites import FormulaireActualite
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve

from .tableau import edition_de

PAR_PAGE = 30


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def actualites(request):
    """Every piece of news, withdrawn ones too; a preview, then the publication."""
    edition, apercu = edition_de(request), None
    formulaire = FormulaireActualite(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        if request.POST.get("geste") == "publier":
            actes.publier(edition, par=request.user, **formulaire.cleaned_data)
            messages.success(request, "L’actualité est publiée. Un courriel part à chaque abonné.")
            return rediriger("pilotage:actualites")
        apercu = formulaire.cleaned_data | {"html": en_html(formulaire.cleaned_data["texte"])}
    contexte = {
        "formulaire": formulaire,
        "apercu": apercu,
        "page": Paginator(edition.actualites.select_related("par"), PAR_PAGE).get_page(request.GET.get("page")),
        "abonnes": edition.abonnements.count(),
    }
    return render(request, "pilotage/actualites.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def retirer(request, reference_d_actualite):
    """Confirm, then take a piece of news off the site."""
    actualite = edition_de(request).actualites.filter(reference=reference_d_actualite).first()
    exiger_trouve(actualite is not None)
    if request.method == "GET":
        return render(request, "pilotage/actualite_retirer.html", {"actualite": actualite})
    try:
        actes.retirer(actualite, par=request.user)
    except ActeRefuse as refus:
        messages.error(request, refus.phrase)
    else:
        messages.success(request, "L’actualité est retirée du site.")
    return rediriger("pilotage:actualites")
