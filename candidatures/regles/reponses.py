"""What makes an answer well formed, by type of question. A draft may hold anything; filing may not."""

import ipaddress
import re
from datetime import date
from urllib.parse import urlsplit

from amihr.socle.adresses import hote_sans_masque
from amihr.socle.textes import nombre, pluriel

from .formulaire import est_vide, nom_de_cellule
from .numeros import erreur_de_siren, erreur_de_siret

LONGUEUR_D_URL = 500
LONGUEUR_DE_COURRIEL = 254
CHIFFRES_AU_PLUS = 15
ANNEES = range(1990, 2101)
TELEPHONE = re.compile(r"[\d\s+().-]+")
CHIFFRES_D_UN_TELEPHONE = 6
HOTES_LOCAUX = ("localhost", "local", "internal", "localdomain", "home.arpa")


def _chiffres(valeur):
    return "".join(caractere for caractere in valeur if not caractere.isspace())


def _est_une_adresse_ip(hote):
    try:
        ipaddress.ip_address(hote.strip("[]"))
    except ValueError:
        return hote.replace(".", "").isdigit() or hote.startswith("0x")
    return True


def erreur_de_lien(valeur):
    """Return what is wrong with a link to a video or a page, or ``None``.

    Q28: a public https address of at most 500 characters, without user name, IP address or local host; the
    server never fetches it. Its host is judged as a browser resolves it, whatever characters write it.
    """
    if len(valeur) > LONGUEUR_D_URL:
        return f"Le lien dépasse {LONGUEUR_D_URL} caractères\u00a0: utilisez l’adresse courte proposée par l’hébergeur."
    if any(caractere.isspace() for caractere in valeur.strip()):
        return (
            "Le lien contient une espace\u00a0: ne gardez ici que l’adresse, et écrivez le reste, un mot de passe par "
            "exemple, dans une autre réponse."
        )
    try:
        url = urlsplit(valeur.strip())
        hote, _ = hote_sans_masque((url.hostname or "").rstrip(".")), url.port
    except ValueError:
        return "Ce lien n’est pas une adresse valide\u00a0: copiez l’adresse complète, qui commence par https://."
    if url.scheme != "https" or not hote:
        return "Le lien doit commencer par https:// : copiez l’adresse complète depuis votre navigateur."
    if url.username or url.password or "@" in url.netloc:
        return "Le lien ne doit contenir ni identifiant ni mot de passe."
    if _est_une_adresse_ip(hote) or "." not in hote or hote.rsplit(".", 1)[-1] in HOTES_LOCAUX:
        return "Le lien doit mener à un site public, désigné par son nom de domaine."
    return None


def erreur_de_courriel(valeur):
    """Return what is wrong with an e-mail address, or ``None``."""
    local, arobase, domaine = valeur.strip().rpartition("@")
    if not (local and arobase and "." in domaine) or any(c.isspace() for c in valeur.strip()):
        return "Cette adresse n’est pas complète\u00a0: elle s’écrit par exemple prenom.nom@structure.fr."
    if len(valeur) > LONGUEUR_DE_COURRIEL:
        return f"L’adresse dépasse {LONGUEUR_DE_COURRIEL} caractères."
    return None


def _erreur_de_date(valeur):
    try:
        jour = date.fromisoformat(valeur)
    except (TypeError, ValueError):
        return "La date doit exister et s’écrire jour, mois et année, en chiffres\u00a0: par exemple 15, 3 et 2025."
    if jour.year not in ANNEES:
        return f"L’année doit être comprise entre {ANNEES[0]} et {ANNEES[-1]}\u00a0: vous avez saisi {jour.year}."
    return None


def erreur_de_telephone(valeur):
    """Return what is wrong with a telephone number, or ``None``: its shape only, numbers of the world are many."""
    if not TELEPHONE.fullmatch(valeur) or len(re.findall(r"\d", valeur)) < CHIFFRES_D_UN_TELEPHONE:
        return "Le numéro de téléphone s’écrit en chiffres\u00a0: par exemple 01 23 45 67 89 ou +33 1 23 45 67 89."
    return None


def _erreur_d_entier(valeur):
    if isinstance(valeur, str) and re.fullmatch(rf"-?\d{{{CHIFFRES_AU_PLUS + 1},}}", _chiffres(valeur)):
        return f"Le nombre est trop grand\u00a0: il peut avoir {CHIFFRES_AU_PLUS} chiffres au plus."
    if not isinstance(valeur, int) or isinstance(valeur, bool):
        return "Indiquez un nombre entier, en chiffres."
    return None if valeur >= 0 else "Le nombre doit être positif ou nul."


def erreurs_de_previsions(lignes, *, manques=True):
    """Return ``[(year, sentence)]``: what each year of a forecast has wrong, and lacks unless ``manques`` is false."""
    trouvees = []
    for ligne in lignes:
        if est_vide(ligne.get("montant")):
            erreur = "Indiquez un montant, 0 si vous n’en prévoyez pas." if manques else None
        else:
            erreur = _erreur_d_entier(ligne["montant"])
        if erreur:
            trouvees.append((ligne.get("annee"), f"{ligne.get('annee')}\u00a0: {erreur[0].lower()}{erreur[1:]}"))
    return trouvees


def _erreur_de_previsions(valeur):
    if not isinstance(valeur, list) or not all(isinstance(ligne, dict) for ligne in valeur):
        return "Indiquez un montant pour chaque année."
    return next((phrase for _, phrase in erreurs_de_previsions(valeur)), None)


def _codes(question):
    return {choix["code"] for choix in question.get("choix", [])}


def _erreur_de_choix(question, valeur):
    valeurs = valeur if isinstance(valeur, list) else [valeur]
    if question.get("choix") and not set(valeurs) <= _codes(question):
        return "Choisissez parmi les réponses proposées."
    return None


def erreurs_de_ligne(question, ligne, *, manques=True):
    """Return ``[(sub-question, sentence)]``: what one row of a list has wrong, and lacks unless ``manques`` is false."""
    trouvees = []
    for champ in question.get("sous_champs", []):
        contenu = ligne.get(champ["code"])
        if est_vide(contenu):
            manque = manques and champ.get("obligatoire")
            erreur = f"remplissez «\u00a0{champ['libelle']}\u00a0»." if manque else None
        else:
            erreur = erreur_de_reponse(champ, contenu)
            erreur = f"«\u00a0{champ['libelle']}\u00a0»\u00a0: {erreur[0].lower()}{erreur[1:]}" if erreur else None
        if erreur:
            trouvees.append((champ, erreur))
    return trouvees


def _erreurs_de_liste(question, valeur):
    return [
        (nom_de_cellule(question, rang, champ), f"Ligne {rang + 1}\u00a0: {erreur}")
        for rang, ligne in enumerate(valeur if isinstance(valeur, list) else [])
        for champ, erreur in erreurs_de_ligne(question, ligne)
    ]


def _erreur_de_liste(question, valeur):
    return next((phrase for _, phrase in _erreurs_de_liste(question, valeur)), None)


# What a short answer may hold when the question does not say.
MAXIMUMS = {"texte_court": 300, "commune": 120, "telephone": 40, "siren": 40, "siret": 40}
PAR_TYPE = {
    "siren": erreur_de_siren,
    "siret": erreur_de_siret,
    "courriel": erreur_de_courriel,
    "url": erreur_de_lien,
    "url_video": erreur_de_lien,
    "date": _erreur_de_date,
    "telephone": erreur_de_telephone,
    "entier": _erreur_d_entier,
    "montant": _erreur_d_entier,
    "previsions": _erreur_de_previsions,
}
PAR_CHOIX = {"choix": _erreur_de_choix, "choix_multiple": _erreur_de_choix, "oui_non": _erreur_de_choix}


def maximum_de(question):
    """Return how many characters a text may have, or ``None``."""
    return question.get("max") or MAXIMUMS.get(question["type"])


def _depassement(question, valeur):
    """Return by how much a text is too long, as a sentence begins, or ""."""
    maximum = maximum_de(question)
    if not isinstance(valeur, str) or not maximum or len(valeur) <= maximum:
        return ""
    return f"Le texte dépasse de {pluriel(len(valeur) - maximum, 'caractère')} la limite de {nombre(maximum)}"


def textes_trop_longs(partie, reponses):
    """Return ``[(code, sentence)]`` of the texts of a part that are kept although too long to be filed."""
    return [
        (question["code"], f"«\u00a0{champ['libelle']}\u00a0»{ou}\u00a0: {trop[0].lower()}{trop[1:]}.")
        for question in partie["questions"]
        for champ, ou, valeur in _textes(question, reponses.get(question["code"]))
        if (trop := _depassement(champ, valeur))
    ]


def _textes(question, valeur):
    """Return ``[(question or sub-question, which row in words, value)]``."""
    if question["type"] != "liste":
        return [(question, "", valeur)]
    lignes = enumerate(valeur if isinstance(valeur, list) else [], start=1)
    return [
        (champ, f", ligne {rang}", ligne.get(champ["code"]))
        for rang, ligne in lignes
        for champ in question.get("sous_champs", [])
    ]


def erreur_de_reponse(question, valeur):
    """Return the French sentence that says what is wrong with a non-empty answer and what to do, or ``None``."""
    if est_vide(valeur):
        return None
    if depassement := _depassement(question, valeur):
        return f"{depassement}\u00a0: raccourcissez-le."
    kind = question["type"]
    if kind == "liste":
        return _erreur_de_liste(question, valeur)
    if kind in PAR_CHOIX:
        return PAR_CHOIX[kind](question, valeur)
    if kind in PAR_TYPE:
        return PAR_TYPE[kind](valeur)
    return None


def erreurs_de_reponse(question, valeur):
    """Return ``[(control, sentence)]``: all that is wrong with an answer, cell by cell; "" is the question's own control.

    What ``erreur_de_reponse`` finds nothing wrong with has no error here either.
    """
    erreur = erreur_de_reponse(question, valeur)
    if erreur is None:
        return []
    if question["type"] == "liste":
        return _erreurs_de_liste(question, valeur)
    if question["type"] == "previsions" and isinstance(valeur, list):
        return [(f"{question['code']}__{annee}", phrase) for annee, phrase in erreurs_de_previsions(valeur)]
    return [("", erreur)]
