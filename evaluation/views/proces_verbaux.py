"""The minutes of a meeting: their versions, their PDF, their rectification."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition
from amihr.fichiers.telechargement import servir
from amihr.journal.chaine import inscrire_lecture
from amihr.socle.liens import rediriger
from amihr.socle.refus import exiger_trouve
from amihr.socle.reveil import reveiller
from amihr.socle.textes import entier
from evaluation.actes.seance import rectifier
from evaluation.forms.seance import FormulaireRectification
from evaluation.lectures.seances import a_confirmer_dans, proces_verbal_lisible, proces_verbaux

from .communes import membre_de_la_commission
from .seances import seance_ou_404

SECONDES_AVANT_DE_REVENIR = "3"


@agent_de_l_edition(Role.AGENT)
@require_http_methods(["GET", "HEAD", "POST"])
def proces_verbal(request, seance_id):
    """The versions of the minutes; after a déport since the closing, the form that rectifies them (see Q47)."""
    seance = seance_ou_404(request, seance_id)
    formulaire = FormulaireRectification(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        rectifier(seance, formulaire.cleaned_data["motif"], par=request.user)
        reveiller()
        messages.success(request, "Le procès-verbal rectificatif est établi.")
        return rediriger("evaluation:region_pv", seance.pk)
    return render(
        request,
        "evaluation/proces_verbal.html",
        {
            "seance": seance,
            "versions": list(proces_verbaux(seance)),
            "est_lisible": proces_verbal_lisible(request.user, seance) is not None,
            "a_rectifier": bool(seance.close_le and a_confirmer_dans(seance)),
            "formulaire": formulaire,
        },
        status=422 if formulaire.errors else 200,
    )


def _pdf(request, seance_id):
    """Serve the PDF of a version, journaled; until the worker has made it, 202 and a page that comes back."""
    seance = seance_ou_404(request, seance_id)
    numero = request.GET.get("version", "")
    version = proces_verbal_lisible(request.user, seance, entier(numero, 0) if numero else None)
    exiger_trouve(version is not None)
    if version.fichier is None:
        reponse = render(request, "evaluation/pv_en_preparation.html", {"seance": seance}, status=202)
        reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
        return reponse
    inscrire_lecture(par=request.user, objet=version, instant=horloge.maintenant(), vu="proces_verbal")
    return servir(request, version.fichier)


@agent_de_l_edition(Role.AGENT)
@require_safe
def pdf_de_la_region(request, seance_id):
    """The minutes in PDF, for the Région."""
    return _pdf(request, seance_id)


@require_safe
@membre_de_la_commission
def pdf_de_la_commission(request, seance_id):
    """The minutes in PDF, for a member who may read all that they say."""
    return _pdf(request, seance_id)
