"""A member's offline booklet: ask, wait, download within the hour."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import reauthentification_recente
from amihr.fichiers.telechargement import servir
from amihr.journal.chaine import inscrire_lectures
from amihr.socle.liens import rediriger
from amihr.socle.reveil import reveiller
from evaluation.actes.demande_de_livret import demander_un_livret
from evaluation.lectures.livret import dossiers_ouverts, livret_de, nombre_de_dossiers, nombre_de_marges
from evaluation.lectures.mission import certifiee_le

from .communes import membre_de_la_commission

SECONDES_AVANT_DE_REVENIR = "5"


@require_http_methods(["GET", "HEAD", "POST"])
@membre_de_la_commission
@reauthentification_recente
def livret(request):
    """Where one's booklet stands, and the button that asks for one."""
    if request.method == "POST":
        demander_un_livret(request.siege, par=request.user, avec_marges="marges" in request.POST)
        reveiller()
        messages.success(request, "Votre livret est en préparation.")
        return rediriger("evaluation:livret")
    instant = horloge.maintenant()
    copie = livret_de(request.siege, instant)
    return _page(request, copie, est_fermee=_est_prete(copie) and _dossiers(request, copie, instant) is None)


@require_safe
@membre_de_la_commission
@reauthentification_recente
def livret_en_pdf(request):
    """Download one's booklet, each dossier in it journaled as read; 202 until the worker has made it.

    The right to read is asked again for every dossier in it: once one is closed, the copy is refused and a new one proposed.
    """
    instant = horloge.maintenant()
    copie = livret_de(request.siege, instant)
    if copie is None:
        return rediriger("evaluation:livret")
    if not _est_prete(copie):
        return _page(request, copie, statut=202)
    dossiers = _dossiers(request, copie, instant)
    if dossiers is None:
        return _page(request, copie, est_fermee=True, statut=409)
    inscrire_lectures(par=request.user, objets=dossiers, instant=instant, vu="livret")
    return servir(request, copie.fichier)


def _dossiers(request, copie, instant):
    return dossiers_ouverts(copie, request.user, instant)


def _est_prete(copie):
    return copie is not None and copie.fichier is not None


def _page(request, copie, *, est_fermee=False, statut=200):
    est_prete, certifie = _est_prete(copie), certifiee_le(request.siege)
    contexte = {
        "copie": copie,
        "est_prete": est_prete,
        "est_fermee": est_fermee,
        "dossiers": nombre_de_dossiers(request.siege, request.user),
        "marges": nombre_de_marges(request.siege),
        "certifiee_le": certifie,
        "peut_demander": certifie is None and (copie is None or est_prete),
    }
    reponse = render(request, "evaluation/livret.html", contexte, status=statut)
    if copie is not None and not est_prete:
        reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
    return reponse
