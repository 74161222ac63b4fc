"""The template of a dossier: what each part asks, within which limits, for which criterion. Plain values, kept as JSON."""

from amihr.editions.limites import limites_d_un_emplacement
from amihr.socle.textes import nombre
from candidatures.regles.affichage import choix_de
from candidatures.regles.reponses import MAXIMUMS

# What is expected, in the words of whoever answers; the types that list their answers need none.
ATTENDUS = {
    "texte_court": "Une ligne",
    "texte_long": "Un texte",
    "memoire": "Un texte, ou un fichier à joindre",
    "entier": "Un nombre entier",
    "montant": "Un montant en euros",
    "date": "Une date",
    "url": "L’adresse d’une page, qui commence par https://",
    "url_video": "Le lien vers une vidéo, qui commence par https://",
    "siren": "Un SIREN, 9 chiffres",
    "siret": "Un SIRET, 14 chiffres",
    "courriel": "Une adresse de courriel",
    "telephone": "Un numéro de téléphone",
    "commune": "Une commune",
    "previsions": "Un montant pour chaque année",
    "liste": "Une liste",
    "choix": "Une réponse parmi",
    "oui_non": "Une réponse parmi",
    "thematique": "Une réponse parmi",
    "choix_multiple": "Une ou plusieurs réponses parmi",
    "cas_usage": "Une ou plusieurs réponses parmi",
}
LONGS = ("texte_court", "texte_long", "memoire")


def matiere(formulaire, grille):
    """Return ``{"parties", "pieces", "criteres"}`` from a complete form and a ``GrilleLue`` (or ``None``)."""
    criteres = criteres_en_clair(grille) if grille else []
    titres = {critere["rang"]: critere["titre"] for critere in criteres}
    questions = {q["code"]: q for partie in formulaire["parties"] for q in partie["questions"]}
    return {
        "parties": [
            {
                "titre": partie["titre"],
                "article": partie["article"],
                "resume": partie["resume"],
                "est_publique": bool(partie.get("public")),
                "questions": [_question(q, formulaire, questions, titres) for q in partie["questions"]],
            }
            for partie in formulaire["parties"]
            if partie["questions"]
        ],
        "pieces": [_piece(piece) for piece in formulaire["pieces"]],
        "criteres": criteres,
    }


def _question(question, formulaire, questions, titres):
    si = _si(question, formulaire, questions)
    return {
        "libelle": question["libelle"],
        "article": question.get("article", ""),
        "aide": question.get("aide", ""),
        "attendu": ATTENDUS[question["type"]],
        "limite": _limite(question),
        "obligation": _obligation(question, si),
        "reponses": [] if question["type"] == "texte_court" else list(choix_de(question, formulaire).values()),
        "colonnes": [_colonne(champ) for champ in question.get("sous_champs", [])],
        "criteres": [f"{rang}. {titres[rang]}" for rang in question.get("criteres", []) if rang in titres],
    }


def _colonne(champ):
    attendu = ATTENDUS[champ["type"]]
    details = [attendu[:1].lower() + attendu[1:], _limite(champ), "" if champ.get("obligatoire") else "facultatif"]
    return f"{champ['libelle']} ({', '.join(detail for detail in details if detail)})"


def _limite(question):
    maximum = question.get("max") or (MAXIMUMS["texte_court"] if question["type"] == "texte_court" else None)
    return f"{nombre(maximum)}\u00a0caractères au plus" if maximum and question["type"] in LONGS else ""


def _obligation(question, si):
    if not question.get("obligatoire"):
        return f"Facultatif{si}"
    return f"Obligatoire{si}"


def _si(question, formulaire, questions):
    condition = question.get("condition")
    if not condition:
        return ""
    autre = questions[condition["code"]]
    libelles = choix_de(autre, formulaire)
    attendus = " ou ".join(libelles.get(valeur, valeur) for valeur in condition["vaut"])
    return f", à remplir si «\u00a0{autre['libelle']}\u00a0»\u00a0: {attendus}"


def _piece(piece):
    return {
        "libelle": piece["libelle"],
        "article": piece.get("article", ""),
        "aide": piece.get("aide", ""),
        "instituts": piece.get("instituts", ""),
        "limites": limites_d_un_emplacement(piece),
        "obligation": "Obligatoire" if piece.get("obligatoire") else "Facultatif",
    }


def criteres_en_clair(grille):
    """Return the criteria of a ``GrilleLue`` in their order, each note with its word and what it means."""
    return [_critere(critere, grille) for critere in grille.criteres]


def _critere(critere, grille):
    return {
        "rang": critere.rang,
        "titre": critere.titre,
        "article": critere.article,
        "aide": critere.aide,
        "sous_criteres": [sous.titre for sous in critere.sous_criteres],
        "niveaux": [
            {
                "note": note,
                "mot": grille.echelle["mots"].get(str(note), ""),
                "texte": critere.descripteurs.get(note, ""),
            }
            for note in grille.notes
        ],
    }
