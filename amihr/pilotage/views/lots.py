"""One act on several dossiers: what it will do to each is read first, then one confirmation, then what was done."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures.actes import instruction, prises, visa
from candidatures.lectures import lot_d_instruction
from candidatures.regles.instruction import GesteDeLot

from .candidatures import PAR_PAGE
from .tableau import edition_de

ACTES = {
    GesteDeLot.PRENDRE: prises.prendre,
    GesteDeLot.RECEVOIR: instruction.recevoir,
    GesteDeLot.ADMETTRE: instruction.admettre,
    GesteDeLot.PROPOSER_RECEVABILITE: partial(visa.proposer, examen="recevabilite", favorable=True, motif=""),
    GesteDeLot.PROPOSER_ELIGIBILITE: partial(visa.proposer, examen="eligibilite", favorable=True, motif=""),
}


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def lot(request):
    """Preview a lot, then do it: each dossier in its own transaction, through the acte that does it alone."""
    saisie = request.POST if request.method == "POST" else request.GET
    geste, references = saisie.get("geste"), saisie.getlist("d")[:PAR_PAGE]
    lignes = lot_d_instruction(request.user, edition_de(request), references, geste) if geste in ACTES else []
    if not lignes:
        messages.warning(request, "Cochez d’abord des dossiers dans la liste, puis choisissez ce qu’il faut en faire.")
        return rediriger("pilotage:candidatures")
    contexte = {"geste": GesteDeLot(geste), "titre": GesteDeLot(geste).label}
    if request.method == "POST":
        resultats = [(ligne.candidature, ligne.obstacle or _faire(geste, ligne, request.user)) for ligne in lignes]
        return render(request, "pilotage/lot_fait.html", contexte | partager(resultats))
    return render(request, "pilotage/lot.html", contexte | partager((li.candidature, li.obstacle) for li in lignes))


def partager(paires):
    """Return the dossiers with nothing against them, and the others with what there is."""
    paires = list(paires)
    return {
        "faits": [candidature for candidature, obstacle in paires if not obstacle],
        "ecartes": [{"candidature": candidature, "obstacle": obstacle} for candidature, obstacle in paires if obstacle],
    }


def _faire(geste, ligne, par):
    """Do it to one dossier; return why it could not be done, "" when it is."""
    try:
        ACTES[geste](ligne.candidature, par=par)
    except ActeRefuse as refus:
        return refus.phrase
    except Http404:
        return "Ce dossier ne vous est plus ouvert."
    return ""
