"""An answer, as people read it: labels for codes, dates and amounts in French."""

from datetime import date

from amihr.socle.adresses import adresse_sans_masque
from amihr.socle.textes import date_longue, euros, nombre, siren_affiche, visible

from .formulaire import est_vide, question_posee
from .numeros import siren_lu
from .reponses import erreur_de_lien

GROUPES_A_PARTIR_DE = 10_000  # a year is never « 2 025 »
EN_UNE_LIGNE, REPONSES_EN_UNE_LIGNE = 110, 2
LONGS = {"texte_long", "memoire"}
LIENS = {"url", "url_video"}
# « Oui », « 6 » and a date say nothing without their question; a thématique is a code until its edition names it.
MUETS_SEULS = {"oui_non", "date", "thematique", "cas_usage", "courriel", "telephone", "choix_multiple"}


def choix_de(question, formulaire):
    """Return ``{code: label}`` for a question of choice, the thématiques and use cases of the edition included."""
    thematiques = formulaire.get("thematiques", [])
    if question["type"] == "thematique":
        return {t["slug"]: t["titre"] for t in thematiques}
    if question["type"] == "cas_usage":
        return {c["code"]: c["libelle"] for t in thematiques for c in t["cas_usage"]}
    if question["type"] == "oui_non":
        return {"oui": "Oui", "non": "Non"}
    return {choix["code"]: choix["libelle"] for choix in question.get("choix", [])}


def choix_proposes(question, formulaire):
    """Return the choices that a question offers, as Django lists them; the use cases stand under their thématique."""
    if question["type"] != "cas_usage":
        return list(choix_de(question, formulaire).items())
    return [
        (thematique["titre"], [(cas["code"], cas["libelle"]) for cas in thematique["cas_usage"]])
        for thematique in formulaire.get("thematiques", [])
        if thematique["cas_usage"]
    ]


def _date(valeur):
    try:
        return date_longue(date.fromisoformat(valeur))
    except (TypeError, ValueError):
        return str(valeur)


def _entier(question, valeur):
    if not isinstance(valeur, int):
        return str(valeur)
    entier = nombre(valeur) if abs(valeur) >= GROUPES_A_PARTIR_DE else str(valeur)
    ecrit = euros(valeur) if question["type"] == "montant" else entier
    return f"{ecrit}\u00a0{question['unite']}" if question.get("unite") and question["type"] == "entier" else ecrit


def _numero(genre, valeur):
    return siren_affiche((siren_lu(valeur) if genre == "siren" else "") or str(valeur))


def _previsions(valeur):
    return [f"{ligne.get('annee')}\u00a0: {_montant_prevu(ligne.get('montant'))}" for ligne in valeur]


def _montant_prevu(montant):
    return "non indiqué" if est_vide(montant) else _entier({"type": "montant"}, montant)


def _liste(question, valeur, formulaire):
    return [
        ", ".join(
            f"{champ['libelle']}\u00a0: {afficher(champ, ligne.get(champ['code']), formulaire)['texte']}"
            for champ in question["sous_champs"]
            if not est_vide(ligne.get(champ["code"]))
        )
        for ligne in valeur
    ]


def afficher(question, valeur, formulaire):
    """Return ``{"texte": words, "lignes": several lines or [], "url": address or ""}`` for one answer."""
    if est_vide(valeur):
        return {"texte": "", "lignes": [], "url": ""}
    genre, lignes = question["type"], []
    libelles = choix_de(question, formulaire)
    if genre == "liste":
        lignes = _liste(question, valeur, formulaire)
    elif genre == "previsions":
        lignes = _previsions(valeur)
    elif isinstance(valeur, list):
        lignes = [libelles.get(code, str(code)) for code in valeur]
    if lignes:
        return {"texte": " ; ".join(lignes), "lignes": lignes, "url": ""}
    if genre in LIENS:
        adresse = adresse_sans_masque(valeur)
        return {"texte": adresse, "lignes": [], "url": "" if erreur_de_lien(adresse) else adresse}
    texte = _en_mots(question, libelles.get(valeur, valeur) if libelles else valeur)
    return {"texte": str(texte), "lignes": [], "url": ""}


def _en_mots(question, valeur):
    """One answer that is neither several nor a link; a code is already its words."""
    genre = question["type"]
    if genre == "date":
        return _date(valeur)
    if genre in ("entier", "montant"):
        return _entier(question, valeur)
    return _numero(genre, valeur) if genre in ("siren", "siret") else valeur


def en_une_ligne(partie, contenus, formulaire):
    """Return the first answers of a part, on one line and cut, "" when none says something by itself.

    Private answers are left out, and those whose question is asked no longer; nothing follows a long text.
    """
    dites = []
    for question in partie["questions"]:
        valeur = contenus.get(partie["slug"], {}).get(question["code"])
        if not question.get("prive") and not est_vide(valeur) and question_posee(question, contenus):
            dites.append(_dite_seule(question, valeur, formulaire))
            if question["type"] in LONGS:
                break
    ligne = visible(" · ".join([dite for dite in dites if dite][:REPONSES_EN_UNE_LIGNE]), une_ligne=True)
    return ligne if len(ligne) <= EN_UNE_LIGNE else f"{ligne[:EN_UNE_LIGNE].rsplit(' ', 1)[0]}…"


def _dite_seule(question, valeur, formulaire):
    """One answer without its question; the rows of a list by their first column."""
    genre = question["type"]
    if genre in MUETS_SEULS or (genre == "entier" and not question.get("unite")):
        return ""
    if genre != "liste":
        return afficher(question, valeur, formulaire)["texte"]
    premiere = question["sous_champs"][0]
    noms = [afficher(premiere, ligne.get(premiere["code"]), formulaire)["texte"] for ligne in valeur]
    return "" if premiere.get("prive") else ", ".join(nom for nom in noms if nom)
