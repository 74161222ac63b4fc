"""The decision, as the team of a candidature reads it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from amihr.editions.recours import RECOURS
from amihr.editions.textes import completer, en_html
from amihr.fichiers.telechargement import servir
from amihr.socle.refus import exiger_trouve
from candidatures.acces import Action, dossier_ou_404
from candidatures.lectures import suite_publique
from evaluation.lectures.decisions import acte_remis, conclusions_rapportees, decision_connue, examen_conclu, lettre_de

from .decisions import mettre_en_page


def _dossier(request, reference):
    candidature = dossier_ou_404(request.user, reference, Action.SUIVRE)
    exiger_trouve(request.edition and candidature.edition_id == request.edition.pk)
    return candidature


@require_safe
def decision(request, reference):
    """The conclusion of the instruction, or the notified decision; before that, « en instruction » and nothing else."""
    candidature = _dossier(request, reference)
    connue = decision_connue(request.user, candidature)
    rapportees = [_en_lettre(candidature, conclu) for conclu in conclusions_rapportees(candidature)]
    contexte = {"candidature": candidature, "suite": suite_publique(candidature), "rapportees": rapportees}
    if connue is not None:
        lettre = mettre_en_page(lettre_de(connue, candidature.edition))
        contexte |= {"decision": connue, "lettre": lettre, "acte": acte_remis(connue)}
        return render(request, "evaluation/lettre.html", contexte)
    conclu = examen_conclu(candidature)
    if conclu is None:
        return render(request, "evaluation/sans_decision.html", contexte)
    return render(request, "evaluation/conclusion.html", contexte | _en_lettre(candidature, conclu))


def _en_lettre(candidature, conclu):
    edition = candidature.edition
    valeurs = {"solution": candidature.titre, "reference": candidature.reference, "titulaire": candidature.denomination}
    texte = en_html(completer(edition.texte(conclu["code"]), valeurs))
    return {**conclu, "texte": texte, "recours": en_html(edition.texte(RECOURS))}


@require_safe
def acte(request, reference):
    """The signed act, for the team, once the decision is notified and if it carries nobody else's."""
    connue = decision_connue(request.user, _dossier(request, reference))
    remis = connue and acte_remis(connue)
    exiger_trouve(remis)
    return servir(request, remis.fichier)
