"""The headings of the dossier: types of structure, parts, questions, attachments, conditions (R14, R22, R23)."""

from amihr.editions.schema import TYPES_DE_FICHIER

from .commun import FACULTATIF, Rubrique, avec_codes, libelles, question

QUESTIONS = "questions-"
TYPES = {
    "texte_court": "Texte court", "texte_long": "Texte long", "choix": "Une réponse parmi plusieurs",
    "choix_multiple": "Plusieurs réponses possibles", "oui_non": "Oui ou non", "entier": "Nombre entier",
    "montant": "Montant en euros", "date": "Date", "url": "Adresse d’une page", "url_video": "Lien vers une vidéo",
    "courriel": "Courriel", "telephone": "Téléphone", "siren": "SIREN", "siret": "SIRET", "commune": "Commune",
    "thematique": "Thématique", "cas_usage": "Cas d’usage", "previsions": "Prévisions par année",
    "memoire": "Mémoire, écrit ou joint", "liste": "Liste de lignes",
}  # fmt: skip
GENRES = {
    "kbis": "Kbis ou équivalent", "fiscal": "Attestation fiscale", "piece": "Autre pièce", "memoire": "Mémoire",
    "annexe": "Annexe", "video": "Vidéo", "logo": "Logo",
}  # fmt: skip
CONSTATS = {
    "type": "Type de la structure", "siege": "Siège social", "siren": "SIREN et Annuaire des entreprises",
    "consortium": "Membres du consortium", "video": "Lien vers la vidéo",
}  # fmt: skip
PRIVE = "La commission ne voit pas ce qui est privé\u00a0: personnes à contacter, dates de naissance."


def _type_structure(_document):
    return [
        question("libelle", "Type de structure", max=120),
        question("institut", "Est-ce un institut de recherche, sans Kbis\u00a0?", "oui_non"),
        question(
            "effectif_au_plus",
            "Effectif au plus, en personnes",
            "entier",
            **FACULTATIF,
            aide="Au-delà, la relecture et l’examen le signalent. Rien n’est refusé.",
        ),
    ]


def _partie(_document):
    return [
        question("titre", "Titre de la partie", max=120),
        question("article", "Article du règlement", max=20),
        question("resume", "Ce qu’elle contient", max=200),
        question(
            "instruction",
            "Ouverte à l’instruction\u00a0?",
            "oui_non",
            aide="Les agents et l’opérateur engagés la lisent.",
        ),
        question(
            "public",
            "Destinée au public\u00a0?",
            "oui_non",
            aide="Rendue publique seulement si la solution est labellisée.",
        ),
    ]


def _question(document):
    types_a_choix = {"code": "type", "vaut": ["choix", "choix_multiple"]}
    return [
        question("libelle", "Question", max=300),
        question("type", "Type de réponse", "choix", choix=libelles(TYPES), deroulant="Choisissez"),
        question("article", "Article du règlement", max=20),
        question("aide", "Aide", "texte_long", lignes=3, **FACULTATIF),
        question("obligatoire", "La réponse est-elle obligatoire\u00a0?", "oui_non"),
        question(
            "condition", "Posée seulement si", "choix", choix=_conditions(document), deroulant="Toujours", **FACULTATIF
        ),
        question("max", "Longueur maximale, en caractères", "entier", **FACULTATIF),
        question("lignes", "Hauteur du champ, ou nombre de lignes de la liste", "entier", **FACULTATIF),
        question("unite", "Unité", max=20, **FACULTATIF),
        question("manque", "Phrase quand elle manque", max=200, aide="Un verbe à l’infinitif.", **FACULTATIF),
        question("prive", "Est-elle privée\u00a0?", "oui_non", aide=PRIVE),
        question(
            "criteres", "Critères que la réponse éclaire", "choix_multiple", choix=_criteres(document), **FACULTATIF,
            aide="Ils sont cités dans le modèle de dossier. La grille juge l’ensemble du dossier.",
        ),
        question(
            "choix", "Réponses proposées", "liste", condition=types_a_choix, lignes=30, **FACULTATIF,
            sous_champs=[question("libelle", "Réponse", max=200), question("code", "Code", max=60, **FACULTATIF)],
        ),
        question(
            "sous_champs", "Colonnes de la liste", "liste", condition={"code": "type", "vaut": ["liste"]}, lignes=20,
            **FACULTATIF,
            sous_champs=[
                question("libelle", "Colonne", max=200),
                question("code", "Code", max=60, **FACULTATIF),
                question("type", "Type", "choix", choix=libelles({c: m for c, m in TYPES.items() if c != "liste"}), deroulant="Choisissez"),
                question("obligatoire", "Obligatoire\u00a0?", "oui_non"),
                question("max", "Longueur maximale", "entier", **FACULTATIF),
                question("prive", "Privée\u00a0?", "oui_non", **FACULTATIF),
            ],
        ),
    ]  # fmt: skip


def _criteres(document):
    """Each criterion of the grid, by its rank."""
    titres = (critere["titre"] for critere in document["grille"]["criteres"])
    return [{"code": str(rang), "libelle": f"{rang}. {titre}"} for rang, titre in enumerate(titres, start=1)]


def _conditions(document):
    """Each answer of each choice of the form, and the conditions already written, as « code=answer,answer »."""
    proposees, ecrites = {}, []
    for partie in document["formulaire"]["parties"]:
        for posee in partie.get("questions", ()):
            reponses = _reponses_proposees(document, posee)
            proposees |= {
                f"{posee['code']}={code}": f"«\u00a0{posee['libelle']}\u00a0»\u00a0: {libelle}"
                for code, libelle in reponses.items()
            }
            ecrites += [_condition_ecrite(posee)] if posee.get("condition") else []
    for ecrite in ecrites:
        code, _, valeurs = ecrite.partition("=")
        libelles = [proposees.get(f"{code}={valeur}", valeur) for valeur in valeurs.split(",")]
        proposees.setdefault(ecrite, ", ou ".join(libelles))
    return [{"code": code, "libelle": libelle} for code, libelle in proposees.items()]


def _reponses_proposees(document, posee):
    if posee["type"] == "oui_non":
        return {"oui": "oui", "non": "non"}
    defaut = document["formulaire"]["types_structure"] if posee.get("role") == "type_structure" else []
    return {reponse["code"]: reponse["libelle"] for reponse in posee.get("choix", defaut)}


def _condition_ecrite(posee):
    condition = posee.get("condition")
    return f"{condition['code']}={','.join(condition['vaut'])}" if condition else ""


def _lire_question(element):
    lue = {"obligatoire": "oui", "prive": "non"} | element
    lue["obligatoire"] = "non" if lue["obligatoire"] == "non" else "oui"
    lue["condition"] = _condition_ecrite(element)
    lue["sous_champs"] = [{"obligatoire": "oui", "prive": "non"} | champ for champ in element.get("sous_champs", ())]
    return lue


def _rediger_question(reponses, element):
    redigee = reponses | {"choix": avec_codes(reponses["choix"])}
    code, _, valeurs = reponses["condition"].partition("=")
    redigee["condition"] = {"code": code, "vaut": valeurs.split(",")} if code else {}
    if code and reponses["obligatoire"] == "oui":
        redigee["obligatoire"] = "si"
    anciens = {champ["code"]: champ for champ in element.get("sous_champs", ())}
    redigee["sous_champs"] = [anciens.get(champ["code"], {}) | champ for champ in avec_codes(reponses["sous_champs"])]
    if redigee["type"] not in ("choix", "choix_multiple"):
        redigee["choix"] = []
    return {cle: element.get(cle, "") for cle in ("code", "role")} | redigee


def _piece(_document):
    types = libelles({type_: type_.upper() for type_ in TYPES_DE_FICHIER})
    return [
        question("libelle", "Pièce", max=200),
        question("article", "Article du règlement", max=20),
        question("aide", "Aide", "texte_long", lignes=3, **FACULTATIF),
        question("genre", "Genre de fichier", "choix", choix=libelles(GENRES)),
        question("types", "Types acceptés", "choix_multiple", choix=types),
        question("max_mio", "Taille maximale (Mo)", "entier"),
        question("pages_max", "Nombre maximal de pages", "entier", **FACULTATIF),
        question(
            "nombre_max", "Nombre de fichiers", "entier", aide="1 le plus souvent\u00a0; 10 au plus.", **FACULTATIF
        ),
        question("obligatoire", "Est-elle obligatoire\u00a0?", "oui_non"),
        question("instituts", "Son équivalent pour un institut de recherche", **FACULTATIF),
        question("prive", "Est-elle privée\u00a0?", "oui_non", aide=PRIVE),
        question("instruction", "Les agents qui instruisent la lisent-ils\u00a0?", "oui_non"),
        question("date_demandee", "Sa date est-elle demandée\u00a0?", "oui_non"),
    ]


def _condition(_document):
    return [
        question("libelle", "Point à examiner", max=300),
        question(
            "question",
            "La même chose, en question",
            max=300,
            **FACULTATIF,
            aide="Posée sur la page « Suis-je concerné ? ». À défaut, le point lui-même.",
        ),
        question("article", "Article du règlement", max=20),
        question("aide", "Aide", "texte_long", lignes=3, **FACULTATIF),
        question(
            "constats",
            "Ce que le logiciel relève et qui aide à l’examiner",
            "choix_multiple",
            choix=libelles(CONSTATS),
            **FACULTATIF,
            aide="Montré à côté du point, à vérifier. Rien n’en est conclu.",
        ),
    ]


def questions_de(rang, titre):
    """Return the heading of the questions of one part."""
    return Rubrique(
        f"{QUESTIONS}{rang + 1}", f"Questions de la partie «\u00a0{titre}\u00a0»", ("formulaire", "parties", rang, "questions"),
        _question, nom="une question", identifiant="code", lire=_lire_question, rediger=_rediger_question,
        page="evaluation:trame",
    )  # fmt: skip


RUBRIQUES = (
    Rubrique(
        "formulaire", "Parties du dossier", ("formulaire", "parties"), _partie, nom="une partie", libelle="titre",
        identifiant="slug", page="evaluation:trame",
        aide="La partie où se joignent les fichiers n’a pas de question, et reste dans le dossier.",
    ),
    Rubrique(
        "pieces", "Pièces à joindre", ("formulaire", "pieces"), _piece, nom="une pièce", identifiant="code",
        page="evaluation:trame",
    ),
    Rubrique(
        "types-de-structure", "Types de structure", ("formulaire", "types_structure"), _type_structure,
        nom="un type de structure", identifiant="code",
    ),
    Rubrique(
        "conditions", "Conditions d’éligibilité", ("formulaire", "conditions"), _condition, nom="un point",
        identifiant="code", page="editions:eligibilite",
    ),
)  # fmt: skip
