"""One's mandates: what one does beside one's employer, from which links of interest are found."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr.comptes.portes import INSTRUCTION
from amihr.habilitations import mandats as actes
from amihr.habilitations.engagements import siege_de
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures.actes.mandats import CHAMPS, dire
from candidatures.actes.registre import est_branche
from candidatures.forms.mandats import FormulaireDeFin, FormulaireDeMandat


def _lecteur(request):
    """Whoever may come to read dossiers: a seat in this commission, or a role that instructs. Returns the seat."""
    exiger_trouve(request.edition)
    siege = siege_de(request.user, request.edition)
    exiger_trouve(siege or request.user.a_role(*INSTRUCTION))
    return siege


def avec_fin(mandats, par):
    """Return [(mandate, whether ``par`` may end it)]."""
    return [(mandat, actes.peut_terminer(mandat, par)) for mandat in mandats]


def saisir(request, personne):
    """Take a new mandate of ``personne``: return (form, the mandate said, or ``None``)."""
    formulaire = FormulaireDeMandat(request.POST if request.method == "POST" else None, annuaire=est_branche())
    if formulaire.is_valid():
        try:
            return formulaire, dire(personne, formulaire.cleaned_data, par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error(CHAMPS[refus.code], refus.phrase)
    return formulaire, None


def finir(request, mandat):
    """Take the end of a mandate: return (form, whether it is ended)."""
    formulaire = FormulaireDeFin(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        try:
            actes.terminer(mandat, formulaire.cleaned_data["jusque"], par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error("jusque", refus.phrase)
        else:
            return formulaire, True
    return formulaire, False


@require_http_methods(["GET", "POST"])
def mandats(request):
    """What one has said, and what the secretariat has; one more below."""
    siege = _lecteur(request)
    formulaire, dit = saisir(request, request.user)
    if dit:
        messages.success(request, f"Mandat noté\u00a0: {dit}.")
        return rediriger("candidatures:mandats")
    contexte = {
        "mandats": avec_fin(actes.mandats_de(request.user), request.user),
        "formulaire": formulaire,
        "siege": siege,
        "annees": actes.ANNEES,
    }
    return render(request, "candidatures/mandats.html", contexte, status=422 if formulaire.errors else 200)


@require_http_methods(["GET", "POST"])
def terminer(request, mandat_id):
    """Say when one of one's own mandates ended."""
    siege = _lecteur(request)
    mandat = actes.mandat_a_terminer(request.user, mandat_id, par=request.user)
    exiger_trouve(mandat is not None)
    formulaire, est_fini = finir(request, mandat)
    if est_fini:
        messages.success(request, f"Fin notée\u00a0: {mandat}.")
        return rediriger("candidatures:mandats")
    contexte = {"mandat": mandat, "formulaire": formulaire, "siege": siege, "annees": actes.ANNEES}
    return render(request, "candidatures/mandat_fin.html", contexte, status=422 if formulaire.errors else 200)
