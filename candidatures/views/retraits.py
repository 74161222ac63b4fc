"""Withdrawing a dossier once the call is closed: a reason, a confirmation."""

from django.contrib import messages
from django.shortcuts import render

from amihr.socle.liens import rediriger
from amihr.socle.refus import ActeRefuse
from candidatures.actes.sortie import retirer_apres_la_cloture
from candidatures.forms.sortie import FormulaireRetrait
from candidatures.regles.sortie import est_retirable

from .communes import contexte


def apres_la_cloture(request, candidature):
    """The page of ``dossiers.retirer`` once the call is closed; the dossier is one that the reader may withdraw."""
    formulaire = FormulaireRetrait(request.POST if request.method == "POST" else None)
    if formulaire.is_valid():
        try:
            retirer_apres_la_cloture(candidature, par=request.user, **formulaire.cleaned_data)
        except ActeRefuse as refus:
            formulaire.add_error(None, refus.phrase)
        else:
            messages.success(request, "La candidature est retirée. Elle n’est plus examinée.")
            return rediriger("candidatures:dossier", candidature.reference)
    page = contexte(request, candidature, formulaire=formulaire, est_retirable=est_retirable(candidature))
    return render(request, "candidatures/retirer_tard.html", page, status=422 if formulaire.errors else 200)
