"""The second agent's page: read what a colleague proposes, confirm it or send it back; the author may take it back."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.recours import RECOURS
from amihr.pilotage.forms.instruction import FormulaireRenvoi, FormulaireVisa
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, consulter
from candidatures.actes import visa as actes
from candidatures.lectures import demandes_a_d_autres, points_juges, propositions_de

from .instruction import EXAMENS, dossier_en_cours


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def visa(request, reference):
    """Confirm, send back, take back: each once, under the lock; a page left open says what happened meanwhile."""
    candidature = dossier_en_cours(request, reference, Action.PREPARER)
    proposition = next((p for p in propositions_de(candidature) if p.close_le is None), None)
    if proposition is None or candidature.etat != EXAMENS[proposition.examen]["etat"]:
        messages.info(request, "Aucune conclusion n’attend de visa sur ce dossier.")
        return rediriger("pilotage:candidature", reference)
    geste = request.POST.get("geste", "")
    accord = _accord(request, proposition, request.POST if geste == "viser" else None)
    renvoi = FormulaireRenvoi(request.POST if geste == "renvoyer" else None)
    fait, refus = _agir(request, proposition, geste, accord, renvoi)
    if fait:
        messages.success(request, fait)
        return rediriger("pilotage:candidature", reference)
    return _page(request, proposition, accord, renvoi, refus)


def _accord(request, proposition, saisie):
    """A favourable conclusion sends no letter: nothing is asked about appeals."""
    a_voies = proposition.est_favorable or bool(proposition.candidature.edition.texte(RECOURS).strip())
    return FormulaireVisa(saisie, nom=request.user.nom_complet, a_voies_de_recours=a_voies)


def _agir(request, proposition, geste, accord, renvoi):
    """Do what the button says. Return (what is done, or "", the refusal if there is one)."""
    try:
        if geste == "viser" and accord.is_valid():
            actes.viser(proposition, par=request.user, **accord.cleaned_data)
            return "La conclusion est visée et enregistrée.", None
        if geste == "renvoyer" and renvoi.is_valid():
            actes.renvoyer(proposition, renvoi.cleaned_data["raison"], par=request.user)
            return "La proposition est renvoyée à son auteur.", None
        if geste == "retirer":
            actes.retirer(proposition, par=request.user)
            return "Votre proposition est retirée\u00a0: les points se modifient de nouveau.", None
    except ActeRefuse as refus:
        return "", refus
    return "", None


def _page(request, proposition, accord, renvoi, refus):
    candidature, examen = proposition.candidature, proposition.examen
    statut = refus.statut if refus else (422 if accord.errors or renvoi.errors else 200)
    return render(
        request,
        "pilotage/visa.html",
        {
            "candidature": candidature,
            "dossier": consulter(request.user, candidature.reference, Action.LIRE_ADMINISTRATIF, "visa"),
            "examen": EXAMENS[examen],
            "code": examen,
            "proposition": proposition,
            "lignes": points_juges(candidature, examen),
            "demandes": [] if proposition.est_favorable else demandes_a_d_autres(request.user, candidature, examen),
            "est_a_moi": proposition.par_id == request.user.pk,
            "peut_viser": request.user.a_role(Role.AGENT),
            "accord": accord,
            "renvoi": renvoi,
            "formulaires": [accord, renvoi],
            "refus": refus,
            "en_erreur": statut != 200,
        },
        status=statut,
    )
