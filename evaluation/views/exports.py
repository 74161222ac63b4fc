"""Exports of results: ask, wait, download."""

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from amihr import horloge
from amihr.comptes.portes import Role, agent_de_l_edition, reauthentification_recente
from amihr.fichiers.telechargement import servir
from amihr.journal.chaine import inscrire_lecture
from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.reveil import reveiller
from evaluation.actes.demande_d_export import demander
from evaluation.forms.export import FormulaireExport
from evaluation.lectures.exports import export_lisible, exports_de
from evaluation.lectures.secretariat import exporte_les_resultats


@agent_de_l_edition(Role.AGENT)
@reauthentification_recente
@require_http_methods(["GET", "HEAD", "POST"])
def exports(request):
    """One's own exports of the last 24 hours, and the form that asks for one."""
    exiger_trouve(request.edition and exporte_les_resultats(request.user, request.edition))
    instant = horloge.maintenant()
    formulaire = FormulaireExport(request.POST or None)
    if request.method == "POST" and formulaire.is_valid():
        try:
            demander(request.edition, formulaire.cleaned_data["format"], par=request.user)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            reveiller()
            messages.success(request, "L’export est en préparation : rechargez la page dans un instant.")
            return rediriger("evaluation:exports")
    contexte = {"exports": list(exports_de(request.user, request.edition, instant)), "formulaire": formulaire}
    return render(request, "evaluation/exports.html", contexte, status=422 if formulaire.errors else 200)


@agent_de_l_edition(Role.AGENT)
@require_safe
def export(request, export_id):
    """Download one's own export: its author only, for a day, while every dossier in it may be read."""
    exiger_trouve(request.edition)
    instant = horloge.maintenant()
    trouve = export_lisible(request.user, request.edition, export_id, instant)
    exiger_trouve(trouve is not None)
    inscrire_lecture(par=request.user, objet=trouve, instant=instant, vu="export")
    return servir(request, trouve.fichier)
