"""The list of candidatures for those who instruct: what it shows, how it is narrowed."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage import lectures
from amihr.pilotage.forms.liste import FormulaireListe
from amihr.socle.pages import page_comptee
from candidatures.lectures import prises_en_cours, reperes
from candidatures.regles.instruction import EN_INSTRUCTION, GesteDeLot

from .tableau import edition_de

PAR_PAGE = 50


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def liste(request):
    """The dossiers one may examine, by title; before the seal is lifted there is nothing to list (see R3)."""
    edition, instant = edition_de(request), horloge.maintenant()
    etats, eligibles = lectures.etats_presents(request.user, edition)
    filtre = FormulaireListe(request.GET, etats=etats)
    prises = prises_en_cours(edition)
    trouves = lectures.dossiers(request.user, edition, prises, **filtre.choisi())
    page = page_comptee(trouves, request.GET.get("page"), PAR_PAGE)
    _completer(page.object_list, prises, reperes(request.user, edition, page.object_list))
    return render(
        request,
        "pilotage/candidatures.html",
        {
            "edition": edition,
            "page": page,
            "filtre": filtre,
            "est_filtree": filtre.est_filtrant(),
            "est_scellee": not edition.sceau_leve(instant),
            "eligibles": eligibles,
            "gestes": GesteDeLot.choices if request.user.a_role(Role.AGENT) else [],
            "tout_cocher": request.GET.get("cocher") == "tout",
        },
    )


def _completer(candidatures, prises, a_verifier):
    """Give each row what is to be verified in it, and who has taken it."""
    for candidature in candidatures:
        candidature.reperes = a_verifier.get(candidature.pk, [])
        candidature.prise = prises.get(candidature.pk) if candidature.est_tenu else None
        candidature.est_a_instruire = candidature.etat in EN_INSTRUCTION
