"""Who examines which dossier: take it, give it back, take it over from a colleague after a confirmation."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import rediriger
from candidatures.actes import prises
from candidatures.lectures import prise_de

from .instruction import dossier_prepare


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def prendre(request, reference):
    """Take a dossier that nobody has."""
    prises.prendre(dossier_prepare(request, reference), par=request.user)
    messages.success(request, "Le dossier est à vous.")
    return rediriger("pilotage:candidature", reference)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def rendre(request, reference):
    """Give one's dossier back."""
    prises.rendre(dossier_prepare(request, reference), par=request.user)
    messages.success(request, "Le dossier est rendu\u00a0: un autre agent peut le prendre.")
    return rediriger("pilotage:candidature", reference)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def reprendre(request, reference):
    """Say who has the dossier, then take it over."""
    candidature = dossier_prepare(request, reference)
    if request.method == "POST":
        prises.reprendre(candidature, a=request.POST.get("a", ""), par=request.user)
        messages.success(request, "Le dossier est à vous. Le journal garde la reprise.")
        return rediriger("pilotage:candidature", reference)
    prise = prise_de(candidature)
    if prise is None or prise.par_id == request.user.pk:
        return rediriger("pilotage:candidature", reference)
    return render(request, "pilotage/reprendre.html", {"candidature": candidature, "prise": prise})
