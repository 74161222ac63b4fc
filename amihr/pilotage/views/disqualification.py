"""Setting one dossier aside for a breach of the règlement."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr import horloge
from amihr.comptes import reprise
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, phrase
from candidatures.acces import Action
from candidatures.actes import instruction, prises
from candidatures.lectures import complement_ouvert, prise_de
from candidatures.regles.instruction import empechement_d_ecarter

from .instruction import REFUS_D_UNE_PRISE, dossier_en_cours, formulaire_du_motif
from .retrouves import retrouve


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def disqualifier(request, reference):
    """Exclude a dossier for breach of the règlement, with its reason, after a confirmation (R10)."""
    candidature = dossier_en_cours(request, reference, Action.INSTRUIRE)
    if request.method == "GET":
        return _page(request, candidature, formulaire_du_motif(request, candidature, initial=retrouve(request)))
    formulaire = formulaire_du_motif(request, candidature, data=request.POST)
    est_valide, geste = formulaire.is_valid(), request.POST.get("geste", "")
    try:
        if geste == "reprendre":
            prises.reprendre(candidature, a=request.POST.get("a", ""), par=request.user)
            messages.success(request, "Le dossier est à vous. Relisez votre motif avant d’écarter la candidature.")
            return _page(request, candidature, formulaire)
        if not est_valide:
            return _page(request, candidature, formulaire, statut=422)
        if "confirme" not in request.POST:
            instruction.exiger_ecartable(candidature, par=request.user)
            return _page(request, candidature, formulaire, apercu=geste != "corriger")
        instruction.disqualifier(candidature, par=request.user, **formulaire.cleaned_data)
    except ActeRefuse as refus:
        return _refuser(request, candidature, formulaire, refus)
    reprise.oublier(request)
    messages.success(request, "La candidature est écartée. Rien n’est effacé.")
    return rediriger("pilotage:candidatures")


def _refuser(request, candidature, formulaire, refus):
    """Say why, with what was typed: in its control while something may still be done with it, else as a text."""
    if refus.code == "deja_ecartee":
        motif = request.POST.get("motif", "").strip()
        contexte = {
            "phrase": refus.phrase,
            "instant": refus.instant,
            "retour": lien("pilotage:candidature", candidature.reference),
            "textes": [{"libelle": formulaire.fields["motif"].label, "texte": motif}] if motif else [],
        }
        return render(request, "refus.html", contexte, status=refus.statut)
    if refus.code not in REFUS_D_UNE_PRISE:
        formulaire.add_error(None, refus.phrase)
    return _page(request, candidature, formulaire, statut=refus.statut, refus=refus)


def _page(request, candidature, formulaire, *, apercu=False, statut=200, refus=None):
    prise, empechement = prise_de(candidature), empechement_d_ecarter(candidature.etat)
    contexte = {
        "candidature": candidature,
        "formulaire": formulaire,
        "apercu": apercu,
        "prise": prise if prise and prise.par_id != request.user.pk else None,
        "dit_le_refus": refus is not None and not formulaire.errors,
        "empechement": phrase(empechement) if empechement else "",
        "auteur": reprise.signer_l_auteur(request.user),
        "complement": complement_ouvert(candidature),
        "instant": horloge.maintenant(),
    }
    return render(request, "pilotage/disqualifier.html", contexte, status=statut)
