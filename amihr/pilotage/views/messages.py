"""Threads on the Région's side: those that wait, one of them, the answer; and the notes of those who instruct."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes import reprise
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.editions.questions import est_tardive
from amihr.pilotage.forms.messages import FormulaireNote, FormulaireReponseAuFil
from amihr.pilotage.relecture import empreinte
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import entier, identifiant
from candidatures.acces import Action, dossier_ou_404
from candidatures.actes import messages as actes
from candidatures.lectures import messages as lectures
from candidatures.regles.messages import publication_proposee

from .instruction import dossier_instruit
from .retrouves import retrouve
from .tableau import edition_de

PAR_PAGE, FILS_PAR_PAGE = 20, 30
PILES = {"en_attente": lectures.fils_en_attente, "tous": lectures.tous_les_fils}


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def fils(request):
    """The threads that wait for an answer, or all of them; before the seal is lifted, a reference and a message only."""
    edition, pile = edition_de(request), request.GET.get("pile", "en_attente")
    exiger_trouve(pile in PILES)
    page = Paginator(PILES[pile](request.user, edition), FILS_PAR_PAGE).get_page(request.GET.get("page"))
    lignes = lectures.nommer(request.user, list(page.object_list))
    return render(
        request,
        "pilotage/fils.html",
        {
            "edition": edition,
            "pile": pile,
            "page": page,
            "lignes": lignes,
            "est_scellee": not edition.sceau_leve(horloge.maintenant()),
        },
    )


def _fil(request, reference):
    candidature = dossier_ou_404(request.user, reference, Action.CORRESPONDRE)
    exiger_trouve(candidature.edition_id == edition_de(request).pk)
    return candidature


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "POST"])
def fil(request, reference):
    """Read one thread; answer it, once what the team and all will read has been shown.

    What is published is what the preview showed: changed since, it is shown again.
    """
    candidature = _fil(request, reference)
    dernier = lectures.dernier_message(candidature)
    if request.method == "GET":
        rendu = retrouve(request)
        tape = _proposition(candidature, dernier) if rendu is None else rendu.dict() | {"publier": "publier" in rendu}
        return _page(request, candidature, dernier, FormulaireReponseAuFil(initial=tape))
    formulaire = FormulaireReponseAuFil(request.POST)
    if not formulaire.is_valid():
        return _page(request, candidature, dernier, formulaire, statut=422)
    publication, depuis = formulaire.publication(), lectures.ecrits_depuis(candidature, _vu(request))
    est_relu = publication is None or request.POST.get("relu") == empreinte(publication)
    if request.POST.get("geste") != "envoyer" or not est_relu or _ont_ecrit(depuis, formulaire):
        return _page(request, candidature, dernier, formulaire, apercu=True, depuis=depuis)
    return _repondre(request, candidature, dernier, formulaire)


def _vu(request):
    """The number of the last message that the page showed, ``None`` if it does not say."""
    return entier(request.POST.get("vu", ""))


def _ont_ecrit(depuis, formulaire):
    """Whether somebody wrote since the page was shown; the same form sent twice is no one else."""
    cle = formulaire.cleaned_data["cle"]
    return bool(depuis) and all(message.cle != cle for message in depuis)


def _proposition(candidature, dernier):
    """Return what the form holds at first: the team's words are proposed to be rewritten, where publishing is proposed."""
    attend = lectures.attend_une_reponse(dernier)
    propose = publication_proposee(candidature.edition, horloge.maintenant(), repond=attend)
    return {"publier": propose, "enonce": dernier.texte[:2000] if attend else ""}


def _repondre(request, candidature, dernier, formulaire):
    lu, publication = formulaire.cleaned_data, formulaire.publication()
    try:
        actes.repondre(
            candidature, lu["texte"], par=request.user, cle=lu["cle"], publication=publication, vu=_vu(request)
        )
    except ActeRefuse as refus:
        formulaire.add_error("texte", refus.phrase)
        return _page(request, candidature, lectures.dernier_message(candidature), formulaire, statut=422)
    reprise.oublier(request)
    suite = " Elle est publiée pour tous dans Questions et réponses." if publication else ""
    messages.success(request, f"La réponse est envoyée à l’équipe.{suite}")
    return rediriger("pilotage:messages", candidature.reference)


def _page(request, candidature, dernier, formulaire, *, apercu=False, depuis=(), statut=200):
    neufs = lectures.non_lus(candidature, request.user, "region")
    page = Paginator(lectures.fil_de(candidature), PAR_PAGE).get_page(request.GET.get("page"))
    if neufs and dernier is not None:
        actes.marquer_lus(candidature, request.user, dernier.numero)
    lectures.nommer(request.user, [candidature])
    publication = formulaire.publication() if apercu else None
    return render(
        request,
        "pilotage/messages.html",
        {
            "candidature": candidature,
            "page": page,
            "neufs": neufs,
            "dernier": dernier,
            "attend": lectures.attend_une_reponse(dernier),
            "formulaire": formulaire,
            "auteur": reprise.signer_l_auteur(request.user),
            "apercu": apercu,
            "depuis": depuis,
            "publication": publication,
            "relu": empreinte(publication) if publication else "",
            "traces": _traces(candidature, publication) if publication else [],
            "a_change": request.POST.get("geste") == "envoyer",
            "est_tardive": est_tardive(candidature.edition, horloge.maintenant()),
        },
        status=statut,
    )


def _traces(candidature, publication):
    return lectures.traces_du_dossier(candidature, f"{publication['enonce']}\n{publication['texte']}")


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def classer(request, reference):
    """Leave a thread where it is: its last message, the one that the page showed, asks for nothing."""
    candidature = _fil(request, reference)
    try:
        actes.classer(candidature, identifiant(request.POST.get("message", "")), par=request.user)
    except ActeRefuse as refus:
        messages.error(request, refus.phrase)
        return rediriger("pilotage:messages", reference)
    messages.success(request, "Le fil est classé\u00a0: il n’attend plus de réponse.")
    return rediriger("pilotage:fils")


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def notes(request, reference):
    """The notes of those who instruct about one dossier: no team, no member, no operator ever reads them."""
    candidature = dossier_instruit(request, reference)
    if request.method == "POST":
        formulaire = FormulaireNote(request.POST)
    else:
        formulaire = FormulaireNote(initial=retrouve(request))
    if formulaire.is_valid():
        try:
            actes.noter(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("texte", refus.phrase)
        else:
            reprise.oublier(request)
            messages.success(request, "La note est gardée.")
            return rediriger("pilotage:notes", reference)
    page = Paginator(lectures.notes_de(candidature), PAR_PAGE).get_page(request.GET.get("page"))
    auteur = reprise.signer_l_auteur(request.user)
    contexte = {"candidature": candidature, "formulaire": formulaire, "page": page, "auteur": auteur}
    return render(request, "pilotage/notes.html", contexte, status=422 if formulaire.errors else 200)
