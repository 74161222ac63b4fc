"""Answers to any form: one well-formed value per type of question, long texts three quarters full."""

PHRASE = "Le houppier de chaque arbre est segmenté sur une image aérienne à 5 cm, puis suivi d’une année à l’autre. "
TEXTE_LONG = 2_000
FIXES = {
    "siren": "000000018",
    "courriel": "claire@orthoselve.example",
    "telephone": "01 00 00 00 00",
    "url": "https://orthoselve.example/",
    "url_video": "https://videos.example.org/canoptere",
    "date": "2025-03-15",
    "entier": 12,
    "montant": 250_000,
    "commune": "Montreuil (93)",
    "oui_non": "oui",
}


def _texte(question):
    maximum = question.get("max") or TEXTE_LONG
    longueur = maximum * 3 // 4 if question["type"] in ("texte_long", "memoire") else min(maximum, 40)
    return (PHRASE * (longueur // len(PHRASE) + 1))[:longueur].strip()


def _previsions(annees):
    return [{"annee": annee, "montant": 100_000} for annee in annees]


def reponse(question, edition):
    """Return a value that the rules of this question accept."""
    genre = question["type"]
    if genre in FIXES:
        return FIXES[genre]
    if genre == "choix":
        return question["choix"][0]["code"]
    if genre == "choix_multiple":
        return [choix["code"] for choix in question["choix"][:3]]
    if genre == "thematique":
        return "environnement"
    if genre == "cas_usage":
        return ["arbres", "vegetation"]
    if genre == "previsions":
        return _previsions(edition.reglage("Q27", "annees"))
    if genre == "liste":
        return [{champ["code"]: reponse(champ, edition) for champ in question["sous_champs"]} for _ in range(2)]
    return _texte(question)


def remplir(edition):
    """Return ``{part: answers}`` for a complete dossier of this edition."""
    return {
        partie["slug"]: {question["code"]: reponse(question, edition) for question in partie["questions"]}
        for partie in edition.formulaire["parties"]
        if partie["questions"]
    }
