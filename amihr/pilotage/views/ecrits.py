"""What is read whole of the call: its texts, its settings, its file; and the next edition made from it (see R50)."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage import fichier, lectures, redaction
from amihr.pilotage.chargement import charger
from amihr.pilotage.forms.redaction import FormulaireClone, FormulaireFichier
from amihr.pilotage.rubriques import REGLAGES
from amihr.socle.liens import lien
from amihr.socle.refus import ActeRefuse

from .tableau import edition_de

CHAMPS_REFUSES = {"edition_existe": "nom", "prefixe_employe": "prefixe_reference", "ouverture_a_venir": "ouverture"}


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


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def cloner(request):
    """Prepare another edition from this one."""
    edition = edition_de(request)
    formulaire = FormulaireClone(request.POST or None, initial=FormulaireClone.propose(edition))
    if request.method == "POST" and formulaire.is_valid():
        try:
            jour = horloge.jour_de_paris(horloge.maintenant())
            suivante = redaction.suivante(edition, jour=jour, **formulaire.cleaned_data)
            neuve = charger(suivante, neuve=True, par=request.user, depuis=edition)
        except ActeRefuse as erreur:
            formulaire.add_error(CHAMPS_REFUSES.get(erreur.code), erreur.phrase)
        else:
            return _relire(request, neuve, ", et son nom écrit dans ses textes")
    contexte = {"edition": edition, "formulaire": formulaire}
    return render(request, "pilotage/cloner.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def creer(request):
    """Prepare an edition from its file alone: nothing is taken of the one being shown."""
    edition = edition_de(request)
    formulaire = FormulaireFichier(*(request.POST, request.FILES) if request.method == "POST" else ())
    if formulaire.is_valid():
        try:
            jour = horloge.jour_de_paris(horloge.maintenant())
            ecrite = redaction.depuis_un_fichier(formulaire.cleaned_data["fichier"], jour=jour)
            neuve = charger(ecrite, neuve=True, par=request.user)
        except ActeRefuse as erreur:
            formulaire.add_error("fichier", erreur.phrase)
        else:
            return _relire(request, neuve, "")
    contexte = {"edition": edition, "formulaire": formulaire}
    return render(request, "pilotage/creer.html", contexte, status=422 if formulaire.errors else 200)


def _relire(request, neuve, quoi):
    messages.success(
        request,
        f"L’édition «\u00a0{neuve}\u00a0» est créée{quoi}. Relisez ses dates\u00a0: sa page donne la liste des textes qui "
        "en citent.",
    )
    return HttpResponseRedirect(lien("pilotage:edition", edition=neuve))
