"""The calibration, on the side of the secretariat: its fictional dossiers, who is late, what separates the members."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage.fictif.calibrage import exemples
from amihr.pilotage.forms.calibrage import FormulaireDuDossierFictif, FormulaireOuverture, initial_de
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures.lectures import formulaire_complet
from evaluation.actes import calibrage as actes
from evaluation.lectures.calibrage import (
    avancement_du_calibrage,
    calibrage_lu,
    notes_par_membre,
    parties_a_ecrire,
    parties_du_dossier,
)
from evaluation.lectures.grilles import grille_lue
from evaluation.regles.calibrage import AUCUN, OBLIGATOIRE, choix_de, ecarts, phrase_du_reglage
from evaluation.regles.membre import notes_de_la_ligne

from .tableau import edition_de


def _page(request, edition, *, formulaire=None, statut=200):
    instant = horloge.maintenant()
    lu, lignes = calibrage_lu(edition), avancement_du_calibrage(edition, instant)
    siege = any(ligne.membre.personne_id == request.user.pk for ligne in lignes)
    jour = horloge.jour_de_paris(instant)
    contexte = {
        "edition": edition,
        "lu": lu,
        "dossiers": lu.dossiers.items(),
        "est_propose": choix_de(edition) != AUCUN,
        "est_obligatoire": choix_de(edition) == OBLIGATOIRE,
        "phrase": phrase_du_reglage(choix_de(edition), est_clos=lu.est_clos),
        "lignes": lignes,
        "au_complet": sum(ligne.est_au_complet for ligne in lignes),
        "est_en_retard": choix_de(edition) == OBLIGATOIRE
        and lu.est_ouvert
        and lu.calibrage.avant_le is not None
        and lu.calibrage.avant_le < jour,
        "est_agent": request.user.a_role(Role.AGENT),
        "formulaire": formulaire or FormulaireOuverture(),
        "siege": siege,
        "tables": [] if siege or not lu.calibrage else _tables(edition, lu, lignes),
    }
    return render(request, "pilotage/calibrage.html", contexte, status=statut)


def _tables(edition, lu, lignes):
    """For each fictional dossier, what every member noted and what separates them, on the grid in force."""
    grille = grille_lue(edition)
    tables = []
    for rang, dossier in lu.dossiers.items():
        membres = notes_par_membre(lignes, rang, grille)
        rangees = [ligne for _, ligne, _ in membres]
        tables.append(
            {
                "dossier": dossier,
                "criteres": [ecart.en_clair for ecart in ecarts(grille, rangees)],
                "membres": [
                    {"membre": membre, "notes": notes_de_la_ligne(grille.bareme, ligne)} for membre, ligne, _ in membres
                ],
                "commentaires": _commentaires(grille, membres),
            }
        )
    return tables


def _commentaires(grille, membres):
    """By criterion, what the members wrote of it."""
    dits = [
        (critere, [(membre, ecrits[critere.pk]) for membre, _, ecrits in membres if critere.pk in ecrits])
        for critere in grille.criteres
    ]
    return [(critere, ecrits) for critere, ecrits in dits if ecrits]


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_GET
def calibrage(request):
    """The fictional dossiers, where each member stands, the gaps; an agent opens and closes."""
    return _page(request, edition_de(request))


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def prendre_les_exemples(request):
    """Write the ready examples where nothing is written."""
    edition = edition_de(request)
    combien = actes.ecrire_les_exemples(edition, exemples(edition, formulaire_complet(edition)), par=request.user)
    phrase = "Les exemples sont pris\u00a0: relisez-les, ils se modifient jusqu’à la première note."
    messages.success(request, phrase if combien else "Les deux dossiers fictifs étaient déjà écrits.")
    return rediriger("pilotage:calibrage")


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_http_methods(["GET", "HEAD", "POST"])
def dossier_fictif(request, rang):
    """Write one fictional dossier; once somebody has noted it, read it."""
    edition = edition_de(request)
    lu = calibrage_lu(edition)
    exiger_trouve(rang in lu.dossiers)
    dossier = lu.dossiers[rang]
    parties = parties_a_ecrire(edition)
    formulaire = FormulaireDuDossierFictif(request.POST or None, parties=parties, initial=initial_de(dossier))
    if request.method == "POST" and formulaire.is_valid():
        try:
            actes.ecrire(edition, rang, par=request.user, **formulaire.ecrit)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "Le dossier fictif est enregistré.")
            return rediriger("pilotage:calibrage")
    contexte = {
        "edition": edition,
        "rang": rang,
        "dossier": dossier,
        "est_fige": dossier is not None and dossier.est_note and not formulaire.is_bound,
        "parties": parties_du_dossier(dossier) if dossier else (),
        "formulaire": formulaire,
    }
    return render(request, "pilotage/calibrage_dossier.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT)
@require_POST
def ouvrir(request):
    """Open the calibration to the members who have signed."""
    edition, formulaire = edition_de(request), FormulaireOuverture(request.POST)
    if formulaire.is_valid():
        try:
            actes.ouvrir(edition, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error("avant_le" if refus.code == "calibrage_date_passee" else None, refus.phrase)
        else:
            messages.success(
                request, "Le calibrage est ouvert\u00a0: les membres le trouvent dans «\u00a0Mes dossiers\u00a0»."
            )
            return rediriger("pilotage:calibrage")
    return _page(request, edition, formulaire=formulaire, statut=422)


@agent_de_l_edition(Role.AGENT)
@require_POST
def clore(request):
    """Close it: nobody scores any more, every member sees the gaps."""
    actes.clore(edition_de(request), par=request.user)
    messages.success(request, "Le calibrage est clos. Chaque membre en voit les écarts.")
    return rediriger("pilotage:calibrage")
