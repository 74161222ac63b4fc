"""What a dossier still lacks before it can be filed, each gap with its article."""

from dataclasses import dataclass

from .formulaire import (
    TEXTES,
    emplacement_du_memoire,
    est_institut,
    est_obligatoire,
    est_vide,
    libelle_de_piece,
    question_posee,
)
from .reponses import erreurs_de_reponse

PARTIE_DES_PIECES = "pieces"


@dataclass(frozen=True)
class Manque:
    """One gap: where it is, which article asks for it, what to do.

    ``controle``: the name of the cell to fill, when the question has several.
    """

    partie: str
    code: str
    article: str
    phrase: str
    controle: str = ""


def _erreur_de_thematique(formulaire, question, valeur):
    """Return what is wrong with the thématique chosen, or ``None``; known once the form carries them.

    R19: the answer is one of the edition's thématiques; their use cases are examples, other needs are allowed.
    """
    connues = {thematique["slug"] for thematique in formulaire.get("thematiques", ())}
    if question["type"] == "thematique" and connues and valeur not in connues:
        return "Choisissez parmi les réponses proposées."
    return None


def _manques_de_question(formulaire, partie, question, contenus, emplacements):
    """Return the gaps of one question: a row half filled lacks each of its cells, all said at once."""
    valeur = contenus.get(partie["slug"], {}).get(question["code"])
    ou = partie["slug"], question["code"], question.get("article") or partie.get("article", "")
    if not question_posee(question, contenus):
        return []
    if est_vide(valeur):
        jointe = question["type"] == "memoire" and emplacement_du_memoire(formulaire) in emplacements
        if jointe or not est_obligatoire(question, contenus):
            return []
        return [Manque(*ou, question.get("manque") or f"Remplir «\u00a0{question['libelle']}\u00a0»")]
    erreurs = erreurs_de_reponse(question, valeur)
    if not erreurs and (erreur := _erreur_de_thematique(formulaire, question, valeur)):
        erreurs = [("", erreur)]
    return [
        Manque(*ou, f"«\u00a0{question['libelle']}\u00a0»\u00a0: {erreur}", controle) for controle, erreur in erreurs
    ]


def _manques_de_pieces(formulaire, contenus, emplacements):
    institut = est_institut(formulaire, contenus)
    return [
        Manque(
            PARTIE_DES_PIECES,
            piece["code"],
            piece.get("article", ""),
            f"Joindre «\u00a0{libelle_de_piece(piece, institut)}\u00a0»",
        )
        for piece in formulaire["pieces"]
        if piece.get("obligatoire") and piece["code"] not in emplacements
    ]


def manques(formulaire, contenus, emplacements):
    """Return the gaps of a dossier, in the order of the form.

    R4: only a complete dossier is filed; this is the server's only judge of completeness.
    R22: the parts of the dossier are those that the edition's form asks for, each with its article.
    R23: an attachment slot marked as required must hold a file.

    ``contenus`` maps part slugs to answers; ``emplacements`` is the set of slots that hold a file.
    A memo is typed or attached: one of the two.
    """
    trouves = []
    for partie in formulaire["parties"]:
        for question in partie["questions"]:
            trouves += _manques_de_question(formulaire, partie, question, contenus, emplacements)
    return trouves + _manques_de_pieces(formulaire, contenus, emplacements)


def manque_autrement(partie, ancien, nouveau):
    """Tell whether answers of a part, once changed, may change what the dossier lacks; typing on in a text does not.

    No question depends on the words of another, only on choices and figures.
    """
    for question in partie["questions"]:
        avant, apres = ancien.get(question["code"]), nouveau.get(question["code"])
        if avant == apres:
            continue
        if question["type"] not in TEXTES or _etat_de(question, avant) != _etat_de(question, apres):
            return True
    return False


def _etat_de(question, valeur):
    return est_vide(valeur), erreurs_de_reponse(question, valeur)


def avancement(formulaire, contenus, emplacements):
    """Return ``{slug: "complete" | "facultative" | "commencee" | "a_remplir"}`` for each part, attachments included.

    A part that lacks nothing is complete; ``facultative`` when nothing was written in it, nothing being required.
    """
    incompletes = {manque.partie for manque in manques(formulaire, contenus, emplacements)}
    etats = {}
    for partie in formulaire["parties"]:
        commencee = any(not est_vide(valeur) for valeur in contenus.get(partie["slug"], {}).values())
        etats[partie["slug"]] = _etat(partie["slug"] in incompletes, commencee, bool(partie["questions"]))
    etats[PARTIE_DES_PIECES] = _etat(PARTIE_DES_PIECES in incompletes, bool(emplacements), True)
    return etats


def _etat(incomplete, commencee, a_des_questions):
    if not incomplete:
        return "complete" if commencee or not a_des_questions else "facultative"
    return "commencee" if commencee else "a_remplir"
