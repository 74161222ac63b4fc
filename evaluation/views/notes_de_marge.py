"""A member's own notes in the margin of a dossier: kept, changed, taken off, put back."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST

from amihr.comptes import reprise
from amihr.socle.liens import lien
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure, entier, identifiant
from amihr.socle.vues import attend_du_json
from candidatures.acces import Action, dossier_ou_404
from candidatures.lectures import instant_de_lecture
from evaluation.actes import marge as actes

from .communes import exiger_de_l_edition
from .dossiers import page_du_dossier
from .marges import Tapees, note_changee, notes_neuves
from .rendus import rend_ce_qui_est_tape

STATUTS = {"marge_ailleurs": 409}
GESTES = {
    "retirer": (actes.retirer, "La note est supprimée. Vous pouvez annuler pendant une heure."),
    "retablir": (actes.retablir, "La note est rétablie."),
}


def _enregistree():
    return JsonResponse({"enregistre_a": date_heure(instant_de_lecture()).rpartition(" à ")[2]})


def _candidature(request, reference):
    candidature = dossier_ou_404(request.user, reference, Action.LIRE)
    exiger_de_l_edition(request, candidature.edition)
    return candidature


def _refusee(request, reference, refus, tapees):
    statut = STATUTS.get(refus.code, 422)
    return page_du_dossier(request, reference, refus=refus, statut=statut, marges_tapees=tapees)


def _vers(reference, ancre):
    return HttpResponseRedirect(f"{lien('evaluation:dossier', reference)}#{ancre}")


@require_POST
@rend_ce_qui_est_tape
def annoter(request, reference):
    """Keep every note typed in the margins of the page, whichever button was pressed, or while they are typed."""
    candidature = _candidature(request, reference)
    tapees = notes_neuves(request.POST)
    ecrites = [(slug, citation, texte) for slug, (citation, texte) in tapees.items() if texte or citation]
    videes = tapees.keys() - {slug for slug, _, _ in ecrites}
    en_json = attend_du_json(request)
    try:
        notes = actes.annoter(
            candidature, ecrites, par=request.user, cle=identifiant(request.POST.get("cle", "")), videes=videes
        )
    except ActeRefuse as refus:
        if en_json and refus.code == "marge_vide" and not ecrites:
            return _enregistree()
        if en_json:
            return JsonResponse({"message": refus.phrase.removesuffix(".")}, status=STATUTS.get(refus.code, 422))
        return _refusee(request, reference, refus, Tapees(neuves=tapees))
    reprise.oublier(request)
    if en_json:
        return _enregistree()
    if not notes:
        return _vers(reference, "notes-en-marge")
    messages.success(
        request, "Vos notes en marge sont gardées." if len(notes) > 1 else "Votre note en marge est gardée."
    )
    return _vers(reference, f"marge-{notes[0].pk}")


@require_POST
@rend_ce_qui_est_tape
def tenir(request, reference, note_id):
    """Change, take off or put back one note."""
    candidature = _candidature(request, reference)
    if geste := GESTES.get(request.POST.get("geste")):
        acte, phrase = geste
        acte(candidature, note_id, par=request.user)
        messages.success(request, phrase)
        return _vers(reference, f"marge-{note_id}")
    citation, texte = note_changee(request.POST)
    revision = entier(request.POST.get("revision"), 0)
    try:
        actes.modifier(candidature, note_id, citation, texte, par=request.user, revision=revision)
    except ActeRefuse as refus:
        return _refusee(request, reference, refus, Tapees(changee=(str(note_id), citation, texte)))
    reprise.oublier(request)
    messages.success(request, "Votre note en marge est modifiée.")
    return _vers(reference, f"marge-{note_id}")
