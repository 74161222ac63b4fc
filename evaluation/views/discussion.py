"""The discussion of a dossier, on the side of its readers and on that of the secretariat."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr.comptes import reprise
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import visible
from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import discussion as actes
from evaluation.forms.discussion import FormulaireDeQuestion, FormulaireDeReponse
from evaluation.lectures.discussion import attend_une_reponse, discussion_de, discussions

from .communes import exiger_de_l_edition
from .rendus import RETROUVE, rend_ce_qui_est_tape

PAR_PAGE, DOSSIERS_PAR_PAGE = 20, 30


@require_http_methods(["GET", "HEAD", "POST"])
@rend_ce_qui_est_tape
def discussion(request, reference):
    """What the readers of a dossier asked, and the answers; ask something."""
    candidature = dossier_ou_404(request.user, reference, Action.LIRE)
    exiger_de_l_edition(request, candidature.edition)
    return _discuter(
        request,
        candidature,
        acte=actes.demander,
        formulaire=_question(request),
        gabarit="evaluation/discussion.html",
        merci="Votre question est envoyée au secrétariat. Sa réponse sera lue par tous les membres qui lisent ce dossier.",
        retour="evaluation:discussion",
    )


def _question(request):
    """The form of a question: as it was sent, else with what was sent in vain, else blank."""
    if request.method == "POST":
        return FormulaireDeQuestion(request.POST)
    retrouvee = reprise.retrouver(request)
    if retrouvee is None:
        return FormulaireDeQuestion()
    messages.warning(request, RETROUVE)
    return FormulaireDeQuestion(initial={"texte": visible(retrouvee.get("texte", ""))})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "HEAD", "POST"])
def discussion_de_la_region(request, reference):
    """The same discussion on the secretariat's side; answer all the readers of the dossier."""
    candidature = dossier_ou_404(request.user, reference, Action.PREPARER)
    exiger_de_l_edition(request, candidature.edition)
    return _discuter(
        request,
        candidature,
        acte=actes.repondre,
        formulaire=FormulaireDeReponse(request.POST or None),
        gabarit="evaluation/discussion_de_la_region.html",
        merci="La réponse est envoyée : tous les membres qui lisent ce dossier la liront.",
        retour="evaluation:discussion_de_la_region",
    )


def _discuter(request, candidature, *, acte, formulaire, gabarit, merci, retour):
    if request.method == "POST" and formulaire.is_valid():
        try:
            acte(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("texte", refus.phrase)
        else:
            reprise.oublier(request)
            messages.success(request, merci)
            return rediriger(retour, candidature.reference)
    page = Paginator(discussion_de(candidature), PAR_PAGE).get_page(request.GET.get("page"))
    dernier = page.object_list[0] if page.number == 1 and page.object_list else None
    contexte = {
        "candidature": candidature,
        "formulaire": formulaire,
        "auteur": reprise.signer_l_auteur(request.user),
        "page": page,
        "attend": attend_une_reponse(dernier),
    }
    return render(request, gabarit, contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def discussions_de_la_region(request):
    """The dossiers about which members asked something, those that wait for an answer first."""
    page = Paginator(discussions(request.user, request.edition), DOSSIERS_PAR_PAGE).get_page(request.GET.get("page"))
    return render(request, "evaluation/discussions.html", {"page": page})
