"""« Prêt à ouvrir »: the checklist, and its signature by name."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.pilotage import pret as lectures
from amihr.pilotage.forms.pret import FormulaireAttendus
from amihr.pilotage.points import points
from amihr.socle.liens import lien, rediriger

from .tableau import edition_de


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def pret(request):
    """What stands in the way of the opening, what deserves a look, who signed."""
    edition, instant = edition_de(request), horloge.maintenant()
    formulaire = FormulaireAttendus(request.GET if "attendus" in request.GET else None)
    attendus = formulaire.cleaned_data["attendus"] if formulaire.is_valid() else None
    lus, signes = points(edition, request.user, instant, attendus), lectures.visas(edition)
    est_ouverte = edition.ouverture_le <= instant
    contexte = {
        "edition": edition,
        "formulaire": formulaire,
        "attendus": attendus,
        "points": [(point, lien(*point.ou) if point.ou else "") for point in lus],
        "est_empechee": lectures.est_empechee(lus, adresses_d_essai=True),
        "a_accepter": [point for point in lus if point.est_levable],
        "visas": signes,
        "est_ouverte": est_ouverte,
        "est_ouverte_sans_visa": lectures.est_ouverte_sans_visa(edition, signes, instant),
        "etat": edition.etat(instant),
        "peut_viser": request.user.a_role(Role.AGENT) and lectures.est_a_signer(edition, instant),
    }
    return render(request, "pilotage/pret.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_POST
def viser(request):
    """Sign that the call is ready."""
    formulaire = FormulaireAttendus(request.POST)
    attendus = formulaire.cleaned_data["attendus"] if formulaire.is_valid() else None
    essai = "adresses_d_essai" in request.POST
    lectures.viser(edition_de(request), par=request.user, attendus=attendus, adresses_d_essai=essai)
    messages.success(request, "Votre visa est enregistré, avec l’état de chaque point.")
    return rediriger("pilotage:pret")
