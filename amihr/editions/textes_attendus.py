"""The codes of the texts that an edition carries, each with the page or document that shows it.

A file must give every one of them, even empty: a text nobody shows and a page without its text are both refused. The
paragraphs of the mails alone may be left out: each has words of its own until the edition writes others.
"""

from amihr.editions.heures import MOTS as HEURES
from amihr.editions.mots_des_courriels import PARAGRAPHES
from amihr.editions.textes import mots_de
from amihr.socle.refus import exiger

CODES = {
    "accueil.titre": "titre de la page d’accueil",
    "accueil.chapo": "première phrase de la page d’accueil",
    "accueil.legende": "légende de l’image de la page d’accueil",
    "accueil.effort": "temps à prévoir, sous les boutons de la page d’accueil",
    "accueil.thematiques": "titre des thématiques, sur la page d’accueil",
    "accueil.pour_qui": "« Pour qui ? », sur la page d’accueil",
    "accueil.preparer": "« Ce que vous préparez », sur la page d’accueil",
    "accueil.parcours": "les étapes de la candidature au label, un intertitre par étape",
    "accueil.chiffres": "titre des chiffres du programme",
    "reglement.presentation": "en tête de la page du règlement",
    "calendrier.presentation": "en tête de la page du calendrier",
    "contact.presentation": "page de contact",
    "contact.panne": "page de contact : aide avant la clôture, et que faire en cas de panne",
    "cloture.astreinte": "écran de la clôture\u00a0: qui appeler cette nuit-là",
    "criteres.presentation": "page des critères",
    "criteres.algorithme": "page des critères : ce que fait le calcul du classement",
    "candidature.presentation": "en tête du dossier de candidature",
    "candidature.acceptation": "phrase de la case d’acceptation, avant le dépôt",
    "candidature.autorisation": "usage du nom et du logo, avant le dépôt",
    "candidature.heure_limite": "heure limite, avant le dépôt et sur la page de refus",
    "candidature.accuse": "phrase de l’accusé de réception",
    "candidature.donnees_personnelles": "traitement des données, dans le dossier",
    "commission.presentation": "bureau des membres de la commission",
    "commission.deliberation": "en tête de la séance",
    "courriel.signature": "fin de tous les courriels",
    "lettre.labellisee": "lettre de labellisation",
    "lettre.non_labellisee": "lettre de non-labellisation",
    "lettre.irrecevable": "lettre d’irrecevabilité",
    "lettre.ineligible": "lettre d’inéligibilité",
    "lettre.voies_de_recours": "voies et délais de recours, au bas des lettres",
    "lettre.algorithme": "mention du calcul, au bas des lettres",
    "label.avantages": "espace du lauréat et lettre de labellisation\u00a0: ce que le label apporte",
    "label.engagements": "espace du lauréat et lettre de labellisation\u00a0: ce à quoi il engage",
    "catalogue.presentation": "en tête du catalogue",
    "catalogue.licence": "réutilisation des contenus du catalogue",
    "verifier.presentation": "page de vérification d’un label",
    "pages.mentions_legales": "mentions légales",
    "pages.donnees_personnelles": "données personnelles",
    "pages.accessibilite": "déclaration d’accessibilité",
    "pages.code_source": "page du code source",
    **{code: f"courriel\u00a0: {paragraphes.libelle}" for code, paragraphes in PARAGRAPHES.items()},
}
DEFAUTS = {code: paragraphes.defaut for code, paragraphes in PARAGRAPHES.items()}

# The words « {…} » that each letter may use: the software writes their value there, and knows no other.
_DE_TOUTES = frozenset({"solution", "reference", "titulaire"})
_DE_LA_DECISION = _DE_TOUTES | {"date_commission", "debut", "fin", "publication"}
MOTS = {
    "candidature.heure_limite": HEURES,
    "lettre.labellisee": _DE_LA_DECISION,
    "lettre.non_labellisee": _DE_TOUTES | {"date_commission"},
    "lettre.algorithme": _DE_TOUTES | {"date_commission"},
    "lettre.irrecevable": _DE_TOUTES,
    "lettre.ineligible": _DE_TOUTES,
    **{code: paragraphes.mots for code, paragraphes in PARAGRAPHES.items()},
}
OBLIGATOIRES = {code: paragraphes.obligatoires for code, paragraphes in PARAGRAPHES.items()}
# The public reads there who publishes, who hosts, who is responsible and who processes: the law wants it said.
LEGALES = ("pages.mentions_legales", "pages.donnees_personnelles")
# What binds the Région once its call is open, by the beginning of its code: the operator prepares it until then.
ENGAGEANTES = ("lettre.", "criteres.", "label.", "candidature.acceptation", "candidature.autorisation", *LEGALES)
JAMAIS_VIDES = frozenset({"lettre.labellisee", "lettre.non_labellisee", "lettre.irrecevable", "lettre.ineligible"})


def exiger_envoyable(code, contenu):
    """Refuse a letter that would leave empty, a word « {…} » that nothing replaces, and one that a mail may not lose.

    An empty text of a mail is no mistake: the mail says its words by default.
    Raises ActeRefuse: « lettre_vide », « mot_inconnu », « mot_oublie ». Texts that are not sent are left alone.
    """
    exiger(code not in JAMAIS_VIDES or contenu.strip(), "lettre_vide")
    if code not in MOTS:
        return
    employes = mots_de(contenu)
    inconnus = employes - MOTS[code]
    exiger(not inconnus, "mot_inconnu", mots=_entre_accolades(inconnus), admis=_entre_accolades(MOTS[code]))
    oublies = OBLIGATOIRES.get(code, frozenset()) - employes
    exiger(not contenu.strip() or not oublies, "mot_oublie", mots=_entre_accolades(oublies))


def _entre_accolades(mots):
    return ", ".join(f"{{{mot}}}" for mot in sorted(mots))
