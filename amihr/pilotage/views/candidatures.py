"""The list of candidatures for those who instruct: what it shows, how it is narrowed, the filters that one keeps."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.pilotage import lectures
from amihr.pilotage.forms.liste import FormulaireFiltre, FormulaireListe
from amihr.pilotage.liste import exporter_la_liste, situer
from amihr.socle.liens import lien, rediriger
from amihr.socle.pages import page_comptee
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.tableurs import XLSX
from candidatures.actes import filtres
from candidatures.lectures import filtres_de, prises_en_cours, reperes
from candidatures.regles.instruction import GESTES_DE_L_AGENT, GESTES_DE_L_OPERATEUR

from .tableau import edition_de

PAR_PAGE = 50


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def liste(request):
    """The dossiers one may examine, by title; before the seal is lifted there is nothing to list (see R3)."""
    return _page(request, request.GET, FormulaireFiltre())


def _page(request, parametres, nommer, *, statut=200):
    edition, instant = edition_de(request), horloge.maintenant()
    est_scellee, est_agent = not edition.sceau_leve(instant), request.user.a_role(Role.AGENT)
    est_annulee = edition.est_annulee(instant)
    etats, eligibles = lectures.etats_presents(request.user, edition)
    filtre = FormulaireListe(parametres, etats=etats, lit_les_complements=est_agent)
    prises = prises_en_cours(edition)
    trouves = lectures.dossiers(request.user, edition, prises, **filtre.choisi())
    page = page_comptee(trouves, parametres.get("page"), PAR_PAGE)
    situer(page.object_list, prises, est_annulee)
    a_verifier = reperes(request.user, edition, page.object_list)
    for candidature in page.object_list:
        candidature.constats = dict.fromkeys(repere.constat for repere in a_verifier.get(candidature.pk, []))
    return render(
        request,
        "pilotage/candidatures.html",
        {
            "edition": edition,
            "page": page,
            "filtre": filtre,
            "requete": filtre.requete(),
            "filtres": filtres_de(request.user, edition),
            "nommer": nommer,
            "en_erreur": bool(nommer.errors),
            "est_scellee": est_scellee,
            "est_agent": est_agent,
            "est_annulee": est_annulee,
            "eligibles": 0 if est_annulee else eligibles,
            "gestes": _gestes(request, page.object_list),
            "peut_nommer": est_agent and any(c.est_a_rapporter for c in page.object_list),
            "tout_cocher": parametres.get("cocher") == "tout",
        },
        status=statut,
    )


def _gestes(request, candidatures):
    """What may be done to several of them at once, as (code, label); nothing when nothing is left to examine."""
    if not any(candidature.est_a_instruire for candidature in candidatures):
        return []
    gestes = GESTES_DE_L_AGENT if request.user.a_role(Role.AGENT) else GESTES_DE_L_OPERATEUR
    return [(geste.value, geste.label) for geste in gestes]


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_safe
def exporter(request):
    """The list as its page narrows it, to whoever asks, on a sheet; the export is journaled."""
    edition, instant = edition_de(request), horloge.maintenant()
    exiger_trouve(edition.sceau_leve(instant))
    filtre = FormulaireListe(request.GET, etats=lectures.etats_presents(request.user, edition)[0])
    reponse = HttpResponse(exporter_la_liste(edition, filtre, par=request.user), content_type=XLSX)
    reponse["Content-Disposition"] = f'attachment; filename="candidatures-{horloge.paris(instant):%Y-%m-%d-%Hh%M}.xlsx"'
    return reponse


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def garder_le_filtre(request):
    """Keep under a name the filter that the list's own form reads in what is posted."""
    edition = edition_de(request)
    nommer = FormulaireFiltre(request.POST)
    filtre = FormulaireListe(request.POST, etats=lectures.etats_presents(request.user, edition)[0])
    if nommer.is_valid():
        try:
            filtres.garder(edition, nommer.cleaned_data["nom"], filtre.requete(), par=request.user)
        except ActeRefuse as refus:
            nommer.add_error("nom", refus.phrase)
        else:
            messages.success(request, f"Le filtre «\u00a0{nommer.cleaned_data['nom']}\u00a0» est enregistré.")
            return redirect(f"{lien('pilotage:candidatures')}?{filtre.requete()}")
    return _page(request, request.POST, nommer, statut=422)


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def oublier_le_filtre(request, filtre_id):
    """Delete one's own filter."""
    filtres.oublier(edition_de(request), filtre_id, par=request.user)
    messages.success(request, "Le filtre est supprimé.")
    return rediriger("pilotage:candidatures")
