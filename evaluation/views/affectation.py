"""Sharing the dossiers among the members: where it stands, the dry run, applied, one dossier, acknowledged."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.socle.liens import lien, rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.textes import pluriel
from candidatures.acces import Action, dossier_ou_404
from evaluation.actes import affectation as actes
from evaluation.forms.affectation import FormulaireAffectation, FormulaireLecteurs, donnees
from evaluation.lectures.affectation import (
    avancement,
    lignes_des_dossiers,
    lire_les_affectations,
    temps_des_grilles,
)
from evaluation.regles.affectation import REPARER, REPARTIR
from evaluation.regles.plan import apercevoir, duree, empreinte_du_plan, planifier
from evaluation.regles.temps import mesure_d_ensemble

from .communes import exiger_de_l_edition, membre_de_la_commission

PAR_PAGE = 50


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def affectation(request):
    """Who has what to score and where each stands, over the dossiers that one may prepare."""
    affectations = lire_les_affectations(request.user, request.edition)
    lignes, dossiers = avancement(affectations), lignes_des_dossiers(affectations)
    est_annulee = request.edition.est_annulee(horloge.maintenant())
    contexte = {
        "affectations": affectations,
        "repartition": affectations.repartition,
        "lignes": lignes,
        "page": Paginator(sorted(dossiers, key=lambda dossier: not dossier.est_incomplet), PAR_PAGE).get_page(
            request.GET.get("page")
        ),
        "incomplets": sum(dossier.est_incomplet for dossier in dossiers),
        "sans_dossier": [ligne.membre for ligne in lignes if affectations.est_en_vigueur and not ligne.attendues],
        "reste": sum(ligne.reste for ligne in lignes),
        "duree_du_reste": duree(sum(ligne.minutes_restantes for ligne in lignes)),
        "est_annulee": est_annulee,
        "est_agent": request.user.a_role(Role.AGENT) and not est_annulee,
        "reparer": _preparer(affectations, REPARER),
        "equilibrer": _preparer(affectations, REPARTIR),
    }
    return render(request, "evaluation/affectation.html", contexte)


def _preparer(affectations, geste):
    """The address of the dry run of a gesture, with the settings that are applied."""
    reglages = {nom: valeur for nom, valeur in donnees(affectations.repartition).items() if valeur is not None}
    return lien("evaluation:preparer_l_affectation", requete={**reglages, "geste": geste})


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_safe
def preparer(request):
    """The dry run of what the address asks: nothing is written."""
    affectations = lire_les_affectations(request.user, request.edition)
    envoye = request.GET if "mode" in request.GET else None
    formulaire = FormulaireAffectation(
        envoye, initial=donnees(affectations.repartition), membres=affectations.membres.values()
    )
    return _page_de_preparation(request, affectations, formulaire, statut=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT)
@require_POST
def appliquer(request):
    """Apply what was shown, if the situation is still the same."""
    affectations = lire_les_affectations(request.user, request.edition)
    formulaire = FormulaireAffectation(request.POST, membres=affectations.membres.values())
    if not formulaire.is_valid():
        return _page_de_preparation(request, affectations, formulaire, statut=422)
    try:
        changes = actes.affecter(
            request.edition, formulaire.demande, par=request.user, empreinte=request.POST.get("empreinte", "")
        )
    except ActeRefuse as refus:
        formulaire.add_error(None, refus.phrase)
        return _page_de_preparation(
            request, lire_les_affectations(request.user, request.edition), formulaire, statut=409
        )
    messages.success(request, f"La répartition est appliquée\u00a0: {_dire_les_changements(*changes)}")
    return rediriger("evaluation:affectation")


def _dire_les_changements(ajoutes, retires):
    """The same count as on the dry run."""
    if not ajoutes + retires:
        return "aucun lecteur ne change, personne n’est averti."
    combien = pluriel(ajoutes + retires, "changement")
    return (
        f"{combien}, {pluriel(ajoutes, 'lecteur ajouté', 'lecteurs ajoutés')} et {pluriel(retires, 'retiré')}. "
        "Les membres dont la liste change en sont avertis."
    )


def _page_de_preparation(request, affectations, formulaire, statut):
    """The settings, and what they would give as things stand; ``statut`` 409: what was shown is true no more."""
    contexte = {
        "formulaire": formulaire,
        "affectations": affectations,
        "apercu": None,
        "est_agent": request.user.a_role(Role.AGENT),
        "mesure": mesure_d_ensemble(temps_des_grilles(request.user, request.edition)),
    }
    if formulaire.is_bound and statut != 422:
        plan = planifier(affectations, formulaire.demande)
        contexte |= {
            "apercu": apercevoir(affectations, formulaire.demande, plan),
            "demande": formulaire.demande,
            "empreinte": empreinte_du_plan(formulaire.demande, plan),
        }
    return render(request, "evaluation/affectation_preparer.html", contexte, status=statut)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def un_dossier(request, reference):
    """The readers of one dossier: boxes, college by college."""
    candidature = dossier_ou_404(request.user, reference, Action.INSTRUIRE)
    exiger_de_l_edition(request, candidature.edition)
    affectations = lire_les_affectations(request.user, request.edition, Action.INSTRUIRE)
    exiger_trouve(candidature.pk in affectations.candidatures)
    possibles = [
        membre
        for pk, membre in affectations.membres.items()
        if pk in affectations.possibles[candidature.pk] or pk in affectations.grilles[candidature.pk]
    ]
    formulaire = FormulaireLecteurs(request.POST if request.method == "POST" else None, possibles=possibles)
    statut = 200
    if request.method == "POST":
        statut = 422
        if formulaire.is_valid():
            try:
                actes.affecter_un_dossier(candidature, formulaire.cleaned_data["membres"], par=request.user)
            except ActeRefuse as refus:
                formulaire.add_error(None, refus.phrase)
                statut = 409
            else:
                messages.success(
                    request, "Les lecteurs de ce dossier sont enregistrés\u00a0; ceux qui changent sont avertis."
                )
                return rediriger("evaluation:affectation")
    coches = (
        request.POST.getlist("membres") if request.method == "POST" else map(str, affectations.presents[candidature.pk])
    )
    contexte = {
        "candidature": candidature,
        "affectations": affectations,
        "formulaire": formulaire,
        "colleges": _par_college(affectations, candidature.pk, possibles, set(coches)),
    }
    return render(request, "evaluation/affectation_dossier.html", contexte, status=statut)


def _par_college(affectations, pk, possibles, coches):
    """The members of each college, those who may not read the dossier apart."""
    charges = {ligne.membre.pk: ligne.attendues for ligne in avancement(affectations)}
    colleges = {}
    for membre in affectations.membres.values():
        college = colleges.setdefault(membre.college_id, {"college": membre.college, "membres": [], "absents": []})
        if membre not in possibles:
            college["absents"].append(membre)
            continue
        etat = affectations.grilles[pk].get(membre.pk)
        college["membres"].append(
            {
                "membre": membre,
                "est_coche": str(membre.pk) in coches or etat is not None,
                "charge": charges[membre.pk],
                "grille": {None: "", False: "grille commencée", True: "grille remise"}[etat],
            }
        )
    return list(colleges.values())


@require_POST
@membre_de_la_commission
def connaissance(request):
    """« J’ai pris connaissance de mes dossiers. »"""
    try:
        actes.prendre_connaissance(request.edition, request.POST.get("vu", ""), par=request.user)
    except ActeRefuse as refus:
        messages.warning(request, refus.phrase)
    else:
        messages.success(request, "C’est noté\u00a0: vous avez pris connaissance de vos dossiers.")
    return rediriger("evaluation:bureau")
