"""Lost second factors: an agent asks, another confirms. No dossier is here, and no edition."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes import recuperation as actes
from amihr.comptes.portes import Role, reauthentification_recente, reserve_a
from amihr.pilotage.forms.recuperations import FormulaireDeRecuperation
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve

PAR_PAGE = 50


@reserve_a(Role.AGENT)
@require_GET
def recuperations(request):
    """Every request, latest first, with where it stands now."""
    page = Paginator(actes.demandes(), PAR_PAGE).get_page(request.GET.get("page"))
    instant = horloge.maintenant()
    for demande in page.object_list:
        demande.etat_actuel = demande.etat(instant)
    contexte = {"page": page, "est_seul": not actes.autres_agents(request.user).exists()}
    return render(request, "pilotage/recuperations.html", contexte)


@reserve_a(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def demander(request):
    """Ask, for the account of an exact address: nobody browses accounts here (T6)."""
    formulaire = FormulaireDeRecuperation(request.POST if request.method == "POST" else None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            demande = actes.demander(par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("courriel", refus.phrase)
        else:
            messages.success(request, "La demande est faite. La personne en est avertie par courriel.")
            return rediriger("pilotage:recuperation", demande.pk)
    contexte = {"formulaire": formulaire, "est_seul": not actes.autres_agents(request.user).exists()}
    statut = 422 if formulaire.errors else 200
    return render(request, "pilotage/recuperation_demander.html", contexte, status=statut)


def _demande(demande_id):
    demande = actes.demandes().filter(pk=demande_id).first()
    exiger_trouve(demande)
    return demande


@reserve_a(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def recuperation(request, demande_id):
    """One request: what was checked and by whom; confirming it is for another agent, the acte sees to it."""
    demande = _demande(demande_id)
    if request.method == "POST":
        actes.confirmer(demande, par=request.user)
        messages.success(request, "La double authentification est réinitialisée. La personne en est avertie.")
        return rediriger("pilotage:recuperation", demande.pk)
    contexte = {
        "demande": demande,
        "etat": demande.etat(horloge.maintenant()),
        "est_demandeur": demande.demandee_par == request.user,
        "est_soi": demande.personne == request.user,
    }
    return render(request, "pilotage/recuperation.html", contexte)


@reserve_a(Role.AGENT)
@require_POST
def annuler(request, demande_id):
    """Stop a request that waits."""
    actes.annuler(_demande(demande_id), par=request.user)
    messages.success(request, "La demande est annulée. La double authentification n’a pas changé.")
    return rediriger("pilotage:recuperations")
