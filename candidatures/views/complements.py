"""Complements, on the team's side: the pieces asked, nothing else; join, then send."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr.comptes.sans_session import sans_session
from amihr.fichiers.genres import attribut_accept, enoncer, limites_du_genre
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import date_heure, taille_fichier
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import complement as actes
from candidatures.actes import depot
from candidatures.regles.droits import DroitInsuffisant, peut_deposer, peut_rediger

from .communes import contexte, dossier

IDENTIQUE = "Ce fichier est identique à celui de la version déposée. Si la pièce demandée est une autre, joignez-la avant l’envoi."


def _complement(request, reference, complement_id, action=Action.SUIVRE):
    candidature = dossier(request, reference, action, geste="complement")
    complement = lectures.complement_de(candidature, complement_id)
    exiger_trouve(complement is not None)
    return candidature, complement


def _phrase(piece):
    return f"{piece.fichier.nom}, {taille_fichier(piece.fichier.taille)}, reçu le {date_heure(piece.recue_le)}"


def _emplacement(complement, demandee, erreur, peut_joindre):
    """Return what one slot shows, for the component ``composants/piece.html``."""
    definition, piece, code = demandee.definition, demandee.presente, demandee.emplacement
    limites = limites_du_genre(definition["genre"], definition)
    reference = complement.candidature.reference
    attente = piece is not None and piece.fichier.est_en_quarantaine
    return {
        "demandee": demandee,
        "code": code,
        "libelle": demandee.libelle,
        "article": definition.get("article", ""),
        "aide": f"{enoncer(limites)}. {definition.get('aide', '')}".strip(),
        "accept": attribut_accept(limites),
        "max": limites.octets_max,
        "etat": "attente" if attente else ("recu" if piece else "vide"),
        "puce": "Refusé"
        if erreur and not piece
        else ("Analyse en attente" if attente else "Reçu" if piece else "À joindre"),
        "fichier": _phrase(piece) if piece else "",
        "url_fichier": lien("candidatures:piece_de_complement", reference, complement.pk, piece.pk) if piece else "",
        "url_envoi": (
            f"{lien('candidatures:complement', reference, complement.pk)}?emplacement={code}#piece_{code}"
            if peut_joindre
            else ""
        ),
        "erreur": erreur,
    }


def _page(request, candidature, complement, *, erreurs=None, statut=200):
    erreurs = erreurs or {}
    instant = lectures.instant_de_lecture()
    droit = lectures.droit_de(request.user, candidature)
    est_attendu = complement.est_attendu(instant)
    peut_joindre = est_attendu and peut_rediger(droit)
    return render(
        request,
        "candidatures/complement.html",
        contexte(
            request,
            candidature,
            complement=complement,
            est_attendu=est_attendu,
            peut_joindre=peut_joindre,
            peut_envoyer=est_attendu and peut_deposer(droit),
            deposants=lectures.deposants(candidature),
            emplacements=[
                _emplacement(complement, demandee, erreurs.get(demandee.emplacement, ""), peut_joindre)
                for demandee in complement.lignes
            ],
            erreurs=[{"texte": texte, "ancre": f"id_{code}"} for code, texte in erreurs.items()],
            en_erreur=bool(erreurs),
        ),
        status=statut,
    )


def _trop_tard(request, candidature, complement, refus):
    contexte_du_refus = {"complement": complement, "refus": refus}
    return render(
        request,
        "candidatures/complement_trop_tard.html",
        contexte(request, candidature, **contexte_du_refus),
        status=refus.statut,
    )


@require_http_methods(["GET", "POST"])
def complement(request, reference, complement_id):
    """The pieces asked, why, and until when; a POST joins one file to one of them."""
    if request.method == "GET":
        return _page(request, *_complement(request, reference, complement_id))
    candidature, demande = _complement(request, reference, complement_id, Action.SAISIR)
    code = request.GET.get("emplacement", "")
    exiger_trouve(any(demandee.emplacement == code for demandee in demande.lignes))
    if "fichier" not in request.FILES:
        vide = {code: "Choisissez un fichier avant de l’envoyer."}
        return _page(request, candidature, demande, erreurs=vide, statut=422)
    try:
        recue = actes.joindre(demande, code, request.FILES["fichier"], par=request.user)
    except ActeRefuse as refus:
        depot.consigner_tentative(candidature, par=request.user, geste="complement", cause=refus.code)
        if refus.code in ("complement_echu", "complement_ferme"):
            return _trop_tard(request, candidature, demande, refus)
        return _page(request, candidature, demande, erreurs={code: refus.phrase}, statut=422)
    messages.success(request, "Le fichier est reçu. Il n’est pas encore envoyé à la Région.")
    if recue.est_celle_du_depot():
        messages.warning(request, IDENTIQUE)
    return rediriger("candidatures:complement", reference, complement_id)


def _page_perimee(request, reference, complement_id):
    """A page out of date sends nothing: keep the attempt with its cause (T15), give the address of the complement."""
    try:
        candidature, _ = _complement(request, reference, complement_id, Action.DEPOSER)
    except (Http404, DroitInsuffisant):
        return ""
    depot.consigner_tentative(candidature, par=request.user, geste="complement", cause="page_perimee")
    return lien("candidatures:complement", reference, complement_id)


@sans_session("le complément n’est pas envoyé", _page_perimee)
@require_POST
def envoyer(request, reference, complement_id):
    """Send what was joined, once; late is a page that says so."""
    candidature, demande = _complement(request, reference, complement_id, Action.DEPOSER)
    try:
        actes.envoyer(demande, par=request.user)
    except ActeRefuse as refus:
        depot.consigner_tentative(candidature, par=request.user, geste="complement", cause=refus.code)
        if refus.code == "complement_vide":
            code = demande.lignes[0].emplacement
            return _page(request, candidature, demande, erreurs={code: refus.phrase}, statut=422)
        return _trop_tard(request, candidature, demande, refus)
    messages.success(request, "Le complément est envoyé. Un accusé part par courriel à toute l’équipe.")
    return rediriger("candidatures:complement", reference, complement_id)


@require_GET
def piece(request, reference, complement_id, piece_id):
    """A file of one's own complement."""
    candidature = dossier(request, reference)
    fichier = lectures.fichier_du_complement(candidature, complement_id, piece_id)
    exiger_trouve(fichier is not None)
    return servir(request, fichier)
