"""What is said of a content to a reader who may not see it: that it is there, never what it says (Q8)."""

from dataclasses import dataclass

from amihr.socle.adresses import hote_de
from amihr.socle.textes import pluriel

from .formulaire import TEXTES, emplacement_du_memoire, est_vide, piece_de, question_posee

ABSENT = "absent"


@dataclass(frozen=True)
class Presence:
    """One part or one slot that the reader may not open; ``faits``: ``((what, how it is there), …)``."""

    genre: str  # "partie" or "piece": the two share no namespace of codes
    code: str
    titre: str
    article: str
    faits: tuple


def presence_de_reponse(question, valeur):
    """Return how an answer is there: a short one says no length, which would tell it (« oui », « non », a number)."""
    if est_vide(valeur):
        return "non répondu"
    if question["type"] == "url_video":
        return f"lien vers {_hote(valeur)}"
    if question["type"] in TEXTES:
        return f"répondu, {pluriel(len(valeur), 'caractère')}"
    return "répondu"


def _hote(adresse):
    return hote_de(adresse) or "une adresse illisible"


def presence_de_fichiers(fichiers):
    """Return how the files of one slot are there: « présent, 12 pages »."""
    return "\u00a0; ".join(_presence_de_fichier(fichier) for fichier in fichiers) or ABSENT


def _presence_de_fichier(fichier):
    return f"présent, {pluriel(fichier.pages, 'page')}" if fichier.pages else "présent"


def presence_de_partie(formulaire, partie, contenu, pieces):
    """Return the ``Presence`` of one part; where a memo is asked, the file that may stand for it counts too."""
    reponses, faits = contenu.get(partie["slug"], {}), []
    for question in partie["questions"]:
        if not question_posee(question, contenu):
            continue
        faits.append((question["libelle"], presence_de_reponse(question, reponses.get(question["code"]))))
        emplacement = emplacement_du_memoire(formulaire)
        if question["type"] == "memoire" and emplacement in pieces:
            joint = presence_de_fichiers(pieces[emplacement])
            faits.append((piece_de(formulaire, emplacement)["libelle"], joint))
    return Presence("partie", partie["slug"], partie["titre"], partie.get("article", ""), tuple(faits))


def presence_de_piece(emplacement, pieces):
    """Return the ``Presence`` of one slot."""
    fait = (emplacement["libelle"], presence_de_fichiers(pieces.get(emplacement["code"], ())))
    return Presence("piece", emplacement["code"], emplacement["libelle"], emplacement.get("article", ""), (fait,))
