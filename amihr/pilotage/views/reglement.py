"""A version of the règlement: written, read as everybody will read it, then published for ever (R7, R8)."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions import reglement
from amihr.editions.comparaison import depuis_la_precedente
from amihr.editions.textes import conserve
from amihr.fichiers.rangement import ranger
from amihr.pilotage.forms.edition import FormulaireDocument, FormulaireReglement
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import date_heure

from .tableau import edition_de


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def nouvelle_version(request):
    """Publish a version of the règlement, once its text has been shown; the earlier ones stay for ever (R8).

    The operator prepares what appears with the call; an agent publishes.
    """
    appel, instant = edition_de(request), horloge.maintenant()
    exiger_trouve(request.user.a_role(Role.AGENT) or reglement.parution(appel, instant) > instant)
    derniere = reglement.derniere_version(appel)
    attente, publiees = reglement.version_a_paraitre(appel, instant), reglement.versions_publiees(appel, instant)
    initial = {"texte": derniere.texte if derniere else "", "changements": attente.changements if attente else ""}
    saisi = FormulaireReglement(request.POST or None, initial=initial, est_la_premiere=not publiees.exists())
    geste = request.POST.get("geste", "")
    if request.method == "GET" or geste == "corriger" or not saisi.is_valid():
        contexte = {"edition": appel, "formulaire": saisi, "attente": attente}
        montre_des_erreurs = bool(saisi.errors) and geste != "corriger"
        return render(request, "pilotage/reglement.html", contexte, status=422 if montre_des_erreurs else 200)
    document = FormulaireDocument(*(request.POST, request.FILES) if geste == "publier" else ())
    if geste == "publier" and document.is_valid():
        try:
            version = _publier(request, appel, saisi.cleaned_data, document.cleaned_data["fichier"])
        except ActeRefuse as refus:
            document.add_error("fichier" if document.cleaned_data["fichier"] else None, refus.phrase)
        else:
            messages.success(request, _dire_publiee(version, est_parue=reglement.parution(appel, instant) <= instant))
            return rediriger("pilotage:edition")
    return _apercu(request, appel, saisi, document)


def _dire_publiee(version, *, est_parue):
    if est_parue:
        return "La version est publiée, avec sa date et son empreinte."
    return f"La version est enregistrée. Elle paraîtra avec l’appel, le {date_heure(version.publiee_le)} au plus tard."


def _apercu(request, appel, saisi, document):
    """The text as everybody will read it, and what differs from the version in force."""
    version = reglement.version_projetee(appel, **saisi.cleaned_data)
    versions = reglement.versions_publiees(appel, horloge.maintenant())
    precedente, changes = depuis_la_precedente(version, versions)
    contexte = {
        "edition": appel,
        "saisi": saisi,
        "formulaire": document,
        "version": version,
        "parait_plus_tard": version.publiee_le > horloge.maintenant(),
        "texte": conserve(version.html),
        "precedente": precedente,
        "changes": changes,
    }
    return render(request, "pilotage/reglement_apercu.html", contexte, status=422 if document.errors else 200)


def _publier(request, appel, saisie, televerse):
    fichier = ranger(televerse, genre="document", par=request.user, instant=horloge.maintenant()) if televerse else None
    textes = {"texte": saisie["texte"], "changements": saisie.get("changements", "")}
    return reglement.publier_version(appel, **textes, fichier=fichier, par=request.user)
