"""A member's own notes on a dossier, and their end."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amihr.comptes import reprise
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure, entier, visible
from amihr.socle.vues import attend_du_json
from candidatures.acces import Action, dossier_ou_404
from candidatures.lectures import instant_de_lecture
from evaluation.actes import notes_privees as actes
from evaluation.views.dossiers import page_du_dossier

from .communes import exiger_de_l_edition, membre_de_la_commission
from .rendus import rend_ce_qui_est_tape

STATUTS = {"note_trop_longue": 422, "note_ailleurs": 409}


@require_POST
@rend_ce_qui_est_tape
def ecrire(request, reference):
    """Save one's private notes, from the button or while they are typed."""
    candidature = dossier_ou_404(request.user, reference, Action.LIRE)
    exiger_de_l_edition(request, candidature.edition)
    en_json = attend_du_json(request)
    texte = visible(request.POST.get("notes", "")).replace("\r\n", "\n")
    revision = entier(request.POST.get("revision"), 0)
    try:
        revision = actes.ecrire(candidature, texte, par=request.user, revision=revision)
    except ActeRefuse as refus:
        if en_json:
            return JsonResponse({"message": refus.phrase}, status=STATUTS[refus.code])
        return page_du_dossier(request, reference, refus=refus, statut=STATUTS[refus.code], notes_tapees=(texte, None))
    reprise.oublier(request)
    if en_json:
        heure = date_heure(instant_de_lecture()).rpartition(" à ")[2]
        return JsonResponse({"revision": revision, "enregistre_a": heure})
    messages.success(request, "Vos notes privées sont enregistrées. Vous seul les lisez.")
    return rediriger("evaluation:dossier", reference)


@require_http_methods(["GET", "POST"])
@membre_de_la_commission
def supprimer(request):
    """Delete all one's private notes of this call, after a confirmation."""
    if request.method == "GET":
        return render(request, "evaluation/notes_privees_supprimer.html", {})
    combien = actes.supprimer_toutes(request.edition, par=request.user)
    messages.success(
        request, "Vos notes privées sont supprimées, sans retour." if combien else "Vous n’avez aucune note privée."
    )
    return rediriger("evaluation:fin_de_mission")
