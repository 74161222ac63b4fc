"""The mandates of the readers of an edition, as the secretariat learns of them (see Q18)."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.habilitations import mandats as actes
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from candidatures.lectures.liens import lecteurs_de_l_edition
from candidatures.views.mandats import avec_fin, finir, saisir

from .tableau import edition_de


def _lecteurs(request):
    """The readers of the edition but oneself: one says one's own mandates on one's own page."""
    return lecteurs_de_l_edition(edition_de(request)).exclude(pk=request.user.pk)


def _lecteur(request, personne_id):
    lecteur = _lecteurs(request).filter(pk=personne_id).first()
    exiger_trouve(lecteur is not None)
    return lecteur


@agent_de_l_edition(Role.AGENT)
@require_GET
def lecteurs(request):
    """Everybody who may come to read, and how many mandates tie them."""
    return render(request, "pilotage/mandats_des_lecteurs.html", {"lecteurs": _lecteurs(request)})


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def mandats(request, personne_id):
    """What is known of a reader's mandates; one more below."""
    lecteur = _lecteur(request, personne_id)
    formulaire, dit = saisir(request, lecteur)
    if dit:
        messages.success(request, f"Mandat noté pour {lecteur}\u00a0: {dit}.")
        return rediriger("pilotage:mandats", lecteur.pk)
    contexte = {
        "lecteur": lecteur,
        "mandats": avec_fin(actes.mandats_de(lecteur), request.user),
        "formulaire": formulaire,
        "annees": actes.ANNEES,
    }
    return render(request, "pilotage/mandats.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def terminer(request, personne_id, mandat_id):
    """Say when a mandate of a reader ended."""
    lecteur = _lecteur(request, personne_id)
    mandat = actes.mandat_a_terminer(lecteur, mandat_id, par=request.user)
    exiger_trouve(mandat is not None)
    formulaire, est_fini = finir(request, mandat)
    if est_fini:
        messages.success(request, f"Fin notée pour {lecteur}\u00a0: {mandat}.")
        return rediriger("pilotage:mandats", lecteur.pk)
    contexte = {"lecteur": lecteur, "mandat": mandat, "formulaire": formulaire, "annees": actes.ANNEES}
    return render(request, "pilotage/mandat_fin.html", contexte, status=422 if formulaire.errors else 200)
