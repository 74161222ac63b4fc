"""Filing, and what was filed."""

import uuid

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from amihr.comptes.sans_session import sans_session
from amihr.editions.calendrier import Etape, calendrier
from amihr.fichiers.telechargement import servir
from amihr.socle.codes import ecrire
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import identifiant
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import depot as actes
from candidatures.regles.droits import DroitInsuffisant

from .communes import contexte, dossier
from .verification import lire_json, page, textes_du_depot


def _non_depose(request):
    quoi = "la nouvelle version" if "nouvelle" in request.POST else "la candidature"
    return f"{quoi} n’est pas déposée"


def _page_perimee(request, reference):
    """A page out of date files nothing: keep the attempt with its cause (T15), give the address of the check page."""
    try:
        candidature = dossier(request, reference, Action.DEPOSER, geste="deposer")
    except (Http404, DroitInsuffisant):
        return ""
    actes.consigner_tentative(candidature, par=request.user, geste="deposer", cause="page_perimee")
    return lien("candidatures:verification", reference)


@sans_session(_non_depose, _page_perimee)
@require_POST
def deposer(request, reference):
    """File exactly what the check page showed; a refusal keeps everything and says why."""
    candidature = dossier(request, reference, Action.DEPOSER, geste="deposer")
    cle = identifiant(request.POST.get("cle", "")) or uuid.uuid4()
    try:
        fait = actes.deposer(
            candidature,
            par=request.user,
            revisions=lire_json(request.POST.get("revisions", ""), dict),
            pieces=request.POST.getlist("pieces"),
            cle=cle,
            acceptation=lire_json(request.POST.get("documents", ""), list) if "acceptation" in request.POST else None,
        )
    except ActeRefuse as refus:
        actes.consigner_tentative(candidature, par=request.user, geste="deposer", cause=refus.code)
        if refus.code == "cloture":
            return _trop_tard(request, candidature)
        return page(request, candidature, statut=422, refus=refus, cle=cle)
    return rediriger("candidatures:depot", reference, fait.numero)


def _trop_tard(request, candidature):
    brouillon = lectures.brouillon(candidature)
    return render(
        request,
        "candidatures/trop_tard.html",
        contexte(
            request,
            candidature,
            textes=textes_du_depot(candidature),
            instant=lectures.instant_de_lecture(),
            brouillon=brouillon,
            parties=lectures.parties_du_brouillon(brouillon),
        ),
        status=409,
    )


@require_GET
def depot(request, reference, numero):
    """The receipt on screen of one filed version, and its content."""
    candidature = dossier(request, reference)
    fige = lectures.depot_numero(candidature, numero)
    exiger_trouve(fige is not None)
    depots = lectures.depots_de(candidature)
    situation = lectures.situation(candidature, lectures.droit_de(request.user, candidature), depots=depots)
    return render(
        request,
        "candidatures/depot.html",
        contexte(
            request,
            candidature,
            depot=fige,
            code=ecrire(fige.code),
            parties=lectures.parties_du_depot(fige),
            accuse=lectures.accuse_de(fige),
            pieces=lectures.pieces_du_depot(fige),
            suite=_suite(fige),
            suite_publique=lectures.suite_publique(candidature),
            situation=situation,
            compte=numero == situation.version_qui_compte,
            dit_autrement=situation.dit_de(numero),
            precedent=next((d for d in depots if d.numero == numero - 1), None),
            destinataires=[equipier.personne.courriel for equipier in lectures.equipe(candidature)],
        ),
    )


def _suite(fige):
    """The timeline of a filed version: its filing, then what is still to come in the call."""
    edition, instant = fige.candidature.edition, lectures.instant_de_lecture()
    a_venir = [] if edition.est_annulee(instant) else calendrier(edition, instant)
    depot_fait = Etape(f"Dépôt de la version {fige.numero}", "", instant=fige.depose_le, est_passee=True)
    return [depot_fait, *(etape for etape in a_venir if not etape.est_passee)]


@require_GET
def accuse(request, reference, numero):
    """The receipt in PDF; until the worker has made it, 202 and a page that refreshes itself."""
    fige = lectures.depot_numero(dossier(request, reference), numero)
    exiger_trouve(fige is not None)
    pret = lectures.accuse_de(fige)
    if pret is None:
        reponse = render(request, "candidatures/en_preparation.html", {"titre": "Accusé de dépôt"}, status=202)
        reponse["Refresh"] = "3"
        return reponse
    return servir(request, pret.fichier)
