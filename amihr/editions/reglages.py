"""The settings Q1–Q49 of an edition: the names that each question carries and the values it accepts.

A tuple lists the accepted values; a type is what the file's value must be. Where a tuple has one value, it is what the
software does: another one is refused rather than ignored. The defaults are written in each edition's file, where
staff and readers see them.
"""

from datetime import date

TEXTE, ENTIER, OUI_NON, ENTIERS, JOUR = str, int, bool, list, date
TOUJOURS, JAMAIS = (True,), (False,)

REGLAGES = {
    "Q1": {"mention": TEXTE},
    "Q2": {"parties_des_delais": TEXTE},
    "Q3": {"priorite": ("information",), "mention": TEXTE},
    "Q4": {"piece_de_chaque_membre": JAMAIS},
    "Q5": {"document_equivalent": TOUJOURS},
    "Q6": {"usage_du_logo": ("laureats",)},
    "Q7": {"alerte_mois": ENTIER},
    "Q8": {"pieces": TOUJOURS},
    "Q9": {"methode": ("rang", "barycentre", "personnalisee"), "poids": ENTIERS, "preparation_seulement": OUI_NON},
    "Q10": {"decimales": (2,)},
    "Q11": {"duree_mois": ENTIER},
    "Q12": {"etat": ("promis", "disponible", "remis"), "date": TEXTE},
    "Q13": {"label_de": ("solution",)},
    "Q14": {"plusieurs": TOUJOURS},
    "Q15": {"complements": OUI_NON, "delai_jours": ENTIER},
    "Q16": {"modifiable_jusqu_a_la_cloture": TOUJOURS},
    "Q17": {"redepot_apres_retrait": TOUJOURS},
    "Q18": {"detecter_les_liens": TOUJOURS, "declarer_jusqu_au": JOUR},
    "Q19": {"quorum": ENTIER, "majorite": ("aucune", "simple", "absolue"), "voix_preponderante": OUI_NON},
    "Q20": {"delai_de_reponse_jours": ENTIER},
    "Q21": {"rappels_jours": ENTIERS},
    "Q22": {"voies_de_recours_exigees": TOUJOURS},
    "Q23": {"brouillons_mois": ENTIER, "annonce_jours": ENTIER, "dossiers_ans": ENTIER, "sort_final": TEXTE},
    "Q24": {"mention": TEXTE},
    "Q25": {"aveugle": JAMAIS},
    "Q26": {"derniere_question": JOUR, "derniere_reponse": JOUR},
    "Q27": {"annees": ENTIERS, "sans_objet_pour_instituts": OUI_NON},
    "Q28": {"video": ("lien", "fichier", "les_deux")},
    "Q29": {"siege_etranger": ("avertir",)},
    "Q30": {"label_tenu_par": ("mandataire",)},
    "Q31": {"nature": ("pv", "arrete", "deliberation")},
    "Q32": {"instructeur_peut_voter": OUI_NON},
    "Q33": {"hors_de_ma_competence": OUI_NON},
    "Q34": {
        "declare": ("Déclaré par l’entreprise",),
        "examine": ("Examiné sur pièces par la commission",),
        "verifie": ("Vérifié par la Région",),
    },
    "Q35": {"licence": ("Licence Ouverte 2.0",)},
    "Q36": {"seuil": ENTIER},
    "Q37": {"liste_publique": JAMAIS},
    "Q38": {"nouvelle_acceptation": JAMAIS},
    "Q39": {"rappel_jours": ENTIER},
    "Q40": {"noms_au_candidat": JAMAIS},
    "Q41": {
        "montrer_en_seance": OUI_NON,
        "dans_le_pv": OUI_NON,
        "notes_des_autres": ("jamais", "apres_la_sienne", "apres_la_notation"),
        "calibrage": ("aucun", "propose", "obligatoire"),
    },
    "Q42": {"ordre": ("thematique", "alphabetique", "hasard", "rang")},
    "Q43": {"delai_de_recours_mois": ENTIER},
    "Q44": {"finalite": TEXTE, "contribution": TEXTE},
    "Q45": {"reprise_heures": ENTIER},
    "Q46": {"accuse_a_toute_l_equipe": TOUJOURS, "rappels_jours": ENTIERS},
    "Q47": {"revenir_a_confirmer": TOUJOURS},
    "Q48": {"presentation_publique": OUI_NON},
    "Q49": {"recharger_si_modifiee": JAMAIS},
}

# The bounds of the whole numbers that decide rights: outside them a value is a slip of the keyboard.
BORNES = {
    ("Q7", "alerte_mois"): (1, 120),
    ("Q11", "duree_mois"): (1, 120),
    ("Q15", "delai_jours"): (0, 365),
    ("Q19", "quorum"): (0, 1000),
    ("Q20", "delai_de_reponse_jours"): (1, 365),
    ("Q36", "seuil"): (5, 1000),  # below five, a number tells of somebody
    ("Q39", "rappel_jours"): (0, 365),
    ("Q45", "reprise_heures"): (0, 8760),
}
# Their sentences may say the hours of the call, which are written there from its dates.
QUI_DISENT_L_HEURE = ("Q24", "Q1")
SANS_DOUBLON = {("Q27", "annees"), ("Q21", "rappels_jours"), ("Q46", "rappels_jours")}
# Numbers of days before a date: none of them may be after it, nor before anybody thinks of it.
JOURS_AVANT = {("Q46", "rappels_jours")}
# Read only when another setting calls for them, or absent to say « none », or « as always ».
FACULTATIFS = {
    ("Q9", "poids"),
    ("Q18", "declarer_jusqu_au"),
    ("Q41", "notes_des_autres"),
    ("Q41", "calibrage"),
    ("Q46", "rappels_jours"),
}


def defaut_du_reglage(question, nom, valeur):
    """The French reason why this value is not accepted, or an empty string."""
    attendu = REGLAGES[question].get(nom)
    if attendu is None:
        return f"{question} n’a pas de réglage « {nom} » ; il a : {', '.join(REGLAGES[question])}"
    if isinstance(attendu, tuple):
        return (
            ""
            if valeur in attendu
            else f"{question}.{nom} vaut l’une de ces valeurs : {', '.join(map(_en_mots, attendu))}"
        )
    if type(valeur) is not attendu:
        mots = {
            TEXTE: "un texte",
            ENTIER: "un nombre entier",
            OUI_NON: "« oui » ou « non »",
            ENTIERS: "une liste de nombres",
            JOUR: "une date",
        }
        return f"{question}.{nom} attend {mots[attendu]}"
    if (question, nom) in SANS_DOUBLON and len(set(valeur)) != len(valeur):
        return f"{question}.{nom} ne dit pas deux fois la même valeur"
    if (question, nom) in JOURS_AVANT and not all(0 <= jours <= 365 for jours in valeur):
        return f"{question}.{nom} compte des jours, de 0 à 365"
    minimum, maximum = BORNES.get((question, nom), (None, None))
    if minimum is not None and not minimum <= valeur <= maximum:
        return f"{question}.{nom} va de {minimum} à {maximum}"
    return ""


def _en_mots(valeur):
    """A value as a file writes it."""
    return {"True": "oui", "False": "non"}.get(str(valeur), str(valeur))
