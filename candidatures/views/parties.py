"""Filling in a part, and joining files."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr.fichiers.genres import attribut_accept, enoncer, limites_du_genre
from amihr.fichiers.telechargement import servir
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import date_heure, taille_fichier
from candidatures import lectures
from candidatures.acces import Action, exiger_trouve
from candidatures.actes import depot, saisie
from candidatures.forms.partie import FormulaireDePartie
from candidatures.regles.formulaire import est_institut, libelle_de_piece, partie_de, piece_de

from .communes import contexte, dossier
from .dossiers import PUCES


def _formulaire(candidature, partie, section, **options):
    return _dessiner(candidature, partie, lectures.formulaire_complet(candidature.edition), section.contenu,
                     revision=section.numero, **options)


def _dessiner(candidature, partie, formulaire, contenu, **options):
    annees = candidature.edition.reglages.get("Q27", {}).get("annees", ())
    return FormulaireDePartie(partie, formulaire, contenu, annees=annees, **options)


def _voisines(candidature, slug):
    parties = candidature.edition.formulaire["parties"]
    rang = [partie["slug"] for partie in parties].index(slug)
    voisines = {"rang": rang + 1, "combien": len(parties), "precedente": None, "suivante": None}
    for sens, pas in (("precedente", -1), ("suivante", 1)):
        if 0 <= rang + pas < len(parties):
            autre = parties[rang + pas]
            nom, arguments = ("partie", [autre["slug"]]) if autre["questions"] else ("pieces", [])
            url = lien(f"candidatures:{nom}", candidature.reference, *arguments)
            voisines[sens] = {"titre": autre["titre"], "url": url}
    return voisines


def _etapes(brouillon, ici):
    etapes = []
    for partie in brouillon.candidature.edition.formulaire["parties"]:
        nom, arguments = ("partie", [partie["slug"]]) if partie["questions"] else ("pieces", [])
        etat, _ = PUCES[brouillon.avancement[partie["slug"]]]
        etapes.append({
            "titre": partie["titre"], "fait": etat == "fait", "ici": partie["slug"] == ici,
            "url": lien(f"candidatures:{nom}", brouillon.candidature.reference, *arguments),
        })
    return etapes


def _page(request, candidature, partie, section, formulaire, *, statut=200, **suite):
    brouillon = lectures.brouillon(candidature)
    return render(request, "candidatures/partie.html", contexte(
        request, candidature, partie=partie, section=section, formulaire=formulaire,
        etapes=_etapes(brouillon, partie["slug"]), voisines=_voisines(candidature, partie["slug"]), **suite,
    ), status=statut)


@require_http_methods(["GET", "POST"])
def partie(request, reference, slug):
    """One part of the dossier: shown, saved by its button, saved while it is typed."""
    action = Action.SAISIR if request.method == "POST" else Action.SUIVRE
    candidature = dossier(request, reference, action)
    definition = partie_de(candidature.edition.formulaire, slug)
    exiger_trouve(definition is not None and definition["questions"])
    if request.method == "GET":
        section = lectures.section_de(candidature, slug)
        return _page(request, candidature, definition, section, _formulaire(candidature, definition, section))
    return _enregistrer(request, candidature, definition)


def _enregistrer(request, candidature, definition):
    en_plus = 1 if "ajouter" in request.POST else 0
    par_script = request.accepts("application/json") and not request.accepts("text/html")
    # What a script saves is not drawn: the thématiques stay unread.
    complet = candidature.edition.formulaire if par_script else lectures.formulaire_complet(candidature.edition)
    formulaire = _dessiner(candidature, definition, complet, {}, revision=0, data=request.POST)
    formulaire.is_valid()
    reponses = formulaire.reponses()
    fait = saisie.enregistrer(candidature, definition["slug"], reponses, par=request.user,
                              revision=formulaire.cleaned_data.get("revision") or 0)
    if par_script:
        return _reponse_json(fait)
    if en_plus and not fait.conflits:
        neuf = _formulaire(candidature, definition, fait.section, lignes_de_plus=1)
        return _page(request, candidature, definition, fait.section, neuf)
    if not formulaire.signaler(reponses, fait.conflits):
        formulaire.data = formulaire.data.copy()
        formulaire.data["revision"] = fait.section.numero
        return _page(request, candidature, definition, fait.section, formulaire, statut=422,
                     conflits=_cote_a_cote(definition, fait.conflits))
    messages.success(request, "Brouillon enregistré. Rien n’est déposé.")
    return rediriger("candidatures:dossier", candidature.reference)


def _cote_a_cote(definition, conflits):
    libelles = {question["code"]: question["libelle"] for question in definition["questions"]}
    return [{"libelle": libelles[code], "gardee": gardee, "saisie": saisie_}
            for code, (gardee, saisie_) in conflits.items()]


def _reponse_json(fait):
    heure = date_heure(fait.section.modifiee_le).rpartition(" à ")[2] if fait.section.modifiee_le else ""
    if fait.conflits:
        message = "Quelqu’un d’autre a modifié les mêmes champs. Rechargez la page pour voir les deux versions."
        return JsonResponse({"message": message, "revision": fait.section.numero}, status=409)
    return JsonResponse({"revision": fait.section.numero, "enregistre_a": heure})


def _limites(definition):
    demandees = {cle: definition[cle] for cle in ("max_mio", "pages_max", "types") if definition.get(cle)}
    return limites_du_genre(definition["genre"], demandees)


def _emplacement(brouillon, definition, erreurs):
    """Return what one attachment slot shows, for the component ``composants/piece.html``."""
    candidature, code = brouillon.candidature, definition["code"]
    pieces = brouillon.pieces_de(code)
    limites = _limites(definition)
    institut = est_institut(candidature.edition.formulaire, brouillon.contenus)
    derniere = pieces[-1] if pieces and not definition["multiple"] else None
    attente = derniere is not None and derniere.fichier.est_en_quarantaine
    etat = ("attente" if attente else "recu") if derniere else ("recu" if pieces else "vide")
    return {
        "code": code, "libelle": libelle_de_piece(definition, institut), "article": definition["article"],
        "aide": f"{enoncer(limites)} {definition['aide']}".strip(), "accept": attribut_accept(limites),
        "etat": etat, "puce": {"attente": "Analyse en attente", "recu": "Reçu", "vide": "Manquant"}[etat]
        if definition["obligatoire"] or pieces else "Facultatif",
        "fichier": _phrase(derniere) if derniere else "",
        "url_fichier": _url(candidature, derniere) if derniere else "", "erreur": erreurs.get(code, ""),
        "url_envoi": f"{lien('candidatures:pieces', candidature.reference)}?emplacement={code}#piece_{code}",
        "url_retrait": lien("candidatures:retirer_piece", candidature.reference, derniere.pk) if derniere else "",
        "facultative": not definition["obligatoire"],
        "plusieurs": [
            {"phrase": _phrase(piece), "url": _url(candidature, piece),
             "url_retrait": lien("candidatures:retirer_piece", candidature.reference, piece.pk)}
            for piece in pieces
        ] if definition["multiple"] else [],
    }


def _phrase(piece):
    pages = f", {piece.fichier.pages} pages" if (piece.fichier.pages or 0) > 1 else ""
    return f"{piece.fichier.nom}, {taille_fichier(piece.fichier.taille)}{pages}, envoyé le {date_heure(piece.jointe_le)}"


def _url(candidature, piece):
    return lien("candidatures:piece", candidature.reference, piece.pk)


def _page_des_pieces(request, candidature, erreurs, *, statut=200):
    brouillon = lectures.brouillon(candidature)
    slots = [_emplacement(brouillon, piece, erreurs) for piece in candidature.edition.formulaire["pieces"]]
    resume = [{"texte": texte, "ancre": f"id_{code}"} for code, texte in erreurs.items()]
    slug = next(p["slug"] for p in candidature.edition.formulaire["parties"] if not p["questions"])
    return render(request, "candidatures/pieces.html", contexte(
        request, candidature, emplacements=slots, erreurs=resume, en_erreur=bool(resume),
        partie=partie_de(candidature.edition.formulaire, slug), etapes=_etapes(brouillon, slug),
        voisines=_voisines(candidature, slug),
    ), status=statut)


@require_http_methods(["GET", "POST"])
def pieces(request, reference):
    """The attachment slots; a POST joins one file, sent when it was chosen."""
    if request.method == "GET":
        return _page_des_pieces(request, dossier(request, reference), {})
    candidature = dossier(request, reference, Action.SAISIR)
    emplacement = request.GET.get("emplacement", "")
    exiger_trouve(piece_de(candidature.edition.formulaire, emplacement))
    if "fichier" not in request.FILES:
        return _page_des_pieces(request, candidature, {emplacement: "Choisissez un fichier avant de l’envoyer"}, statut=422)
    try:
        saisie.joindre(candidature, emplacement, request.FILES["fichier"], par=request.user)
    except ActeRefuse as refus:
        depot.consigner_tentative(candidature, par=request.user, geste="joindre", cause=refus.code)
        return _page_des_pieces(request, candidature, {emplacement: refus.phrase}, statut=422)
    messages.success(request, "Le fichier est reçu.")
    return rediriger("candidatures:pieces", reference)


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
