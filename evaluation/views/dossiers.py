"""One dossier: read it, score it, submit, revise."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import date_heure, visible
from candidatures.acces import Action, consulter_piece, dossier_ou_404
from evaluation.actes import notation
from evaluation.forms.grille import GrilleAffichee, lire
from evaluation.lectures.bureau import parcours
from evaluation.lectures.saisie import est_revisable, lire_et_noter, notes_visibles
from evaluation.regles.notes_des_autres import PHRASES, choix_de

from .communes import exiger_de_l_edition
from .notes import notes_affichees

# A grid that is not ready to be submitted: its notes are kept.
REFUS_DE_LA_REMISE = {"grille_incomplete", "grille_sans_note"}
REFUS_DE_LA_SAISIE = {"saisie_irrecevable", *REFUS_DE_LA_REMISE}


def _les_memes(lisibles, reference):
    """The dossiers among which one goes on from this one, in the order of the desk: one's own, or those of others."""
    return [autre for autre, est_a_evaluer in lisibles.items() if est_a_evaluer == lisibles[reference]]


def _voisins(lisibles, reference):
    """Where the dossier stands among those."""
    references = _les_memes(lisibles, reference)
    rang = references.index(reference)
    avant, apres = references[max(rang - 1, 0) : rang], references[rang + 1 : rang + 2]
    return {
        "rang": rang + 1,
        "combien": len(references),
        "precedent": lien("evaluation:dossier", *avant) if avant else "",
        "suivant": lien("evaluation:dossier", *apres) if apres else "",
    }


def _affichee(request, saisie, recu, refus):
    """The grid to show: what was typed if a page was sent, else what is saved."""
    options = {"hors_permis": request.edition.reglage("Q33", "hors_de_ma_competence")}
    if refus is not None and refus.code == "grille_incomplete":
        options["manques"] = tuple(refus.details["criteres"])
    if refus is not None and refus.code == "grille_sans_note":
        options["fautes"] = {saisie.grille.criteres[0].pk: refus.code}
    if refus is not None and refus.code == "saisie_irrecevable":
        options["fautes"] = refus.details["fautes"]
    if refus is not None and refus.code == "grille_ailleurs":
        options["ailleurs"] = saisie.reponses
    montre = recu or saisie
    return GrilleAffichee(saisie.grille, montre.reponses, montre.commentaires, **options)


def _statut(refus):
    """What was sent is wrong, or the dossier does not admit it now."""
    return 422 if refus.code in REFUS_DE_LA_SAISIE else 409


def _refus_en_json(request, candidature, recu, refus):
    """What the autosave says in its line: the sentences of the page where criteria are at fault."""
    message = refus.phrase
    if refus.code == "saisie_irrecevable":
        _, saisie = lire_et_noter(request.user, candidature.reference)
        message = " ".join(erreur["texte"] for erreur in _affichee(request, saisie, recu, refus).erreurs)
        message = message.removesuffix(".")  # the page goes on after it
    return JsonResponse({"message": message}, status=_statut(refus))


def page_du_dossier(request, reference, *, recu=None, refus=None, statut=200, notes_tapees=None):
    """The dossier beside the grid. ``recu``, ``notes_tapees``: what was typed, shown instead of what is saved."""
    exiger_trouve(request.edition)
    lisibles = parcours(request.user, request.edition)
    exiger_trouve(reference in lisibles)
    dossier_lu, saisie = lire_et_noter(request.user, reference)
    lues = notes_visibles(request.user, request.edition, saisie, reference)
    contexte = {
        "dossier": dossier_lu,
        "voisins": _voisins(lisibles, reference),
        "saisie": saisie,
        "affichee": _affichee(request, saisie, recu, refus),
        "refus": refus,
        "est_gardee": refus is not None and refus.code in REFUS_DE_LA_REMISE,
        "en_erreur": refus is not None,
        "notes": None if lues is None else notes_affichees(saisie, lues),
        "phrase_des_notes": PHRASES[choix_de(request.edition)],
        "notes_privees": saisie.note_privee if notes_tapees is None else notes_tapees,
        "est_revisable": saisie.est_ouverte and est_revisable(request.edition.pk, saisie),
    }
    return render(request, "evaluation/dossier.html", contexte, status=statut)


@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request, reference):
    """Read and score one dossier; a POST saves the grid, submits it, or begins its revision."""
    if request.method != "POST":
        return page_du_dossier(request, reference)
    candidature = dossier_ou_404(request.user, reference, Action.NOTER)
    exiger_de_l_edition(request, candidature.edition)
    geste = GESTES.get(request.POST.get("geste"), _enregistrer)
    return geste(request, candidature)


def _enregistrer(request, candidature):
    """Save the grid, from the button or while it is filled in."""
    recu = lire(request.POST)
    en_json = request.accepts("application/json") and not request.accepts("text/html")
    try:
        evaluation = notation.enregistrer(
            candidature, recu.reponses, recu.commentaires, par=request.user, revision=recu.revision
        )
    except ActeRefuse as refus:
        if en_json:
            return _refus_en_json(request, candidature, recu, refus)
        return page_du_dossier(request, candidature.reference, recu=recu, refus=refus, statut=_statut(refus))
    if en_json:
        heure = date_heure(evaluation.enregistree_le).rpartition(" à ")[2]
        return JsonResponse({"revision": evaluation.revision, "enregistre_a": heure})
    messages.success(request, "Votre grille est enregistrée. Elle n’est pas encore remise.")
    return _apres(request, candidature.reference)


def _apres(request, reference):
    """Go on to the next dossier when that was asked, else stay."""
    references = _les_memes(parcours(request.user, request.edition), reference)
    suivants = references[references.index(reference) + 1 :]
    if request.POST.get("geste") == "suivant":
        return rediriger("evaluation:dossier", suivants[0]) if suivants else rediriger("evaluation:bureau")
    return rediriger("evaluation:dossier", reference)


def _remettre(request, candidature):
    """Submit a complete grid; of one that is not ready, keep what is there and say what is missing."""
    recu = lire(request.POST)
    try:
        notation.soumettre(
            candidature,
            par=request.user,
            reponses=recu.reponses,
            commentaires=recu.commentaires,
            revision=recu.revision,
        )
    except ActeRefuse as refus:
        if refus.code in REFUS_DE_LA_REMISE:
            notation.enregistrer(
                candidature, recu.reponses, recu.commentaires, par=request.user, revision=recu.revision
            )
        return page_du_dossier(request, candidature.reference, recu=recu, refus=refus, statut=_statut(refus))
    messages.success(request, f"Votre évaluation est remise. {PHRASES[choix_de(request.edition)]}")
    return rediriger("evaluation:dossier", candidature.reference)


def _reviser(request, candidature):
    """Begin a new version of a submitted grid, with its reason."""
    try:
        notation.reviser(candidature, visible(request.POST.get("motif", "")), par=request.user)
    except ActeRefuse as refus:
        return page_du_dossier(request, candidature.reference, refus=refus, statut=422)
    messages.success(
        request, "La révision est commencée. Votre version précédente compte jusqu’à la remise de la nouvelle."
    )
    return rediriger("evaluation:dossier", candidature.reference)


GESTES = {"remettre": _remettre, "reviser": _reviser}


@require_safe
def piece(request, reference, piece_id):
    """A file of the technical dossier, once its reading is journaled."""
    return servir(request, consulter_piece(request.user, reference, Action.LIRE, piece_id))
