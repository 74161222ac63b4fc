"""Filling in a part."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import date_heure
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.forms.partie import FormulaireDePartie
from candidatures.regles.affichage import afficher
from candidatures.regles.completude import SANS_MANQUE
from candidatures.regles.formulaire import partie_de, questions_sans_objet

from .communes import contexte, dossier
from .dossiers import adresse_de_partie


def _dessiner(candidature, partie, formulaire, contenu, **options):
    annees = candidature.edition.reglages.get("Q27", {}).get("annees", ())
    return FormulaireDePartie(partie, formulaire, contenu, annees=annees, **options)


def _formulaire(candidature, partie, section, brouillon, **options):
    complet = lectures.formulaire_complet(candidature.edition)
    return _dessiner(
        candidature,
        partie,
        complet,
        section.contenu,
        revision=section.numero,
        sans_objet=questions_sans_objet(partie, brouillon.contenus),
        **options,
    )


def voisines(candidature, slug):
    """Return the rank of a part, how many there are, the parts before and after it with their addresses."""
    parties = candidature.edition.formulaire["parties"]
    rang = [partie["slug"] for partie in parties].index(slug)
    autour = {"rang": rang + 1, "combien": len(parties), "precedente": None, "suivante": None}
    for sens, pas in (("precedente", -1), ("suivante", 1)):
        if 0 <= rang + pas < len(parties):
            autre = parties[rang + pas]
            autour[sens] = {"titre": autre["titre"], "url": adresse_de_partie(candidature, autre)}
    return autour


def etapes(brouillon, ici):
    """Return the parts for the component ``composants/etapes.html``; ``ici`` is the slug of the one being shown."""
    return [
        {
            "titre": partie["titre"],
            "fait": brouillon.avancement[partie["slug"]] in SANS_MANQUE,
            "ici": partie["slug"] == ici,
            "url": adresse_de_partie(brouillon.candidature, partie),
        }
        for partie in brouillon.candidature.edition.formulaire["parties"]
    ]


def _page(request, candidature, partie, section, formulaire, brouillon, *, statut=200, **suite):
    return render(
        request,
        "candidatures/partie.html",
        contexte(
            request,
            candidature,
            partie=partie,
            section=section,
            formulaire=formulaire,
            etapes=etapes(brouillon, partie["slug"]),
            voisines=voisines(candidature, partie["slug"]),
            **suite,
        ),
        status=statut,
    )


def _page_vierge(request, candidature, partie, section, **options):
    """The part as it is saved."""
    brouillon = lectures.brouillon(candidature)
    formulaire = _formulaire(candidature, partie, section, brouillon, **options)
    return _page(request, candidature, partie, section, formulaire, brouillon)


@require_http_methods(["GET", "POST"])
def partie(request, reference, slug):
    """One part of the dossier: shown, saved by its button, saved while it is typed."""
    action = Action.SAISIR if request.method == "POST" else Action.SUIVRE
    candidature = dossier(request, reference, action)
    definition = partie_de(candidature.edition.formulaire, slug)
    exiger_trouve(definition is not None and definition["questions"])
    if request.method == "GET":
        return _page_vierge(request, candidature, definition, lectures.section_de(candidature, slug))
    return _enregistrer(request, candidature, definition)


def _enregistrer(request, candidature, definition):
    par_script = request.accepts("application/json") and not request.accepts("text/html")
    # What a script saves is not drawn: the thématiques stay unread.
    complet = candidature.edition.formulaire if par_script else lectures.formulaire_complet(candidature.edition)
    formulaire = _dessiner(candidature, definition, complet, {}, revision=0, data=request.POST)
    formulaire.is_valid()
    reponses = formulaire.reponses()
    fait = saisie.enregistrer(
        candidature,
        definition["slug"],
        reponses,
        par=request.user,
        revision=formulaire.cleaned_data.get("revision") or 0,
    )
    if par_script:
        return _reponse_json(fait)
    if "ajouter" in request.POST and not fait.conflits:
        return _page_vierge(request, candidature, definition, fait.section, liste_a_allonger=request.POST["ajouter"])
    if not formulaire.signaler(reponses, fait.conflits):
        formulaire.data = formulaire.data.copy()
        formulaire.data["revision"] = fait.section.numero
        return _page(
            request,
            candidature,
            definition,
            fait.section,
            formulaire,
            lectures.brouillon(candidature),
            statut=422,
            conflits=_cote_a_cote(definition, fait.conflits, complet),
        )
    suivante = voisines(candidature, definition["slug"])["suivante"]
    if "continuer" in request.POST and suivante:
        return redirect(suivante["url"])
    messages.success(request, lectures.situation(candidature, request.user).apres_enregistrement)
    return rediriger("candidatures:dossier", candidature.reference)


def _cote_a_cote(definition, conflits, formulaire):
    """Return both versions of each field that two people changed, as people read them."""
    lignes = []
    for question in definition["questions"]:
        if question["code"] in conflits:
            versions = [afficher(question, v, formulaire)["texte"] or "rien" for v in conflits[question["code"]]]
            lignes.append({"libelle": question["libelle"], "gardee": versions[0], "saisie": versions[1]})
    return lignes


def _reponse_json(fait):
    heure = date_heure(fait.section.modifiee_le).rpartition(" à ")[2] if fait.section.modifiee_le else ""
    if fait.conflits:
        message = "Quelqu’un d’autre a modifié les mêmes champs. Rechargez la page pour voir les deux versions."
        return JsonResponse({"message": message, "revision": fait.section.numero}, status=409)
    return JsonResponse({"revision": fait.section.numero, "enregistre_a": heure})
