"""Who reports on a dossier: named one by one or for several, replaced with a reason; « aucun lien » said before reading."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.pilotage.forms.rapporteurs import FormulaireDeLot, FormulaireRapporteur
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from candidatures.actes import deport, rapporteurs
from candidatures.lectures import lignes_du_lot, lot_de_rapporteur, rapporteur_de, rapporteurs_de, rapporteurs_possibles

from .candidatures import PAR_PAGE
from .instruction import dossier_instruit, dossier_prepare
from .lots import partager
from .tableau import edition_de

RIEN_DE_COCHE = "Cochez d’abord des dossiers dans la liste, puis choisissez «\u00a0Nommer un rapporteur\u00a0»."


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def rapporteur(request, reference):
    """Name the rapporteur of one dossier, replace them, or leave nobody in their place."""
    candidature = dossier_instruit(request, reference)
    passes = rapporteurs_de(candidature)
    actuel = next((lu for lu in passes if lu.fin_le is None), None)
    possibles = rapporteurs_possibles(request.user, [candidature])
    formulaire = FormulaireRapporteur(request.POST or None, possibles=possibles, actuel=actuel)
    statut = 200
    if request.method == "POST" and formulaire.is_valid():
        try:
            messages.success(request, _enregistrer(request, candidature, formulaire))
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
            statut = refus.statut
        else:
            return rediriger("pilotage:candidature", reference)
    elif request.method == "POST":
        statut = 422
    contexte = {"candidature": candidature, "formulaire": formulaire, "actuel": actuel, "rapporteurs": passes}
    contexte |= {"a_du_monde": bool(possibles), "en_erreur": statut != 200}
    return render(request, "pilotage/rapporteur.html", contexte, status=statut)


def _enregistrer(request, candidature, formulaire):
    """Do what the form says; return what is done, in words."""
    choisie, saisie = formulaire.choisie(), formulaire.cleaned_data
    faits = {"par": request.user, "remplace": saisie["remplace"], "motif": saisie.get("motif", "")}
    if choisie is None:
        rapporteurs.decharger(candidature, **faits)
        return "Le dossier n’a plus de rapporteur."
    rapporteurs.nommer(candidature, choisie, **faits)
    return f"{choisie} est rapporteur de ce dossier."


@agent_de_l_edition(Role.AGENT, Role.OPERATEUR)
@require_POST
def aucun_lien(request, reference):
    """The rapporteur declares no link with the dossier: its technical parts then open (see Q18)."""
    candidature = dossier_prepare(request, reference)
    actuel = rapporteur_de(candidature)
    exiger_trouve(actuel is not None and actuel.personne_id == request.user.pk)
    deport.declarer(candidature.edition, par=request.user, aucun_lien=[reference])
    messages.success(request, "Aucun lien déclaré\u00a0: le dossier technique vous est ouvert.")
    return rediriger("pilotage:candidature", reference)


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "POST"])
def lot(request):
    """Choose who reports on several dossiers, read what it will do to each, then confirm."""
    saisie = request.POST if request.method == "POST" else request.GET
    dossiers, possibles = lot_de_rapporteur(request.user, edition_de(request), saisie.getlist("d")[:PAR_PAGE])
    if not dossiers:
        messages.warning(request, RIEN_DE_COCHE)
        return rediriger("pilotage:candidatures")
    formulaire = FormulaireDeLot(saisie if "personne" in saisie else None, possibles=possibles)
    contexte = {"dossiers": dossiers, "formulaire": formulaire, "en_erreur": bool(formulaire.errors)}
    if not formulaire.is_valid():
        return render(request, "pilotage/lot_rapporteur.html", contexte, status=422 if formulaire.errors else 200)
    choisie = formulaire.choisie()
    lignes = lignes_du_lot(dossiers, choisie, possibles[choisie])
    if request.method == "GET":
        contexte |= {"choisie": choisie, **partager((ligne.candidature, ligne.obstacle) for ligne in lignes)}
        return render(request, "pilotage/lot_rapporteur.html", contexte)
    faits = partager((ligne.candidature, ligne.obstacle or _nommer(ligne, choisie, request.user)) for ligne in lignes)
    return render(request, "pilotage/lot_fait.html", {"titre": f"{choisie}, rapporteur", **faits})


def _nommer(ligne, personne, par):
    """Name them for one dossier; return why it could not be done, "" when it is."""
    try:
        rapporteurs.nommer(ligne.candidature, personne, par=par)
    except ActeRefuse as refus:
        return refus.phrase
    except Http404:
        return "Ce dossier ne vous est plus ouvert."
    return ""
