"""The commission: its members, their undertakings."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.habilitations import engagements
from amihr.habilitations.rappels import signatures_attendues
from amihr.pilotage import invitations, lectures
from amihr.pilotage.forms.commission import FiltreDesEngagements, FormulaireMembre
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from evaluation.lectures.mission import destructions, dossiers_evalues

from .tableau import edition_de


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def commission(request):
    """The members by college, and whether each has signed."""
    edition, instant = edition_de(request), horloge.maintenant()
    return render(
        request,
        "pilotage/commission.html",
        {
            "edition": edition,
            "membres": lectures.membres(edition, instant),
            "colleges": lectures.colleges(edition, instant),
            "peut_composer": request.user.a_role(Role.AGENT),
            "finies": engagements.obligations_finies(edition, instant),
        },
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def membres(request):
    """An address that the site promises: the members stand on the page of the commission."""
    return rediriger("pilotage:commission")


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def avancement(request):
    """Likewise: how far each has come stands beside what they have to score."""
    return rediriger("evaluation:affectation")


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def nommer(request):
    """Give somebody a seat; an unknown address gets an account and an invitation."""
    edition = edition_de(request)
    formulaire = FormulaireMembre(request.POST or None, colleges=lectures.colleges(edition, horloge.maintenant()))
    if request.method == "POST" and formulaire.is_valid():
        try:
            invitations.nommer(edition, formulaire.cleaned_data, par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Le siège est attribué\u00a0; l’invitation part dans un instant.")
            return rediriger("pilotage:commission")
    return render(
        request,
        "pilotage/nommer.html",
        {"edition": edition, "formulaire": formulaire},
        status=422 if formulaire.errors else 200,
    )


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "POST"])
def retirer(request, membre_id):
    """End a seat, after a confirmation that says what goes with it: the person reads nothing more at the next request."""
    edition = edition_de(request)
    membre = lectures.membre_ou_rien(edition, membre_id)
    exiger_trouve(membre is not None)
    if request.method == "GET":
        contexte = {"edition": edition, "membre": membre, "grilles": dossiers_evalues(membre)}
        return render(request, "pilotage/membre_retirer.html", contexte)
    engagements.retirer_membre(membre, par=request.user)
    messages.success(request, "Le siège est retiré.")
    return rediriger("pilotage:commission")


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR, Role.DPO)
@require_GET
def registre(request):
    """Who signed what, when and how; who has still to; who certified the end of their copies."""
    edition, instant = edition_de(request), horloge.maintenant()
    filtre = FiltreDesEngagements(request.GET)
    signatures, attendues = filtre.choisir(engagements.registre(edition), signatures_attendues(edition, instant))
    return render(
        request,
        "pilotage/engagements.html",
        {
            "edition": edition,
            "filtre": filtre,
            "signatures": signatures,
            "attendues": attendues,
            "finies": engagements.obligations_finies(edition, instant),
            "destructions": destructions(edition),
            "instant": instant,
        },
    )
