"""The news of the call, their feed, and how to receive them or stop."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amihr.editions import actualites as actes
from amihr.editions.forms import FormulaireAbonnement
from amihr.editions.views import page_d_une_edition
from amihr.socle.liens import lien
from amihr.socle.limites import adresse_du_client
from amihr.socle.refus import ActeRefuse, exiger_trouve

PAR_PAGE = 20


@page_d_une_edition
def actualites(request):
    """What is new, latest first."""
    page = Paginator(actes.publiees(request.edition), PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "editions/actualites.html", {"page": page})


@page_d_une_edition
def flux(request):
    """The same as a feed (Atom), for readers of feeds."""
    adresse = request.build_absolute_uri(lien("editions:actualites"))
    fil = Atom1Feed(
        title=f"Actualités, {request.edition}",
        link=adresse,
        description="",
        language="fr",
        feed_url=request.build_absolute_uri(request.path),
        author_name=request.edition.organisateur,
    )
    for actualite in actes.publiees(request.edition)[:PAR_PAGE]:
        fil.add_item(
            title=actualite.titre,
            link=f"{adresse}#actualite-{actualite.reference}",
            description=str(actualite.html),
            unique_id=f"{adresse}#actualite-{actualite.reference}",
            pubdate=actualite.publiee_le,
            updateddate=actualite.publiee_le,
        )
    reponse = HttpResponse(content_type=fil.content_type)
    fil.write(reponse, "utf-8")
    return reponse


@login_not_required
@require_http_methods(["GET", "POST"])
def abonnement(request):
    """Ask to receive the news: an address, then a link to confirm it."""
    exiger_trouve(request.edition)
    formulaire, envoye_a = FormulaireAbonnement(request.POST if request.method == "POST" else None), ""
    if formulaire.is_valid():
        try:
            actes.compter_la_demande(adresse_du_client(request))
            actes.demander(request.edition, formulaire.cleaned_data["courriel"])
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            envoye_a = formulaire.cleaned_data["courriel"]
    contexte = {"formulaire": formulaire, "envoye_a": envoye_a}
    return render(request, "editions/abonnement.html", contexte, status=422 if formulaire.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def confirmer(request, jeton):
    """The link of the mail shows a button: a mail program that opens links by itself confirms nothing."""
    exiger_trouve(request.edition)
    agit = actes.confirmer if request.method == "POST" else actes.courriel_a_confirmer
    return _dire(request, "confirmer", agit(request.edition, jeton))


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def se_desabonner(request, jeton):
    """One click in the mail program (RFC 8058: a POST without session), or one button here."""
    exiger_trouve(request.edition)
    agit = actes.desabonner if request.method == "POST" else actes.courriel_a_desabonner
    return _dire(request, "desabonner", agit(request.edition, jeton))


def _dire(request, geste, courriel):
    contexte = {"geste": geste, "courriel": courriel, "est_fait": request.method == "POST"}
    return render(request, "editions/abonnement_geste.html", contexte, status=404 if courriel is None else 200)
