"""Writing the call: one page a heading, one form an element, and the next edition (see R50)."""

from copy import deepcopy

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.textes import en_html
from amihr.pilotage import fichier, lectures, redaction
from amihr.pilotage.chargement import charger
from amihr.pilotage.forms.redaction import FormulaireClone, FormulaireDeRubrique
from amihr.pilotage.points import points_des_dates
from amihr.pilotage.rubriques import REGLAGES, rubrique_de
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import visible

from .apercu import page_projetee, signatures_a_refaire
from .tableau import dire_enregistre, edition_de, phrase_du_refus

NOUVEAU = "ajouter"
PAS = {"monter": -1, "descendre": 1}
SUR_LES_DATES = ("dates", "calendrier")


def _trouver(request, slug):
    """Return (edition, its document, the heading of that slug), or raise ``Http404``."""
    edition = edition_de(request)
    document = fichier.document(edition)
    rubrique = rubrique_de(document, slug)
    exiger_trouve(rubrique)
    return edition, document, rubrique


def _cle(rubrique, document, adresse):
    """Return the key of the element of that address, or raise ``Http404``; ``None`` for a new one."""
    if adresse == NOUVEAU and not rubrique.est_fixe:
        return None
    connues = rubrique.adresses(document)
    exiger_trouve(adresse in connues)
    return connues[adresse]


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def rubrique(request, slug):
    """One heading of the call: its elements in order, or its form when it has but one."""
    edition, document, trouvee = _trouver(request, slug)
    if not trouvee.est_une_liste:
        return _rediger(request, edition, document, trouvee, None)
    exiger_trouve(request.method == "GET")
    lignes = [
        {
            "adresse": adresse,
            "titre": trouvee.titre_de(document, cle),
            "questions": lien("pilotage:rubrique", f"questions-{cle + 1}") if slug == "formulaire" else "",
        }
        for adresse, cle in trouvee.adresses(document).items()
    ]
    return render(
        request,
        "pilotage/rubrique.html",
        {
            "edition": edition,
            "rubrique": trouvee,
            "lignes": lignes,
            "revision": edition.revision,
            "a_voir": _a_voir(request, edition, trouvee),
            **_figee(edition, trouvee),
        },
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def element(request, slug, cle):
    """One element of a list: shown, changed, or added."""
    edition, document, trouvee = _trouver(request, slug)
    exiger_trouve(trouvee.est_une_liste)
    return _rediger(request, edition, document, trouvee, _cle(trouvee, document, cle))


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def deplacer(request, slug, cle, sens):
    """Move an element one rank up or down."""
    edition, document, trouvee = _trouver(request, slug)
    exiger_trouve(sens in PAS and not trouvee.est_fixe)
    trouvee.deplacer(document, _cle(trouvee, document, cle), PAS[sens])
    redaction.rediger(edition, document, revision=_revision(request), motif=_motif(request), par=request.user)
    messages.success(request, "L’ordre est enregistré.")
    return rediriger("pilotage:rubrique", slug)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def retirer(request, slug, cle):
    """Take an element away, after a confirmation."""
    edition, document, trouvee = _trouver(request, slug)
    exiger_trouve(trouvee.est_une_liste and not trouvee.est_fixe and cle != NOUVEAU)
    rang = _cle(trouvee, document, cle)
    titre = trouvee.titre_de(document, rang)
    refus = ""
    if request.method == "POST":
        trouvee.retirer(document, rang)
        try:
            redaction.rediger(edition, document, revision=_revision(request), motif=_motif(request), par=request.user)
        except ActeRefuse as erreur:
            refus = erreur.phrase
        else:
            messages.success(request, f"«\u00a0{titre}\u00a0» est retiré de l’appel.")
            return rediriger("pilotage:rubrique", slug)
    return render(
        request,
        "pilotage/rubrique_retirer.html",
        {
            "edition": edition,
            "rubrique": trouvee,
            "titre": titre,
            "refus": refus,
            "revision": edition.revision,
            "avec_motif": _demande_un_motif(edition, trouvee),
        },
        status=422 if refus else 200,
    )


def _revision(request):
    saisie = request.POST.get("revision", "")
    return int(saisie) if saisie.isdecimal() else 0


def _motif(request):
    return visible(request.POST.get("motif", ""))


def _figee(edition, trouvee):
    """What the page of a list no longer offers, so that no door opens on a refusal (see ``figes``)."""
    situation = redaction.situation_de(edition, horloge.maintenant())
    ordre_fige = trouvee.chemin[0] == "grille" and situation.est_ouverte
    demandee = trouvee.chemin[0] in ("formulaire", "thematiques") and situation.a_des_candidatures
    return {"est_figee": ordre_fige or demandee, "ordre_fige": ordre_fige}


def _demande_un_motif(edition, trouvee):
    """Whether a change of this heading is a new version of the grid, which asks for its reason."""
    return trouvee.chemin[0] == "grille" and edition.ouverture_le <= horloge.maintenant()


def _rediger(request, edition, document, trouvee, cle):
    """The form of a heading or of one of its elements: shown, grown by a row, or saved."""
    titre = trouvee.titre_de(document, cle)
    options = {"avec_motif": _demande_un_motif(edition, trouvee), "revision": edition.revision}
    if request.method == "GET":
        formulaire = FormulaireDeRubrique(trouvee, document, trouvee.reponses(document, cle), **options)
        return _page(request, edition, trouvee, formulaire, titre)
    formulaire = FormulaireDeRubrique(trouvee, document, {}, data=request.POST, **options)
    formulaire.is_valid()
    reponses = formulaire.reponses()
    if "ajouter" in request.POST:
        options["liste_a_allonger"] = request.POST["ajouter"]
        plus_long = FormulaireDeRubrique(trouvee, document, reponses, **options)
        return _page(request, edition, trouvee, plus_long, titre)
    if "apercu" in request.POST and formulaire.signaler(reponses):
        return _apercu(request, edition, document, trouvee, cle, formulaire, reponses, titre)
    if trouvee.slug == "engagements" and formulaire.signaler(reponses) and "confirme" not in request.POST:
        combien = signatures_a_refaire(edition, document, trouvee, cle, reponses)
        if combien:
            return _confirmer(request, edition, titre, combien)
    if formulaire.signaler(reponses) and _enregistrer(request, edition, document, trouvee, cle, formulaire, reponses):
        messages.success(request, dire_enregistre(edition))
        return _revenir(trouvee)
    return _page(request, edition, trouvee, formulaire, titre, statut=422)


def _confirmer(request, edition, titre, combien):
    """Before a signed undertaking changes: how many people will have to sign again before they read."""
    champs = [(nom, valeur) for nom, valeur in request.POST.items() if nom != "csrfmiddlewaretoken"]
    contexte = {"edition": edition, "titre": titre, "champs": champs, "combien": combien}
    return render(request, "pilotage/engagement_changer.html", contexte)


def _apercu(request, edition, document, trouvee, cle, formulaire, reponses, titre):
    """What shows this heading, as it would become; the form again when it could not be saved."""
    exiger_trouve(trouvee.a_un_apercu)
    if trouvee.texte:
        lu = {"edition": edition, "titre": reponses.get(trouvee.libelle, ""), "html": en_html(reponses[trouvee.texte])}
        return render(request, "pilotage/texte_apercu.html", lu)
    redige, motif = deepcopy(document), reponses.pop("motif", "")
    trouvee.poser(redige, cle, reponses)
    try:
        return page_projetee(request, edition, redige, trouvee.page, motif)
    except ActeRefuse as refus:
        formulaire.add_error(None, refus.phrase)
        return _page(request, edition, trouvee, formulaire, titre, statut=422)


def _revenir(trouvee):
    """To the list, to the page of the call, or to the dates again: what they entail is said there."""
    if trouvee.est_une_liste or trouvee.slug in SUR_LES_DATES:
        return rediriger("pilotage:rubrique", trouvee.slug)
    return rediriger("pilotage:edition")


def _a_voir(request, edition, trouvee):
    """The findings of « Prêt à ouvrir » about the dates as they are saved, beside what changes them."""
    if trouvee.slug not in SUR_LES_DATES:
        return []
    return points_des_dates(edition, request.user, horloge.maintenant())


def _enregistrer(request, edition, document, trouvee, cle, formulaire, reponses):
    """Write the answers; tell whether it is done, or put the reason on the form."""
    redige = deepcopy(document)
    motif = reponses.pop("motif", "")
    trouvee.poser(redige, cle, reponses)
    try:
        redaction.rediger(edition, redige, revision=_revision(request), motif=motif, par=request.user)
    except ActeRefuse as erreur:
        remplacable = bool(trouvee.identifiant or not trouvee.est_une_liste)  # a rank may be another element's by now
        formulaire.add_error(None, phrase_du_refus(erreur, remplacable=remplacable))
        if remplacable:
            formulaire.reprendre(edition.revision)
        return False
    return True


def _page(request, edition, trouvee, formulaire, titre, *, statut=200):
    return render(
        request,
        "pilotage/rubrique_element.html",
        {
            "edition": edition,
            "rubrique": trouvee,
            "formulaire": formulaire,
            "titre": titre,
            "a_voir": _a_voir(request, edition, trouvee) if statut == 200 else [],
        },
        status=statut,
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def textes(request):
    """Every text of the call, and whether it is filled."""
    edition = edition_de(request)
    return render(request, "pilotage/textes.html", {"edition": edition, "textes": lectures.textes(edition)})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def courriels(request):
    """What mails and letters say that staff may change: prefix, signature, letters."""
    edition = edition_de(request)
    voulus = [texte for texte in lectures.textes(edition) if texte["code"].startswith(("courriel.", "lettre."))]
    return render(request, "pilotage/courriels.html", {"edition": edition, "textes": voulus})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def reglages(request):
    """The settings that the software reads."""
    return render(request, "pilotage/reglages.html", {"edition": edition_de(request), "rubriques": REGLAGES})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def telecharger(request):
    """The edition as its file, which another instance can load."""
    edition = edition_de(request)
    reponse = HttpResponse(fichier.en_yaml(fichier.document(edition)), content_type="application/yaml; charset=utf-8")
    reponse["Content-Disposition"] = f'attachment; filename="{edition.slug}.yaml"'
    return reponse


CHAMPS_REFUSES = {"edition_existe": "nom", "prefixe_employe": "prefixe_reference", "ouverture_a_venir": "ouverture"}


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def cloner(request):
    """Prepare another edition from this one."""
    edition = edition_de(request)
    formulaire = FormulaireClone(request.POST or None, initial={"nom": edition.nom, "sous_titre": edition.sous_titre})
    if request.method == "POST" and formulaire.is_valid():
        try:
            jour = horloge.jour_de_paris(horloge.maintenant())
            suivante = redaction.suivante(edition, jour=jour, **formulaire.cleaned_data)
            neuve = charger(suivante, neuve=True, par=request.user, depuis=edition)
        except ActeRefuse as erreur:
            formulaire.add_error(CHAMPS_REFUSES.get(erreur.code), erreur.phrase)
        else:
            messages.success(
                request,
                f"L’édition «\u00a0{neuve}\u00a0» est créée, et son nom écrit dans ses textes. Relisez ses dates\u00a0: "
                "sa page donne la liste des textes qui en citent.",
            )
            return HttpResponseRedirect(lien("pilotage:edition", edition=neuve))
    contexte = {"edition": edition, "formulaire": formulaire}
    return render(request, "pilotage/cloner.html", contexte, status=422 if formulaire.errors else 200)
