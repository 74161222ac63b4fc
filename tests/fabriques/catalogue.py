"""Labels at every stage: notified, delivered, published, withdrawn, expired."""

from datetime import date, timedelta
from functools import partial

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.models import Etat
from catalogue.actes.labels import delivrer
from catalogue.models import Label, RetraitLabel
from evaluation.models import ActeSigne, Decision, Seance, Sens, Suite

from .candidatures import CandidatureFactory, FichierFactory, signer_nda
from .comptes import PersonneFactory
from .editions import COMMISSION, FORMULAIRE, REPONSES, EditionFactory, question

SIGNE = date(2026, 5, 27)
NOTIFIE = COMMISSION + timedelta(days=1)
PUBLIE = COMMISSION + timedelta(days=7)
PENDANT_LE_LABEL = PUBLIE + timedelta(days=30)
DONNEES = [{"code": "lidar", "libelle": "LiDAR"}, {"code": "aerien", "libelle": "Images aériennes"}]


def _formulaire_du_catalogue():
    """The small form, with what feeds a fiche: use cases, data, head office, facts released by name."""
    parties = [{**partie, "questions": list(partie["questions"])} for partie in FORMULAIRE["parties"]]
    par_slug = {partie["slug"]: partie for partie in parties}
    par_slug["structure"]["questions"].append(question("commune", "commune", role="siege_commune"))
    par_slug["solution"]["questions"] += [
        question("cas", "cas_usage", role="cas_usage"),
        question("donnees", "choix_multiple", role="donnees", choix=DONNEES),
        question("secret_de_fabrique", "texte_court"),
    ]
    par_slug["presentation"]["questions"] += [
        question("benefices", "texte_long"),
        question("site", "url", role="presentation_site"),
        question(
            "faits_publics",
            "choix_multiple",
            role="faits_publics",
            choix=[{"code": "donnees", "libelle": "Données"}, {"code": "contact", "libelle": "Contact"}],
        ),
        question("licence", "oui_non", role="licence"),
    ]
    return {**FORMULAIRE, "parties": parties}


FORMULAIRE_DU_CATALOGUE = _formulaire_du_catalogue()
EditionDuCatalogue = partial(
    EditionFactory,
    complete=True,
    est_courante=True,
    formulaire=FORMULAIRE_DU_CATALOGUE,
    territoire={"nom": "Île-de-France", "region": "11", "habitants": "francilienne"},
)


def reponses_publiques(**parties):
    """Answers whose public presentation is filled in; `parties` overrides answers, part by part."""
    base = {
        **REPONSES,
        "solution": {
            **REPONSES["solution"],
            "cas": ["arbres"],
            "donnees": ["lidar"],
            "secret_de_fabrique": "LeSecretDuTour",
        },
        "presentation": {
            "presentation": "Canoptère compte les arbres de l’été, rue par rue.",
            "benefices": "Un plan de plantation en une journée.",
            "site": "https://canoptere.example.org/",
            "faits_publics": ["donnees", "contact"],
            "licence": "oui",
        },
    }
    return {slug: {**contenu, **parties.get(slug, {})} for slug, contenu in base.items()}


def decision_notifiee(
    edition,
    *,
    titre="Canoptère",
    denomination="Orthoselve SAS",
    sens=Sens.LABELLISEE,
    coeur=False,
    publication_le=PUBLIE,
    commune="Montreuil (93)",
    signe=SIGNE,
    **champs,
):
    """A dossier whose decision is signed and notified: what makes a label due."""
    favorable = sens == Sens.LABELLISEE
    champs = {"reponses": reponses_publiques(), "etat": Etat.LABELLISEE if favorable else Etat.NON_LABELLISEE, **champs}
    candidature = CandidatureFactory(edition=edition, titre=titre, denomination=denomination, **champs)
    structure = candidature.depots.get().structure
    structure.commune = commune
    structure.save(update_fields=["commune"])
    par = PersonneFactory()
    seance, _ = Seance.objects.get_or_create(edition=edition, jour=COMMISSION.date())
    acte, _ = ActeSigne.objects.get_or_create(
        edition=edition,
        numero=f"2026-{signe:%j}",
        defaults={
            "date": signe,
            "signataire_prenom": "Anne",
            "signataire_nom": "Réty",
            "signataire_qualite": "Directrice",
            "fichier": FichierFactory(),
            "enregistre_le": COMMISSION,
            "par": par,
        },
    )
    return Decision.objects.create(
        candidature=candidature,
        seance=seance,
        suite=Suite.NOTIFIEE,
        sens=sens,
        est_coup_de_coeur=coeur,
        arretee_le=COMMISSION,
        acte=acte,
        notifiee_le=NOTIFIE,
        publication_le=publication_le,
        valeur_ajoutee="MotifDeLaCommission",
    )


def labelliser(edition=None, **champs):
    """A delivered label; published at PUBLIE unless `publication_le` says otherwise."""
    edition = edition or EditionDuCatalogue()
    decision = decision_notifiee(edition, **champs)
    delivrer(edition)
    return Label.objects.get(candidature=decision.candidature)


def labelliser_plusieurs(edition, combien):
    """That many labels, named « Solution 01 », « Solution 02 »…"""
    for rang in range(combien):
        decision_notifiee(edition, titre=f"Solution {rang:02}", denomination=f"Structure {rang:02}", coeur=not rang % 3)
    return delivrer(edition)


def retirer_directement(label, *, effet_le=PENDANT_LE_LABEL, motif="MotifDuRetrait"):
    """A withdrawal, as `retirer` records it."""
    return RetraitLabel.objects.create(
        label=label, motif=motif, effet_le=effet_le, decide_le=effet_le, par=PersonneFactory()
    )


def agent_engage(edition):
    """An agent who signed the undertaking in force, second factor included."""
    agent = PersonneFactory(roles=[Role.AGENT], totp=True)
    signer_nda(agent, edition, Public.AGENT)
    return agent
