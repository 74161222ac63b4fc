"""Answers of a dossier in the words of a public page."""

from datetime import date

from amihr.socle.adresses import adresse_sans_masque
from amihr.socle.textes import date_longue, euros, nombre
from candidatures.regles.formulaire import est_vide
from candidatures.regles.reponses import erreur_de_lien

SANS_FORME_PUBLIQUE = ("siren", "siret", "courriel", "telephone", "previsions", "memoire", "thematique", "cas_usage")


def en_mots(question, valeur):
    """Return an answer as a public page writes it, or "" when it has nothing to write there.

    Private fields of a list, contact details, and links that are not public https addresses are left out.
    """
    kind = question["type"]
    if est_vide(valeur) or kind in SANS_FORME_PUBLIQUE:
        return ""
    if kind in ("choix", "choix_multiple", "oui_non"):
        return _choix(question, valeur)
    if kind == "liste":
        return _lignes(question, valeur)
    if kind == "date":
        return date_longue(date.fromisoformat(valeur))
    if kind in ("entier", "montant"):
        return _quantite(question, valeur)
    if kind in ("url", "url_video"):
        return "" if erreur_de_lien(valeur) else adresse_sans_masque(valeur)
    return str(valeur).strip()


def genre(question):
    """Return how a page draws the answer: "texte", "lien" or ""."""
    return {"texte_long": "texte", "url": "lien", "url_video": "lien"}.get(question["type"], "")


def _choix(question, valeur):
    libelles = {choix["code"]: choix["libelle"] for choix in question.get("choix", [])}
    if question["type"] == "oui_non":
        libelles = {"oui": "Oui", "non": "Non", True: "Oui", False: "Non"}
    valeurs = valeur if isinstance(valeur, list) else [valeur]
    return ", ".join(libelles.get(code, "") for code in valeurs if libelles.get(code))


def _quantite(question, valeur):
    if question.get("unite") == "€":
        return euros(valeur)
    return f"{nombre(valeur)}\u00a0{question['unite']}" if question.get("unite") else nombre(valeur)


def _lignes(question, lignes):
    champs = [champ for champ in question.get("sous_champs", []) if not champ.get("prive")]
    ecrites = []
    for ligne in lignes:
        morceaux = [_en_ligne(champ, ligne.get(champ["code"])) for champ in champs]
        ecrites.append(", ".join(morceau for morceau in morceaux if morceau))
    return "\n".join(ecrite for ecrite in ecrites if ecrite)


def _en_ligne(champ, valeur):
    """One cell of a list; a year is written without the space of thousands."""
    return str(valeur) if champ["type"] == "entier" and not est_vide(valeur) else en_mots(champ, valeur)
