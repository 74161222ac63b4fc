"""« Prêt à ouvrir »: the checklist, and its signature by name."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.pilotage import pret as lectures
from amihr.socle.liens import lien, rediriger

from .tableau import edition_de


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def pret(request):
    """What stands in the way of the opening, what deserves a look, who signed."""
    edition = edition_de(request)
    lus = lectures.points(edition)
    contexte = {
        "edition": edition,
        "points": [(point, lien(*point.ou) if point.ou else "") for point in lus],
        "est_empechee": lectures.est_empechee(lus),
        "visas": lectures.visas(edition),
        "est_ouverte": edition.ouverture_le <= horloge.maintenant(),
        "peut_viser": request.user.a_role(Role.AGENT),
    }
    return render(request, "pilotage/pret.html", contexte)


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_POST
def viser(request):
    """Sign that the call is ready."""
    lectures.viser(edition_de(request), par=request.user)
    messages.success(request, "Votre visa est enregistré, avec l’état de chaque point.")
    return rediriger("pilotage:pret")
