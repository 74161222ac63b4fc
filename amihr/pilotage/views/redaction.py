"""Writing the call: one page a heading, one form an element (see R50)."""

from copy import deepcopy

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.textes import en_html
from amihr.pilotage import fichier, redaction
from amihr.pilotage.forms.redaction import FormulaireDeRubrique
from amihr.pilotage.points import points_des_dates
from amihr.pilotage.rubriques import rubrique_de
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import entier, visible

from .apercu import page_projetee, signatures_a_refaire
from .tableau import dire_enregistre, edition_de, phrase_du_refus

NOUVEAU = "ajouter"
PAS = {"monter": -1, "descendre": 1}
SUR_LES_DATES = ("dates", "calendrier", "reglage-q18", "reglage-q26")


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
        return Redaction(request, edition, document, trouvee, None).repondre()
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
            "empechement": _empechement(request, edition),
            **_figee(edition, trouvee),
        },
    )


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def element(request, slug, cle):
    """One element of a list: shown, changed, or added."""
    edition, document, trouvee = _trouver(request, slug)
    exiger_trouve(trouvee.est_une_liste)
    return Redaction(request, edition, document, trouvee, _cle(trouvee, document, cle)).repondre()


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


def _empechement(request, edition):
    """Why whoever looks may not write this call, or "": their pages then show it and offer nothing."""
    try:
        redaction.exiger_redigeable(edition, request.user, horloge.maintenant())
    except ActeRefuse as refus:
        return refus.phrase
    return ""


def _revision(request):
    return entier(request.POST.get("revision"), 0, chiffres=18)  # microseconds


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


class Redaction:
    """One heading, or one element of it (``cle``; ``None`` for a new one), as one request shows or writes it."""

    def __init__(self, request, edition, document, rubrique, cle):
        self.request, self.edition, self.document = request, edition, document
        self.rubrique, self.cle = rubrique, cle
        self.titre = rubrique.titre_de(document, cle)

    def repondre(self):
        """Show the form, grow it by a row, preview what it would change, ask for a confirmation, or save it."""
        if self.request.method == "GET":
            return self.page(self._formulaire(self.rubrique.reponses(self.document, self.cle)))
        saisi = self.request.POST
        formulaire = self._formulaire({}, data=saisi)
        formulaire.is_valid()
        reponses = formulaire.reponses()
        if "ajouter" in saisi:
            return self.page(self._formulaire(reponses, liste_a_allonger=saisi["ajouter"]))
        if not formulaire.signaler(reponses):
            return self.page(formulaire, statut=422)
        if "apercu" in saisi:
            return self.apercu(formulaire, reponses)
        if "confirme" not in saisi and (combien := self._signatures_a_refaire(reponses)):
            return self.confirmer(combien)
        return self.enregistrer(formulaire, reponses)

    def _formulaire(self, reponses, **options):
        avec_motif = _demande_un_motif(self.edition, self.rubrique)
        options |= {"avec_motif": avec_motif, "revision": self.edition.revision}
        return FormulaireDeRubrique(self.rubrique, self.document, reponses, **options)

    def _signatures_a_refaire(self, reponses):
        if self.rubrique.slug != "engagements":
            return 0
        return signatures_a_refaire(self.edition, self.document, self.rubrique, self.cle, reponses)

    def _redige(self, reponses):
        """Return (the document with these answers in it, the reason given); the reason leaves the answers."""
        redige, motif = deepcopy(self.document), reponses.pop("motif", "")
        self.rubrique.poser(redige, self.cle, reponses)
        return redige, motif

    def page(self, formulaire, *, statut=200):
        a_voir = _a_voir(self.request, self.edition, self.rubrique) if statut == 200 else []
        contexte = {"formulaire": formulaire, "titre": self.titre, "a_voir": a_voir}
        contexte |= {"edition": self.edition, "rubrique": self.rubrique}
        contexte["empechement"] = _empechement(self.request, self.edition)
        return render(self.request, "pilotage/rubrique_element.html", contexte, status=statut)

    def apercu(self, formulaire, reponses):
        """What shows this heading, as it would become; the form again when it could not be saved."""
        exiger_trouve(self.rubrique.a_un_apercu)
        if self.rubrique.texte:
            return self._apercu_du_texte(reponses)
        redige, motif = self._redige(reponses)
        try:
            return page_projetee(self.request, self.edition, redige, self.rubrique.page, motif)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
            return self.page(formulaire, statut=422)

    def _apercu_du_texte(self, reponses):
        titre, html = reponses.get(self.rubrique.libelle, ""), en_html(reponses[self.rubrique.texte])
        contexte = {"edition": self.edition, "titre": titre, "html": html}
        return render(self.request, "pilotage/texte_apercu.html", contexte)

    def confirmer(self, combien):
        """Before a signed undertaking changes: how many people will have to sign again before they read."""
        champs = [(nom, valeur) for nom, valeur in self.request.POST.items() if nom != "csrfmiddlewaretoken"]
        contexte = {"edition": self.edition, "titre": self.titre, "champs": champs, "combien": combien}
        contexte |= {"public": self.cle}
        return render(self.request, "pilotage/engagement_changer.html", contexte)

    def enregistrer(self, formulaire, reponses):
        """Write the answers, or put on the form why they are refused."""
        redige, motif = self._redige(reponses)
        revision = _revision(self.request)
        try:
            redaction.rediger(self.edition, redige, revision=revision, motif=motif, par=self.request.user)
        except ActeRefuse as refus:
            # A rank may be another element's by now.
            remplacable = bool(self.rubrique.identifiant or not self.rubrique.est_une_liste)
            formulaire.add_error(None, phrase_du_refus(refus, remplacable=remplacable))
            if remplacable:
                formulaire.reprendre(self.edition.revision)
            return self.page(formulaire, statut=422)
        messages.success(self.request, dire_enregistre(self.edition))
        return _revenir(self.rubrique)


def _revenir(rubrique):
    """To the list, to the page of the call, or to the dates again: what they entail is said there."""
    if rubrique.est_une_liste or rubrique.slug in SUR_LES_DATES:
        return rediriger("pilotage:rubrique", rubrique.slug)
    return rediriger("pilotage:edition")


def _a_voir(request, edition, rubrique):
    """The findings of « Prêt à ouvrir » about the dates as they are saved, beside what changes them."""
    if rubrique.slug not in SUR_LES_DATES:
        return []
    return points_des_dates(edition, request.user, horloge.maintenant())
