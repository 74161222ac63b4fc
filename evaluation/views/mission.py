"""The end of a member's task: private notes deleted, copies destroyed, attestation."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr.fichiers.telechargement import servir
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.reveil import reveiller
from evaluation.actes.mission import certifier_la_destruction, demander_une_attestation
from evaluation.forms.mission import FormulaireAttestation, FormulaireDestruction
from evaluation.lectures.mission import attestation_de, mission_de

from .communes import membre_de_la_commission

SECONDES_AVANT_DE_REVENIR = "5"


@require_http_methods(["GET", "HEAD", "POST"])
@membre_de_la_commission
def fin_de_mission(request):
    """What is left to do once the commission has closed; a POST asks for the attestation, or certifies."""
    if request.method == "POST":
        return _certifier(request) if request.POST.get("geste") == "certifier" else _attester(request)
    return _page(request)


def _certifier(request):
    formulaire = FormulaireDestruction(request.POST)
    if not formulaire.is_valid():
        return _page(request, destruction=formulaire, statut=422)
    certifier_la_destruction(request.siege, par=request.user)
    messages.success(request, "La destruction de vos copies est certifiée.")
    return rediriger("evaluation:fin_de_mission")


def _attester(request):
    formulaire = FormulaireAttestation(request.POST)
    if not formulaire.is_valid():
        return _page(request, attestation=formulaire, statut=422)
    demander_une_attestation(request.siege, formulaire.cleaned_data["heures"], par=request.user)
    reveiller()
    messages.success(request, "Votre attestation est en préparation.")
    return rediriger("evaluation:fin_de_mission")


def _page(request, *, destruction=None, attestation=None, statut=200):
    mission = mission_de(request.siege)
    contexte = {
        "mission": mission,
        "siege": request.siege,
        "en_erreur": destruction or attestation,
        "destruction": destruction or FormulaireDestruction(),
        "attestation": attestation or FormulaireAttestation(),
    }
    reponse = render(request, "evaluation/fin_de_mission.html", contexte, status=statut)
    if mission.attestation and not mission.attestation.fichier and statut == 200:
        reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
    return reponse


@require_safe
@membre_de_la_commission
def attestation_en_pdf(request):
    """One's own attestation; until the worker has made it, 202 and the page that comes back."""
    attestation = attestation_de(request.siege)
    exiger_trouve(attestation is not None)
    if attestation.fichier is None:
        return _en_preparation(request)
    return servir(request, attestation.fichier)


def _en_preparation(request):
    reponse = render(request, "evaluation/attestation_en_preparation.html", {}, status=202)
    reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
    return reponse
