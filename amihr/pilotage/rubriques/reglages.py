"""The settings that the software reads, one heading a question of Q1–Q49: what each one changes, in words."""

from amihr.editions.reglages import (
    ENTIER,
    ENTIERS,
    FACULTATIFS,
    JOUR,
    OUI_NON,
    QUI_DISENT_L_HEURE,
    REGLAGES,
    TEXTE,
)

from .commun import AIDE_DES_HEURES, FACULTATIF, libelles, question

LIBELLES = {
    "Q24": ("Heure d’ouverture, en mots", {"mention": "Phrase affichée avec le règlement"}),
    "Q1": ("Dernière minute, en mots", {"mention": "Phrase affichée avec le règlement"}),
    "Q2": (
        "Parties du règlement qui donnent les délais",
        {"parties_des_delais": "Suite de «\u00a0se lisent dans\u00a0»"},
    ),
    "Q3": ("Priorité territoriale", {"mention": "Phrase affichée avec le règlement"}),
    "Q7": ("Ancienneté des pièces", {"alerte_mois": "Prévenir quand une pièce a plus de (mois)"}),
    "Q11": ("Durée du label", {"duree_mois": "Durée du label (mois)"}),
    "Q15": (
        "Compléments après la clôture",
        {
            "complements": "Des pièces peuvent-elles être demandées après la clôture\u00a0?",
            "delai_jours": "Délai proposé pour répondre (jours)",
        },
    ),
    "Q19": (
        "Séance de la commission",
        {
            "quorum": "Quorum (0\u00a0: aucun)",
            "majorite": "Majorité demandée pour arrêter une décision",
            "voix_preponderante": "La présidence départage-t-elle les voix égales\u00a0?",
        },
    ),
    "Q18": (
        "Liens d’intérêts",
        {"declarer_jusqu_au": "Dernier jour pour déclarer ses liens (vide\u00a0: aucun délai)"},
    ),
    "Q26": (
        "Questions sur l’appel",
        {
            "derniere_question": "Dernier jour pour poser une question",
            "derniere_reponse": "Dernier jour des réponses",
        },
    ),
    "Q27": ("Prévisions de chiffre d’affaires", {"annees": "Années demandées"}),
    "Q32": ("Agent qui a instruit", {"instructeur_peut_voter": "Un agent qui a instruit peut-il aussi voter\u00a0?"}),
    "Q33": (
        "Critère hors de sa compétence",
        {"hors_de_ma_competence": "Un membre peut-il répondre «\u00a0hors de ma compétence\u00a0»\u00a0?"},
    ),
    "Q36": (
        "Petits nombres",
        {"seuil": "Avant la clôture, ne pas montrer un nombre de candidatures plus petit que"},
    ),
    "Q39": (
        "Engagements à signer",
        {"rappel_jours": "Rappeler un engagement non signé tous les (jours\u00a0; 0\u00a0: aucun rappel)"},
    ),
    "Q41": (
        "Calibrage, notes des autres, robustesse, sévérité, dispersion",
        {
            "montrer_en_seance": "La présidence peut-elle montrer le classement et la dispersion en séance\u00a0?",
            "dans_le_pv": "La dispersion figure-t-elle dans l’export des résultats\u00a0?",
            "notes_des_autres": "Quand un membre lit-il les notes des autres sur un dossier\u00a0?",
            "calibrage": "Les membres notent-ils d’abord deux dossiers fictifs\u00a0?",
        },
    ),
    "Q42": ("Ordre de la séance", {"ordre": "Ordre dans lequel les dossiers sont appelés"}),
    "Q44": (
        "Compte rendu public du calcul",
        {"finalite": "À quoi il sert", "contribution": "Sa part dans la décision"},
    ),
    "Q46": (
        "Rappels avant la clôture",
        {"rappels_jours": "Écrire à qui n’a pas déposé, tant de jours avant (0\u00a0: le dernier jour)"},
    ),
    "Q45": ("Reprise après une suspension", {"reprise_heures": "Heures au moins entre la reprise et la clôture"}),
}
MOTS = {
    "calibrage": {
        "aucun": "Non, pas de calibrage",
        "propose": "Proposé\u00a0: les vrais dossiers n’attendent pas",
        "obligatoire": "Obligatoire avant la première note sur un vrai dossier",
    },
    "notes_des_autres": {
        "apres_la_sienne": "Quand il a remis sa propre grille",
        "apres_la_notation": "Quand la séance de la commission s’ouvre",
        "jamais": "Jamais",
    },
    "majorite": {"aucune": "Aucune", "simple": "Simple", "absolue": "Absolue"},
    "ordre": {
        "thematique": "Par thématique",
        "alphabetique": "Alphabétique",
        "hasard": "Au hasard",
        "rang": "Par rang",
    },
}


def titre_de(code):
    """Return what a question of Q1–Q49 is about."""
    return LIBELLES[code][0]


def questions_de(code):
    """Return the questions that edit the settings of one of Q1–Q49."""
    return [_question(code, nom, libelle) for nom, libelle in LIBELLES[code][1].items()]


def _question(code, nom, libelle):
    attendu = REGLAGES[code][nom]
    vide = FACULTATIF if (code, nom) in FACULTATIFS else {}
    if attendu is OUI_NON:
        return question(nom, libelle, "oui_non")
    if attendu is ENTIER:
        return question(nom, libelle, "entier")
    if attendu is ENTIERS:
        nombres = [question("libelle", "Nombre", "entier", **FACULTATIF)]
        return question(nom, libelle, "liste", sous_champs=nombres, **vide)
    if attendu is JOUR:
        return question(nom, libelle, "date", **vide)
    if attendu is TEXTE:
        aide = {"aide": AIDE_DES_HEURES} if code in QUI_DISENT_L_HEURE else {}
        return question(nom, libelle, "texte_long", lignes=2, **aide)
    return question(nom, libelle, "choix", choix=libelles(MOTS[nom]))


def lire(element):
    """Give the numbers of a list one row each."""
    return {
        nom: [{"libelle": nombre} for nombre in valeur] if isinstance(valeur, list) else valeur
        for nom, valeur in element.items()
    }


def rediger(reponses, element):
    """Undo ``lire``; what is left empty is no setting."""
    ecrits = {
        nom: [ligne["libelle"] for ligne in valeur] if isinstance(valeur, list) else valeur
        for nom, valeur in reponses.items()
    }
    return {nom: valeur for nom, valeur in (element | ecrits).items() if valeur not in (None, "")}
