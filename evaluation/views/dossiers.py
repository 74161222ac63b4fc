"""One dossier: read it, score it, submit, revise."""

from functools import partial
from uuid import uuid4

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes import reprise
from amihr.fichiers import liseuse
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import visible
from candidatures.acces import Action, consulter_piece, dossier_ou_404
from evaluation.actes import notation
from evaluation.lectures.bureau import parcours
from evaluation.lectures.saisie import est_revisable, lire_et_noter, notes_visibles, versions_precedentes
from evaluation.regles.notes_des_autres import PHRASES, choix_de

from .communes import exiger_de_l_edition
from .fichiers import lecture
from .grilles import ce_que_dit_le_refus, enregistrer_la_grille, grille_affichee, remettre_la_grille
from .marges import marges_de
from .notes import notes_affichees, version_affichee
from .rendus import rend_ce_qui_est_tape, reste, retrouve


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


def page_du_dossier(request, reference, *, refus=None, statut=200, **tapes):
    """The dossier beside the grid. ``tapes``: what was typed, shown instead of what is saved.

    ``recu``: the grid; ``notes_tapees``: (private notes, revision that their page showed, or None); ``marges_tapees``.
    """
    exiger_trouve(request.edition)
    lisibles = parcours(request.user, request.edition)
    exiger_trouve(reference in lisibles)
    dossier_lu, saisie = lire_et_noter(request.user, reference)
    lues = notes_visibles(request.user, request.edition, saisie, reference)
    if request.method != "POST":
        tapes = retrouve(request, saisie, adresses=_adresses(reference))
    est_annulee = request.edition.est_annulee(horloge.maintenant())
    notes_privees, revision = tapes.get("notes_tapees") or (saisie.note_privee, None)
    contexte = {
        "dossier": dossier_lu,
        "voisins": _voisins(lisibles, reference),
        "saisie": saisie,
        "affichee": grille_affichee(request.edition, saisie, tapes.get("recu"), refus),
        **(dit := ce_que_dit_le_refus(refus)),
        "reste_de_la_grille": reste(request, tapes.get("recu"), est_gardee=dit["est_gardee"]),
        "reste_des_notes": reste(request, tapes.get("notes_tapees")),
        "notes": None if lues is None else notes_affichees(saisie, lues),
        "precedentes": [version_affichee(saisie, *version) for version in versions_precedentes(saisie)],
        "phrase_des_notes": PHRASES[choix_de(request.edition)],
        "notes_privees": notes_privees,
        "revision_des_notes": saisie.revision_de_la_note if revision is None else revision,
        "rendus": tapes.get("rendus"),
        "cle_des_marges": uuid4(),
        "auteur": reprise.signer_l_auteur(request.user),
        **marges_de(dossier_lu.parties, dossier_lu.pieces, saisie.marge, tapes.get("marges_tapees")),
        "est_annulee": est_annulee,
        "est_revisable": not est_annulee and saisie.est_ouverte and est_revisable(request.edition.pk, saisie),
        "lecture": lecture(request, reference),
    }
    return render(request, "evaluation/dossier.html", contexte, status=statut)


def _adresses(reference):
    """Where the forms of the page of a dossier are posted."""
    formes = {"dossier": "grille", "notes_privees": "notes", "annoter": "marges"}
    return {lien(f"evaluation:{nom}", reference): quoi for nom, quoi in formes.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@rend_ce_qui_est_tape
def dossier(request, reference):
    """Read and score one dossier, one of its files open in it; a POST saves the grid, submits it, begins its revision, or gives it up."""
    if request.method != "POST":
        if liseuse.veut_la_liseuse_seule(request):
            lue = lecture(request, reference)
            exiger_trouve(lue)
            return liseuse.fragment(request, lue)
        return page_du_dossier(request, reference)
    candidature = dossier_ou_404(request.user, reference, Action.NOTER)
    exiger_de_l_edition(request, candidature.edition)
    geste = GESTES.get(request.POST.get("geste"), _enregistrer)
    return geste(request, candidature)


def _enregistrer(request, candidature):
    """Save the grid, from the button or while it is filled in."""
    reference = candidature.reference

    return enregistrer_la_grille(
        request,
        partial(notation.enregistrer, candidature, par=request.user),
        lire_la_saisie=lambda: lire_et_noter(request.user, reference)[1],
        page=partial(page_du_dossier, request, reference),
        apres=partial(_apres, request, reference),
        dit="Votre grille est enregistrée. Elle n’est pas encore remise.",
    )


def _apres(request, reference):
    """Go on to the next dossier when that was asked, else stay."""
    references = _les_memes(parcours(request.user, request.edition), reference)
    suivants = references[references.index(reference) + 1 :]
    if request.POST.get("geste") == "suivant":
        return rediriger("evaluation:dossier", suivants[0]) if suivants else rediriger("evaluation:bureau")
    return rediriger("evaluation:dossier", reference)


def _remettre(request, candidature):
    """Submit a complete grid; of one that is not ready, keep what is there and say what is missing."""

    def apres():
        messages.success(request, f"Votre évaluation est remise. {PHRASES[choix_de(request.edition)]}")
        return rediriger("evaluation:dossier", candidature.reference)

    return remettre_la_grille(
        request,
        partial(notation.soumettre, candidature, par=request.user),
        enregistrer=partial(notation.enregistrer, candidature, par=request.user),
        page=partial(page_du_dossier, request, candidature.reference),
        apres=apres,
    )


def _reviser(request, candidature):
    """Begin a new version of a submitted grid, with its reason."""
    try:
        notation.reviser(candidature, visible(request.POST.get("motif", "")), par=request.user)
    except ActeRefuse as refus:
        return page_du_dossier(request, candidature.reference, refus=refus, statut=422)
    reprise.oublier(request)
    messages.success(
        request, "La révision est commencée. Votre version précédente compte jusqu’à la remise de la nouvelle."
    )
    return rediriger("evaluation:dossier", candidature.reference)


def _renoncer(request, candidature):
    """Give up a revision under way."""
    try:
        notation.renoncer(candidature, par=request.user)
    except ActeRefuse as refus:
        return page_du_dossier(request, candidature.reference, refus=refus, statut=409)
    reprise.oublier(request)
    messages.success(request, "La révision est abandonnée\u00a0: votre évaluation remise compte, telle quelle.")
    return rediriger("evaluation:dossier", candidature.reference)


GESTES = {"remettre": _remettre, "reviser": _reviser, "renoncer": _renoncer}


@require_safe
def piece(request, reference, piece_id):
    """A file of the technical dossier, once its reading is journaled."""
    return servir(request, consulter_piece(request.user, reference, Action.LIRE, piece_id))
