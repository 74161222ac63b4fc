"""Filling in a part."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from amihr.comptes import reprise
from amihr.horloge import jour_de_paris
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.textes import date_heure, pluriel
from candidatures import lectures
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.forms.partie import FormulaireDePartie
from candidatures.regles.affichage import afficher
from candidatures.regles.communes import communes_a_verifier
from candidatures.regles.completude import manque_autrement
from candidatures.regles.droits import peut_rediger
from candidatures.regles.formulaire import partie_de, questions_ecartees, questions_sans_objet
from candidatures.regles.fusion import Montree
from candidatures.regles.numeros import ce_qui_est_retenu
from candidatures.regles.redaction import dire_les_redacteurs
from candidatures.regles.reperes import avis_du_siege
from candidatures.regles.reponses import textes_trop_longs
from candidatures.regles.vraisemblance import invraisemblances

from .communes import contexte, dossier
from .dossiers import adresse_de_partie, ancre_de_la_question
from .registre import ajouts, preremplir
from .territoires import ajouts_des_communes

ENTRE_TEMPS = "entre-temps"
ENREGISTREE = "enregistree"  # of « garde_<code> », on the page of a conflict
AILLEURS = "D’autres champs de cette partie ont été modifiés entre-temps\u00a0: rechargez la page pour les lire."

RETROUVE = (
    "La page était périmée quand vous avez envoyé cette partie\u00a0: votre session avait pris fin, ou vous vous étiez "
    "reconnecté entre-temps. Vos réponses sont ici, pas encore enregistrées\u00a0: relisez-les, puis enregistrez, sauf si le bas de la page dit déjà «\u00a0Brouillon enregistré\u00a0»."
)


def _dessiner(candidature, partie, formulaire, contenu, **options):
    annees = candidature.edition.reglages.get("Q27", {}).get("annees", ())
    return FormulaireDePartie(partie, formulaire, contenu, annees=annees, **options)


def _formulaire(candidature, partie, section, brouillon, *, conflits=(), **options):
    """The form as it is drawn; a field in conflict always is, even when it no longer applies."""
    complet = lectures.formulaire_complet(candidature.edition)
    return _dessiner(
        candidature,
        partie,
        complet,
        section.contenu,
        revision=section.numero,
        sans_objet=questions_sans_objet(partie, brouillon.contenus) - set(conflits),
        ecartees=questions_ecartees(partie, brouillon.contenus),
        ajouts=_ajouts(candidature, partie, section.contenu),
        **options,
    )


def _ajouts(candidature, partie, contenu):
    return ajouts_des_communes(partie, contenu) | ajouts(candidature, partie, contenu)


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
            "fait": brouillon.avancement[partie["slug"]] == "complete",
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
            brouillon=brouillon,
            etapes=etapes(brouillon, partie["slug"]),
            voisines=voisines(candidature, partie["slug"]),
            auteur=reprise.signer_l_auteur(request.user),
            presents=_presents(section),
            trop_longs=_trop_longs(partie, section) if statut == 200 else [],
            **suite,
        ),
        status=statut,
    )


def _presents(section):
    return dire_les_redacteurs(lectures.redacteurs_presents(section))


def _trop_longs(partie, section):
    """Return what is kept although too long, each with the address of its control."""
    trop_longs = textes_trop_longs(partie, section.contenu)
    return [{"phrase": phrase, "url": ancre_de_la_question(partie, code)} for code, phrase in trop_longs]


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
    if request.method == "POST":
        return _enregistrer(request, candidature, definition)
    section = lectures.section_de(candidature, slug, request.user)
    if not peut_rediger(lectures.droit_de(request.user, candidature)):
        return _page_lue(request, candidature, definition, section)
    if retrouve := reprise.retrouver(request):
        return _page_retrouvee(request, candidature, definition, section, retrouve)
    return _page_vierge(request, candidature, definition, section)


def _page_lue(request, candidature, partie, section):
    """The part for whoever may only read: answers, no control that could promise to keep anything."""
    brouillon = lectures.brouillon(candidature)
    page = contexte(
        request,
        candidature,
        partie=partie,
        brouillon=brouillon,
        presents=_presents(section),
        lue=next(lue for lue in lectures.parties_du_brouillon(brouillon) if lue.slug == partie["slug"]),
        etapes=etapes(brouillon, partie["slug"]),
        voisines=voisines(candidature, partie["slug"]),
    )
    return render(request, "candidatures/partie_lue.html", page)


def _page_retrouvee(request, candidature, partie, section, retrouve):
    """The part as it was sent from a page out of date, its session over or renewed: read again, then saved by its own button."""
    brouillon = lectures.brouillon(candidature)
    formulaire = _formulaire(candidature, partie, section, brouillon, data=retrouve)
    formulaire.is_valid()
    messages.warning(request, RETROUVE)
    return _page(request, candidature, partie, section, formulaire, brouillon, reste="retrouve")


def _enregistrer(request, candidature, definition):
    par_script = request.accepts("application/json") and not request.accepts("text/html")
    # Read, not drawn: neither the thématiques nor what the other parts rule out are asked for.
    formulaire = _dessiner(candidature, definition, candidature.edition.formulaire, {}, revision=0, data=request.POST)
    formulaire.is_valid()
    reponses = _a_enregistrer(formulaire.reponses(), request.POST)
    retenus = ce_qui_est_retenu(definition["questions"], reponses)
    montree = Montree.lire(formulaire.cleaned_data.get("revision"))
    fait = saisie.enregistrer(candidature, definition["slug"], reponses, par=request.user, revision=montree)
    reprise.oublier(request)
    auteurs = _auteurs(request, fait, min(montree.numeros()))
    if par_script:
        return _reponse_json(candidature, definition, fait, auteurs, retenus)
    for phrase in retenus:
        messages.info(request, phrase)
    for phrase in _a_relire(candidature, definition, fait):
        messages.warning(request, phrase)
    sans_erreur = formulaire.signaler(reponses, auteurs)
    if "preremplir" in request.POST and not fait.conflits:
        section = preremplir(request, candidature, definition["slug"], fait.section)
        if section or sans_erreur:
            return _page_vierge(request, candidature, definition, section or fait.section)
    if "ajouter" in request.POST and not fait.conflits:
        return _page_vierge(request, candidature, definition, fait.section, liste_a_allonger=request.POST["ajouter"])
    if not fait.conflits:
        messages.success(request, lectures.situation(candidature, None).apres_enregistrement)
    if not sans_erreur:
        return _page_a_corriger(request, candidature, definition, fait, reponses, auteurs)
    suivante = voisines(candidature, definition["slug"])["suivante"]
    if "continuer" in request.POST and suivante:
        return redirect(suivante["url"])
    return rediriger("candidatures:dossier", candidature.reference)


def _page_a_corriger(request, candidature, partie, fait, reponses, auteurs):
    """The part as it was typed, what is malformed or in conflict beside each control."""
    brouillon, tape = lectures.brouillon(candidature), request.POST.copy()
    tape["revision"] = str(fait.montree.sans(fait.conflits))
    formulaire = _formulaire(candidature, partie, fait.section, brouillon, conflits=fait.conflits, data=tape)
    formulaire.is_valid()
    formulaire.signaler(reponses, auteurs)
    return _page(
        request,
        candidature,
        partie,
        fait.section,
        formulaire,
        brouillon,
        statut=422,
        conflits=_cote_a_cote(partie, fait.conflits, formulaire.formulaire, auteurs),
        auteurs=_ensemble(auteurs),
    )


def _a_enregistrer(reponses, choix):
    """Leave out the fields in conflict whose saved version was preferred to what was typed."""
    return {code: valeur for code, valeur in reponses.items() if choix.get(f"garde_{code}") != ENREGISTREE}


def _auteurs(request, fait, depuis):
    """Return ``{code: words}`` of the fields in conflict: changed by whom, when; by oneself, it was in another tab."""
    revisions = lectures.revisions_en_conflit(fait.section, depuis, fait.conflits) if fait.conflits else {}
    dits = {code: _par_qui(request, revision) for code, revision in revisions.items()}
    return dict.fromkeys(fait.conflits, ENTRE_TEMPS) | dits


def _par_qui(request, revision):
    qui = "dans un autre onglet" if revision.par_id == request.user.pk else f"par {revision.par}"
    jour, _, heure = date_heure(revision.instant).rpartition(" à ")
    aujourd_hui = date_heure(lectures.instant_de_lecture()).rpartition(" à ")[0]
    return f"{qui} à {heure}" if jour == aujourd_hui else f"{qui} le {jour} à {heure}"


def _ensemble(auteurs):
    """Return what to say of all the conflicts at once."""
    distincts = set(auteurs.values())
    return distincts.pop() if len(distincts) == 1 else ENTRE_TEMPS


def _cote_a_cote(definition, conflits, formulaire, auteurs):
    """Return both versions of each field that was changed twice, as people read them."""
    lignes = []
    for question in definition["questions"]:
        if question["code"] in conflits:
            versions = [afficher(question, v, formulaire)["texte"] or "rien" for v in conflits[question["code"]]]
            lignes.append(
                {
                    "code": question["code"],
                    "libelle": question["libelle"],
                    "gardee": versions[0],
                    "saisie": versions[1],
                    "auteur": auteurs[question["code"]],
                }
            )
    return lignes


def _reponse_json(candidature, definition, fait, auteurs, retenus):
    heure = date_heure(fait.section.modifiee_le).rpartition(" à ")[2] if fait.section.modifiee_le else ""
    montree = str(fait.montree)
    if fait.conflits:
        message = f"Les mêmes champs ont été modifiés {_ensemble(auteurs)}."
        return JsonResponse({"message": message, "montree": montree}, status=409)
    avis = " ".join([*_avis(candidature, definition, fait), *retenus, *_a_relire(candidature, definition, fait)])
    dit = {"revision": montree, "enregistre_a": heure, "avis": avis}
    if manque_autrement(definition, fait.ancien, fait.section.contenu):
        dit["manque"] = _ce_qui_manque(candidature)
    return JsonResponse(dit)


def _ce_qui_manque(candidature):
    """Return the words of the link to the check page, counted anew."""
    combien = lectures.nombre_de_manques(candidature)
    return f"Il manque {pluriel(combien, 'élément')}" if combien else "Il ne manque plus rien\u00a0: vérifier"


def _a_relire(candidature, definition, fait):
    """Return what is kept as it is and had better be read again before filing, as sentences: a head office abroad, an
    unknown commune, a date to come.
    """
    instant, formulaire, contenu = lectures.instant_de_lecture(), candidature.edition.formulaire, fait.section.contenu
    if candidature.edition.fin(instant):
        return []
    contenus = {definition["slug"]: contenu}
    trouvees = invraisemblances(formulaire, contenus, jour_de_paris(instant))
    siege = avis_du_siege(formulaire, contenus)
    return [
        *([siege] if siege else []),
        *(phrase for _, _, phrase in communes_a_verifier({"parties": [definition]}, contenus)),
        *(t.phrase for t in trouvees),
    ]


def _avis(candidature, definition, fait):
    """Return what to say beside the hour of a save: sentences, the most pressing first."""
    if fin := candidature.edition.fin(lectures.instant_de_lecture()):
        yield f"L’appel est {fin}\u00a0: ce texte est conservé, il ne peut plus être déposé."
        return
    for _, phrase in textes_trop_longs(definition, fait.section.contenu):
        yield f"{phrase[:-1]}, il est gardé tel quel mais ne peut pas être déposé."
    if fait.montree.anterieurs:
        yield AILLEURS
    if presents := _presents(fait.section):
        yield presents
