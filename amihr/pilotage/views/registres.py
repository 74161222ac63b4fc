"""Registers: mails and what became of them, the journal and its chain."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from amihr.comptes.portes import Role, agent_de_l_edition, reserve_a
from amihr.courrier import boite
from amihr.journal.chaine import verifier
from amihr.pilotage import lectures
from amihr.pilotage.libelles import nom_du_courrier
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from candidatures.acces import EXCEPTIONNEL

from .tableau import edition_de

PAR_PAGE = 50
# The one fact that the page tells of an event: what was read, why an acte was refused.
PRECISIONS = {"lecture": "vu", "acte.refuse": "code"}


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def envois(request):
    """The mails of the call: recipient, event, state; never a body, and nothing of a dossier one may not read (T7)."""
    edition = edition_de(request)
    page = Paginator(lectures.envois(request.user, edition), PAR_PAGE).get_page(request.GET.get("page"))
    for courrier in page.object_list:
        courrier.nom = nom_du_courrier(courrier.evenement)
    return render(
        request,
        "pilotage/envois.html",
        {
            "edition": edition,
            "page": page,
            "peut_regler": request.user.a_role(Role.AGENT),
        },
    )


@agent_de_l_edition(Role.AGENT)
@require_POST
def regler(request, courrier_id):
    """Decide on a mail that is uncertain or given up: send it again, or hold it as sent."""
    courrier = lectures.envois(request.user, edition_de(request)).filter(pk=courrier_id).first()
    exiger_trouve(courrier is not None)
    boite.regler(courrier, par=request.user, renvoyer=request.POST.get("geste") == "renvoyer")
    messages.success(request, "Le courrier est réglé.")
    return rediriger("pilotage:envois")


@reserve_a(Role.ADMINISTRATEUR, Role.DPO)
@require_GET
def journal(request):
    """The entries of a chain, latest first: ids and codes only; and whether the chains are intact.

    Of the readings alone, the DPO learns whose they are and of which dossier; nobody else does (Q40). The chain of actes
    names nobody to anybody: before the closing it would tell who applies (see R3), and before a notification what is
    decided (T7).
    """
    chaine = "lectures" if request.GET.get("chaine") == "lectures" else "actes"
    nomme = chaine == "lectures" and request.user.a_role(Role.DPO)
    recherche = request.GET.get("q", "").strip() if nomme else ""
    page = Paginator(lectures.entrees_du_journal(chaine, recherche), PAR_PAGE).get_page(request.GET.get("page"))
    references = lectures.dossiers_nommes(page.object_list) if nomme else {}
    for entree in page.object_list:
        entree.dossier = references.get(entree.objet, "")
        entree.est_exceptionnelle = str(entree.faits.get("vu", "")).startswith(EXCEPTIONNEL)
        entree.precision = entree.faits.get(PRECISIONS.get(entree.evenement), "")
    contexte = {
        "page": page,
        "chaine": chaine,
        "verification": [verifier(nom) for nom in ("actes", "lectures")] if "verifier" in request.GET else None,
        "nomme": nomme,
        "recherche": recherche,
    }
    return render(request, "pilotage/journal.html", contexte)
