"""Links of interest for the secretariat: those that wait for a decision, and the register (see Q18)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage.forms.liens import FormulaireDeDeportImpose, FormulaireDeLevee, FormulaireDeLienDetecte
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import de
from candidatures.actes import deport
from candidatures.lectures import lien_a_trancher_par, liens_a_trancher_par, registre_des_liens
from candidatures.lectures.declarations import declarations_attendues
from candidatures.lectures.deports import deport_a_lever
from candidatures.lectures.liens import lecteurs_et_dossiers, structures_a_citer
from candidatures.lectures.repartitions import est_reparti
from candidatures.regles.declarations import dernier_jour_pour_declarer, est_en_retard
from candidatures.regles.liens import categorie_du_lien

from .tableau import edition_de

PAR_PAGE = 50


@agent_de_l_edition(Role.AGENT)
@require_GET
def liens(request):
    """What waits for a decision and what was declared or decided, on the dossiers that one may instruct."""
    edition, instant = edition_de(request), horloge.maintenant()
    registre = Paginator(registre_des_liens(request.user, edition), PAR_PAGE)
    attendues, membres = declarations_attendues(request.user, edition, instant)
    return render(
        request,
        "pilotage/liens.html",
        {
            "edition": edition,
            "attendues": attendues,
            "a_jour": membres - len(attendues),
            "dernier_jour": dernier_jour_pour_declarer(edition),
            "en_retard": est_en_retard(edition, instant),
            "a_trancher": liens_a_trancher_par(request.user, edition),
            "page": registre.get_page(request.GET.get("page")),
            "est_scellee": not edition.sceau_leve(instant),
        },
    )


def _ecarter(lien, raison, par):
    deport.ecarter_lien(lien.candidature, lien.personne, raison, par=par)
    return f"Le lien est écarté\u00a0: {lien.personne} pourra lire ce dossier après sa déclaration."


def _imposer(lien, raison, par):
    categorie, structures = categorie_du_lien(lien.raisons), {r.cle for r in lien.raisons}
    deport.imposer(lien.candidature, lien.personne, categorie, raison, par=par, structures=structures)
    return f"Le déport {de(lien.personne)} est imposé\u00a0: ce dossier ne lui est plus montré."


DECISIONS = {"ecarter": _ecarter, "imposer": _imposer}


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def trancher(request, reference, personne_id):
    """Set a detected link aside, or impose the recusal; the reason is written in both cases."""
    lien = lien_a_trancher_par(request.user, edition_de(request), reference, personne_id)
    exiger_trouve(lien is not None)
    formulaire = FormulaireDeLienDetecte(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        decision = DECISIONS.get(request.POST.get("decision"))
        exiger_trouve(decision is not None)
        messages.success(request, decision(lien, formulaire.cleaned_data["raison"], request.user))
        return rediriger("pilotage:liens")
    statut = 422 if formulaire.errors else 200
    return render(request, "pilotage/trancher.html", {"lien": lien, "formulaire": formulaire}, status=statut)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def imposer(request):
    """Recuse a reader from a dossier, where the software finds no link."""
    lecteurs, dossiers = lecteurs_et_dossiers(request.user, edition_de(request))
    formulaire = FormulaireDeDeportImpose(request.POST or None, lecteurs=lecteurs, dossiers=dossiers)
    if request.method == "POST" and formulaire.is_valid():
        lu = formulaire.cleaned_data
        if formulaire.reste_a_demander(structures_a_citer(lu["dossier"])):
            return render(
                request, "pilotage/imposer.html", {"formulaire": formulaire, "a_imposer": True, "precise": True}
            )
        try:
            deport.imposer(
                lu["dossier"],
                lu["personne"],
                lu["categorie"],
                lu["raison"],
                par=request.user,
                structures=request.POST.getlist("structures"),
            )
        except ActeRefuse as refus:
            formulaire.add_error("personne", refus.phrase)
        else:
            messages.success(
                request, f"Le déport {de(lu['personne'])} est imposé\u00a0: ce dossier ne lui est plus montré."
            )
            return rediriger("pilotage:liens")
    statut = 422 if formulaire.errors else 200
    contexte = {"formulaire": formulaire, "a_imposer": dossiers.exists()}
    return render(request, "pilotage/imposer.html", contexte, status=statut)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def lever(request, deport_id):
    """End a recusal, with its reason."""
    ligne = deport_a_lever(request.user, edition_de(request), deport_id)
    exiger_trouve(ligne is not None)
    formulaire = FormulaireDeLevee(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            deport.lever(ligne.candidature, deport_id, formulaire.cleaned_data["raison"], par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error("raison", refus.phrase)
        else:
            messages.success(request, f"Le déport {de(ligne.personne)} est levé.")
            return rediriger("pilotage:liens")
    statut = 422 if formulaire.errors else 200
    contexte = {"ligne": ligne, "formulaire": formulaire, "est_reparti": est_reparti(ligne.candidature.edition)}
    return render(request, "pilotage/lever.html", contexte, status=statut)
