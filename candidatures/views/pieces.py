"""Joining files to a draft, dating them, taking them out, reading them back."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.editions.limites import limites_d_un_emplacement, poids_du_dossier
from amihr.fichiers.genres import attribut_accept, limites_du_genre
from amihr.fichiers.noms import nom_sur
from amihr.fichiers.rangement import derive_du_logo
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import date_heure, pluriel, taille_fichier
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import depot, saisie
from candidatures.forms.pieces import FormulaireDeDate
from candidatures.regles.completude import PARTIE_DES_PIECES
from candidatures.regles.droits import peut_rediger
from candidatures.regles.formulaire import est_institut, est_un_equivalent, libelle_de_piece, partie_de, piece_de
from candidatures.regles.pieces import doublons, remarque_sur_la_date

from .communes import contexte, dossier
from .parties import etapes, voisines

PUCES = {"attente": "Analyse en attente", "recu": "Reçu", "vide": "À joindre"}


def _aide(definition, equivalent):
    """The limits of a slot, then what is said of its document: not of the one that stands for it (see Q5)."""
    return f"{limites_d_un_emplacement(definition)}. {'' if equivalent else definition['aide']}".strip()


def _emplacement(brouillon, definition, erreur, dates, doubles):
    """Return what one attachment slot shows, for the component ``composants/piece.html``."""
    candidature, code = brouillon.candidature, definition["code"]
    pieces, limites = brouillon.pieces_de(code), limites_du_genre(definition["genre"], definition)
    seule = pieces[-1] if pieces and not definition["multiple"] else None
    attente = seule is not None and seule.fichier.est_en_quarantaine
    etat = "attente" if attente else ("recu" if pieces else "vide")
    institut = est_institut(candidature.edition.formulaire, brouillon.contenus)
    equivalent = est_un_equivalent(definition, institut)
    return {
        "code": code,
        "libelle": libelle_de_piece(definition, institut),
        "article": definition["article"],
        "aide": _aide(definition, equivalent),
        "accept": attribut_accept(limites),
        "max": limites.octets_max,
        "etat": etat,
        "erreur": erreur,
        "puce": _puce(definition, etat, erreur, len(pieces)),
        "fichier": _phrase(seule) if seule else "",
        "empreinte": seule.fichier.sha256 if seule else "",
        "double": doubles.get(seule.pk, "") if seule else "",
        "apercu": lien("candidatures:apercu", candidature.reference, seule.pk) if _a_un_derive(seule) else "",
        "est_multiple": definition["multiple"],
        "url_fichier": _url(candidature, seule) if seule else "",
        "url_envoi": f"{lien('candidatures:pieces', candidature.reference)}?emplacement={code}#piece_{code}",
        "url_retrait": _url_de_retrait(candidature, seule) if seule else "",
        "facultative": not definition["obligatoire"],
        "plusieurs": [
            {
                "phrase": _phrase(piece),
                "empreinte": piece.fichier.sha256,
                "double": doubles.get(piece.pk, ""),
                "url": _url(candidature, piece),
                "url_retrait": _url_de_retrait(candidature, piece),
            }
            for piece in pieces
        ]
        if definition["multiple"]
        else [],
        **_date(candidature, definition, seule, dates, sans_age=equivalent),
    }


def _puce(definition, etat, erreur, combien):
    if erreur and etat == "vide":
        return "Refusé"
    if definition["multiple"] and combien > 1:
        return pluriel(combien, "fichier reçu", "fichiers reçus")
    return "Facultatif" if etat == "vide" and not definition["obligatoire"] else PUCES[etat]


def _date(candidature, definition, piece, dates, *, sans_age):
    """Return what a slot says of its document's date, and the form that asks it, once a file is there."""
    if piece is None or not definition["date_demandee"]:
        return {"remarque": "", "date": None}
    jour, code = piece.date_du_document, definition["code"]
    alerte = None if sans_age else candidature.edition.reglages.get("Q7", {}).get("alerte_mois")
    aujourd_hui = horloge.jour_de_paris(lectures.instant_de_lecture())
    vierge = FormulaireDeDate(emplacement=code, initial={f"{code}_date": jour.isoformat() if jour else ""})
    return {"remarque": remarque_sur_la_date(jour, aujourd_hui, alerte), "date": dates.get(code) or vierge}


def _phrase(piece):
    """Return the name of a file, its size, its pages or its dimensions, when it arrived and from whom."""
    fichier, faits = piece.fichier, [piece.fichier.nom, taille_fichier(piece.fichier.taille)]
    if fichier.largeur:
        faits.append(f"{fichier.largeur}\u00a0×\u00a0{fichier.hauteur}\u00a0pixels")
    elif fichier.pages:
        faits.append(pluriel(fichier.pages, "page"))
    return ", ".join([*faits, f"envoyé le {date_heure(piece.jointe_le)} par {piece.par}"])


def _a_un_derive(piece):
    return piece is not None and derive_du_logo(piece.fichier) is not None


# After the closing, or with the right to read only, nothing is sent, dated or taken away: no door is left open on a
# refusal.
FERME = {"url_envoi": "", "url_retrait": "", "date": None}


def _url(candidature, piece):
    return lien("candidatures:piece", candidature.reference, piece.pk)


def _url_de_retrait(candidature, piece):
    return lien("candidatures:retirer_piece", candidature.reference, piece.pk)


def _page(request, candidature, *, erreurs=None, dates=None, statut=200):
    """Draw the slots. ``erreurs``: {slot: sentence}; ``dates``: {slot: the date's form, as it was sent}."""
    brouillon, erreurs, dates = lectures.brouillon(candidature), erreurs or {}, dates or {}
    doubles = doublons(brouillon.pieces)
    slots = [
        _emplacement(brouillon, piece, erreurs.get(piece["code"], ""), dates, doubles)
        for piece in candidature.edition.formulaire["pieces"]
    ]
    peut_joindre = peut_rediger(lectures.droit_de(request.user, candidature))
    if not peut_joindre or candidature.edition.fin(lectures.instant_de_lecture()):
        slots = [slot | FERME for slot in slots]
    resume = [{"texte": texte, "ancre": f"id_{code}"} for code, texte in erreurs.items()]
    resume += [
        {"texte": phrase, "ancre": formulaire[formulaire.nom].auto_id}
        for formulaire in dates.values()
        for phrase in formulaire.errors[formulaire.nom]
    ]
    return render(
        request,
        "candidatures/pieces.html",
        contexte(
            request,
            candidature,
            brouillon=brouillon,
            emplacements=slots,
            limites=poids_du_dossier(),
            peut_joindre=peut_joindre,
            erreurs=resume,
            en_erreur=bool(resume),
            partie=partie_de(candidature.edition.formulaire, PARTIE_DES_PIECES),
            etapes=etapes(brouillon, PARTIE_DES_PIECES),
            voisines=voisines(candidature, PARTIE_DES_PIECES),
        ),
        status=statut,
    )


@require_http_methods(["GET", "POST"])
def pieces(request, reference):
    """The attachment slots; a POST joins one file, sent when it was chosen, or dates the one that is there."""
    if request.method == "GET":
        return _page(request, dossier(request, reference))
    candidature = dossier(request, reference, Action.SAISIR, geste="joindre")
    emplacement = request.GET.get("emplacement", "")
    exiger_trouve(piece_de(candidature.edition.formulaire, emplacement))
    if "dater" in request.POST:
        return _dater(request, candidature, emplacement)
    return _joindre(request, candidature, emplacement)


def _joindre(request, candidature, emplacement):
    """Join what was sent, one file after the other; those that are refused do not stop the others."""
    plusieurs = piece_de(candidature.edition.formulaire, emplacement)["multiple"]
    recus = request.FILES.getlist("fichier") if plusieurs else request.FILES.getlist("fichier")[-1:]
    if not recus:
        vide = {emplacement: "Choisissez un fichier avant de l’envoyer."}
        return _page(request, candidature, erreurs=vide, statut=422)
    refuses = [phrase for recu in recus if (phrase := _refus(request, candidature, emplacement, recu))]
    if refuses:
        if arrives := len(recus) - len(refuses):
            refuses.append(
                "L’autre fichier est reçu." if arrives == 1 else f"Les {arrives} autres fichiers sont reçus."
            )
        return _page(request, candidature, erreurs={emplacement: " ".join(refuses)}, statut=422)
    messages.success(request, "Le fichier est reçu." if len(recus) == 1 else f"Les {len(recus)} fichiers sont reçus.")
    return rediriger("candidatures:pieces", candidature.reference)


def _refus(request, candidature, emplacement, recu):
    """Join one file; return why it was refused, with its name where several may be sent, or ""."""
    try:
        saisie.joindre(candidature, emplacement, recu, par=request.user)
    except ActeRefuse as refus:
        depot.consigner_tentative(candidature, par=request.user, geste="joindre", cause=refus.code)
        plusieurs = piece_de(candidature.edition.formulaire, emplacement)["multiple"]
        return f"{nom_sur(recu.name)}\u00a0: {refus.phrase}" if plusieurs else refus.phrase
    return ""


def _dater(request, candidature, emplacement):
    piece = next(iter(lectures.brouillon(candidature).pieces_de(emplacement)), None)
    exiger_trouve(piece is not None)
    formulaire = FormulaireDeDate(request.POST, emplacement=emplacement)
    if not formulaire.is_valid():
        return _page(request, candidature, dates={emplacement: formulaire}, statut=422)
    try:
        saisie.dater_piece(candidature, piece.pk, formulaire.jour, par=request.user)
    except ActeRefuse as refus:
        formulaire.add_error(formulaire.nom, refus.phrase)
        return _page(request, candidature, dates={emplacement: formulaire}, statut=422)
    messages.success(request, "La date du document est enregistrée.")
    return rediriger("candidatures:pieces", candidature.reference)


@require_POST
def retirer_piece(request, reference, piece_id):
    """Take a file out of the draft; the versions filed keep theirs."""
    candidature = dossier(request, reference, Action.SAISIR)
    saisie.retirer_piece(candidature, piece_id, par=request.user)
    messages.success(request, "Le fichier est retiré du brouillon.")
    return rediriger("candidatures:pieces", reference)


@require_GET
def piece(request, reference, piece_id):
    """A file of one's own draft or of one of one's own versions."""
    candidature = dossier(request, reference)
    fichier = lectures.fichier_de_l_equipe(candidature, piece_id)
    exiger_trouve(fichier is not None)
    return servir(request, fichier)


@require_GET
def apercu(request, reference, piece_id):
    """The re-encoded copy of a logo, as pages will show it, for its own team."""
    candidature = dossier(request, reference)
    fichier = lectures.fichier_de_l_equipe(candidature, piece_id)
    exiger_trouve(fichier is not None and derive_du_logo(fichier) is not None)
    return servir(request, derive_du_logo(fichier))
