"""The draft in PDF, for its own team."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr.fichiers.telechargement import servir
from amihr.socle.reveil import reveiller
from candidatures.actes.demande_d_apercu import demander_un_apercu
from candidatures.lectures.apercus import apercu_de, empreinte_actuelle

from .communes import dossier

SECONDES_AVANT_DE_REVENIR = "3"


@require_safe
def apercu_du_dossier(request, reference):
    """Download the draft as it stands; until the worker has made it, 202 and a page that refreshes itself."""
    candidature = dossier(request, reference)
    empreinte = empreinte_actuelle(candidature)
    pret = apercu_de(candidature, empreinte)
    if pret is not None and pret.fichier:
        return servir(request, pret.fichier)
    if pret is None:
        demander_un_apercu(candidature, empreinte, par=request.user)
        reveiller()
    page = {"titre": "Aperçu du dossier", "candidature": candidature, "est_un_apercu": True}
    reponse = render(request, "candidatures/en_preparation.html", page, status=202)
    reponse["Refresh"] = SECONDES_AVANT_DE_REVENIR
    return reponse
