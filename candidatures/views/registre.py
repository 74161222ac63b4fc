"""The public register beside the numbers of a structure: what it said, and the button that asks it."""

from django.contrib import messages

from amihr.socle.refus import ActeRefuse
from candidatures import lectures
from candidatures.actes import registre, saisie
from candidatures.forms.groupe import Ajout
from candidatures.regles.numeros import ce_qui_est_retenu
from candidatures.regles.registre import (
    alertes,
    completer_les_membres,
    constats,
    partie_du_registre,
    question_des_membres,
    rapprocher,
    siren_du_mandataire,
    siren_du_membre,
    sirens_a_completer,
)

SANS_NUMERO = "Indiquez d’abord un numéro valide\u00a0: 9 chiffres pour un SIREN, 14 pour un SIRET."

SANS_MEMBRE = (
    "Indiquez d’abord le SIREN d’un membre, et laissez vides les champs à remplir\u00a0: rien n’est demandé à l’Annuaire sans "
    "numéro valide."
)


def ajouts(candidature, partie, contenu):
    """Return what the form of a part draws beside its SIREN: ``{code of the question: [Ajout]}``; {} on other parts."""
    formulaire, slug = candidature.edition.formulaire, partie["slug"]
    partie_siren, code = partie_du_registre(formulaire)
    partie_des_membres, question = question_des_membres(formulaire)
    autour = _pres_des_membres(question, contenu) if slug == partie_des_membres else {}
    return autour | (_pres_du_siren(formulaire, partie, code, contenu) if slug == partie_siren else {})


def _pres_des_membres(question, contenu):
    lignes = contenu.get(question["code"]) or []
    nommes = [(_nom(question, ligne), siren_du_membre(question, ligne)) for ligne in lignes]
    nommes = [(nom, siren) for nom, siren in nommes if siren]
    releves = lectures.releves_de(siren for _, siren in nommes)
    contexte = {
        "constats": [
            *ce_qui_est_retenu([question], contenu),
            *constats([(nom or siren, siren, releves.get(siren)) for nom, siren in nommes]),
        ],
        "condition": question.get("condition"),
        "peut_interroger": registre.est_branche(),
    }
    return {question["code"]: [Ajout("candidatures/_registre_membres.html", **contexte)]}


def _nom(question, ligne):
    codes = [champ["code"] for champ in question["sous_champs"] if champ.get("role") == "denomination"]
    return ligne.get(codes[0], "") if codes else ""


def _pres_du_siren(formulaire, partie, code, contenu):
    slug = partie["slug"]
    siren = siren_du_mandataire(formulaire, {slug: contenu})
    releve = lectures.releves_de([siren]).get(siren)
    question = next(question for question in partie["questions"] if question["code"] == code)
    contexte = {
        "siren": siren,
        "retenus": ce_qui_est_retenu([question], contenu),
        "releve": releve,
        "alertes": alertes(releve),
        "ecarts": rapprocher(formulaire, slug, contenu, releve).ecarts,
        "condition": question.get("condition"),
        "peut_interroger": registre.est_branche(),
    }
    return {code: [Ajout("candidatures/_registre.html", **contexte)]}


def preremplir(request, candidature, slug, section):
    """Ask the register about the SIREN just saved and fill the questions left empty; return the section as it now stands.

    Nothing that was typed is replaced: where the two differ, the page shows both. ``None``: no number, or a wrong one.
    """
    formulaire = candidature.edition.formulaire
    partie_des_membres, question = question_des_membres(formulaire)
    if slug == partie_des_membres:
        return _preremplir_les_membres(request, candidature, question, section)
    siren = siren_du_mandataire(formulaire, {slug: section.contenu})
    if not siren:
        messages.warning(request, SANS_NUMERO)
        return None
    try:
        releve = registre.relever_pour(request.user, siren)
    except ActeRefuse as refus:
        messages.warning(request, refus.phrase)
        return section
    trouves = rapprocher(formulaire, slug, section.contenu, releve)
    messages.success(request, _phrase(releve, trouves))
    fait = saisie.enregistrer(candidature, slug, trouves.a_remplir, par=request.user, revision=section.numero)
    return fait.section


def _preremplir_les_membres(request, candidature, question, section):
    """Ask about each member whose row the register could fill; a silence keeps what was already answered."""
    lignes, releves = section.contenu.get(question["code"]) or [], {}
    sirens = sirens_a_completer(question, lignes)
    if not sirens:
        messages.warning(request, SANS_MEMBRE)
    try:
        for siren in sirens:
            releves[siren] = registre.relever_pour(request.user, siren)
    except ActeRefuse as refus:
        messages.warning(request, refus.phrase)
    completes, nommes = completer_les_membres(question, lignes, releves)
    if nommes:
        messages.success(request, f"Prérempli depuis l’Annuaire des entreprises, à relire\u00a0: {', '.join(nommes)}.")
    elif releves:
        messages.success(request, "L’Annuaire des entreprises a répondu. Il n’y avait rien à préremplir.")
    reponses = {question["code"]: completes}
    partie = section.partie
    return saisie.enregistrer(candidature, partie, reponses, par=request.user, revision=section.numero).section


def _phrase(releve, trouves):
    if not releve.est_connu:
        return "L’Annuaire des entreprises a répondu\u00a0: il ne trouve pas ce numéro. Saisissez vous-même ces informations."
    if trouves.nommes:
        return f"Prérempli depuis l’Annuaire des entreprises, à relire\u00a0: {', '.join(trouves.nommes)}."
    return "L’Annuaire des entreprises a répondu. Il n’y avait rien à préremplir\u00a0: vos réponses sont gardées."
