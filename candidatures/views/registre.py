"""The public register beside the numbers of a structure: what it said, and the button that asks it."""

from django.contrib import messages

from amihr.socle.refus import ActeRefuse
from candidatures import lectures
from candidatures.actes import registre, saisie
from candidatures.forms.groupe import Ajout
from candidatures.regles.registre import alertes, partie_du_registre, rapprocher, siren_du_mandataire

SANS_NUMERO = "Indiquez d’abord un numéro valide\u00a0: 9 chiffres pour un SIREN, 14 pour un SIRET."


def ajouts(candidature, partie, contenu):
    """Return what the form of a part draws beside its SIREN: ``{code of the question: [Ajout]}``; {} on other parts."""
    formulaire, slug = candidature.edition.formulaire, partie["slug"]
    partie_siren, code = partie_du_registre(formulaire)
    if slug != partie_siren:
        return {}
    siren = siren_du_mandataire(formulaire, {slug: contenu})
    releve = lectures.releves_de([siren]).get(siren)
    question = next(question for question in partie["questions"] if question["code"] == code)
    contexte = {
        "siren": siren,
        "releve": releve,
        "alertes": alertes(releve),
        "ecarts": rapprocher(formulaire, slug, contenu, releve).ecarts,
        "condition": question.get("condition"),
        "peut_interroger": registre.est_branche(),
    }
    return {code: [Ajout("candidatures/_registre.html", **contexte)]}


def preremplir(request, candidature, slug, section):
    """Ask the register about the SIREN just saved and fill the questions left empty; return the section as it now stands.

    Nothing that was typed is replaced: where the two differ, the page shows both.
    """
    formulaire = candidature.edition.formulaire
    siren = siren_du_mandataire(formulaire, {slug: section.contenu})
    if not siren:
        messages.warning(request, SANS_NUMERO)
        return section
    try:
        releve = registre.relever_pour(request.user, siren)
    except ActeRefuse as refus:
        messages.warning(request, refus.phrase)
        return section
    trouves = rapprocher(formulaire, slug, section.contenu, releve)
    messages.success(request, _phrase(releve, trouves))
    fait = saisie.enregistrer(candidature, slug, trouves.a_remplir, par=request.user, revision=section.numero)
    return fait.section


def _phrase(releve, trouves):
    if not releve.est_connu:
        return "L’Annuaire des entreprises a répondu\u00a0: il ne trouve pas ce numéro. Saisissez vous-même ces informations."
    if trouves.nommes:
        return f"Prérempli depuis l’Annuaire des entreprises, à relire\u00a0: {', '.join(trouves.nommes)}."
    return "L’Annuaire des entreprises a répondu. Il n’y avait rien à préremplir\u00a0: vos réponses sont gardées."
