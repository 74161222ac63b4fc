"""Answering the questions about the call: for all by default, in private for technical help (Q26)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions import questions as actes
from amihr.pilotage.forms.questions import FormulaireReponse
from amihr.pilotage.relecture import empreinte
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve

from .tableau import edition_de

PAR_PAGE = 30
FAIT = {
    "publier": "La réponse est publiée pour tous. Un courriel part à qui a posé la question.",
    "prive": "La réponse part à qui a posé la question, et à personne d’autre.",
    "ecarter": "La question est écartée. Elle peut encore recevoir une réponse.",
    "retirer": "La réponse n’est plus publiée. La question attend de nouveau une réponse.",
}
SANS_REPONSE = ("ecarter", "retirer")


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def questions(request):
    """The questions of one pile; who asked is never shown."""
    edition, nom = edition_de(request), request.GET.get("pile", "a_repondre")
    exiger_trouve(nom in dict(actes.PILES))
    nombres = actes.tailles(edition)
    contexte = {
        "pile": nom,
        "piles": [{"code": code, "libelle": libelle, "nombre": nombres[code]} for code, libelle in actes.PILES],
        "page": Paginator(actes.pile(edition, nom), PAR_PAGE).get_page(request.GET.get("page")),
        "derniere_reponse": actes.dernier_jour(edition, "derniere_reponse"),
    }
    return render(request, "pilotage/questions.html", contexte)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def question(request, reference_de_question):
    """One question: publish what was read again first, answer in private, set aside, take back what was published.

    What is published is what the preview showed: changed since, it is shown again.
    """
    edition = edition_de(request)
    posee = actes.question_de(edition, reference_de_question)
    exiger_trouve(posee is not None)
    formulaire = FormulaireReponse(request.POST if request.method == "POST" else None, initial=_initial(posee))
    geste, apercu = request.POST.get("geste", ""), False
    if geste == "prive":
        formulaire.fields["enonce"].required = False
    if _est_a_faire(geste, formulaire, request.POST.get("relu")):
        try:
            _agir(posee, geste, formulaire, request.user)
        except ActeRefuse as refus:
            formulaire.is_valid()
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, FAIT[geste])
            return rediriger("pilotage:questions")
    elif request.method == "POST":
        apercu = formulaire.is_valid()
    return render(request, "pilotage/question.html", {
        "question": posee,
        "formulaire": formulaire,
        "apercu": apercu,
        "relu": empreinte(formulaire.cleaned_data) if apercu else "",
        "traces": _traces(posee, formulaire) if apercu else [],
        "a_change": geste == "publier",
        "est_publiee": any(reponse.est_publique and not reponse.retiree_le for reponse in posee.reponses.all()),
        "a_une_reponse": any(not reponse.retiree_le for reponse in posee.reponses.all()),
        "est_tardive": actes.est_tardive(edition, horloge.maintenant()),
    }, status=422 if formulaire.errors else 200)  # fmt: skip


def _est_a_faire(geste, formulaire, relu):
    if geste in SANS_REPONSE:
        return True
    if geste not in FAIT or not formulaire.is_valid():
        return False
    return geste != "publier" or relu == empreinte(formulaire.cleaned_data)


def _traces(posee, formulaire):
    lus = formulaire.cleaned_data
    return actes.traces_de_l_auteur(posee, f"{lus['enonce']}\n{lus['texte']}")


def _initial(posee):
    derniere = next((reponse for reponse in posee.reponses.all() if reponse.est_publique), None)
    if derniere is None:
        return {"enonce": posee.texte, "article": posee.article}
    return {"enonce": derniere.enonce, "article": derniere.article, "texte": derniere.texte}


def _agir(posee, geste, formulaire, par):
    if geste == "ecarter":
        actes.ecarter(posee, par=par)
    elif geste == "retirer":
        actes.retirer(posee, par=par)
    elif geste == "prive":
        actes.repondre_en_prive(posee, texte=formulaire.cleaned_data["texte"], par=par)
    else:
        actes.publier(posee, par=par, **formulaire.cleaned_data)
