"""The ranking, for the secretariat: it prepares the meeting and decides nothing."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.journal.chaine import inscrire_lecture
from amihr.socle.refus import exiger_trouve
from evaluation.lectures.classement import preparer
from evaluation.lectures.secretariat import est_du_secretariat

from .paires import pourquoi_cet_ordre
from .seances import seance_ou_404


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def classement(request, seance_id):
    """Rank, spread, colleges, other weightings, « pourquoi cet ordre ? », divergences, severity (see Q41)."""
    seance = seance_ou_404(request, seance_id)
    return _page(request, seance.edition, seance)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def avant_la_seance(request):
    """The same before any meeting is opened: the discussion is prepared while the last grids come in."""
    exiger_trouve(request.edition)
    return _page(request, request.edition, None)


def _page(request, edition, seance):
    exiger_trouve(est_du_secretariat(request.user, edition))
    instant = horloge.maintenant()
    inscrire_lecture(par=request.user, objet=seance or edition, instant=instant, vu="classement")
    contexte = {"seance": seance, "edition": edition, "conduit": request.user.a_role(Role.AGENT)}
    contexte |= preparer(request.user, edition, instant)
    ordre = pourquoi_cet_ordre(request, contexte["tableau"].bareme, contexte["lignes"], request.path)
    contexte |= {"ordre": ordre, "formulaire": ordre.get("formulaire")}
    statut = 422 if ordre and ordre["formulaire"].errors else 200
    return render(request, "evaluation/classement.html", contexte, status=statut)
