"""What the answers given in one call are worth in another: the same question, an answer that it still offers."""

from dataclasses import dataclass

from .affichage import choix_de
from .formulaire import est_vide, parties_a_remplir

A_CHOIX = ("choix", "choix_multiple", "oui_non", "thematique", "cas_usage")
# Figures are those of a day, or of the years of one call (see Q27); an agreement is given to the texts of one dossier (see Q35).
TYPES_JAMAIS_REPRIS = ("previsions",)
ROLES_JAMAIS_REPRIS = ("effectif", "licence", "faits_publics")


@dataclass(frozen=True)
class Reprise:
    """``contenus``: the answers taken, by part of the new form.

    Labels of the others: ``a_redonner``, what the new form asks too but is never taken; ``laissees``, what it no longer
    asks, or no longer so.
    """

    contenus: dict
    a_redonner: list
    laissees: list


def reprendre(ancien, contenus, neuf):
    """Return the ``Reprise`` of answers ``{part: {code: value}}`` to the form ``ancien`` in the form ``neuf``.

    A question is the same by its code and its type, wherever it stands. A text is taken whole, even beyond a new limit:
    nothing is cut. A choice is taken when it is still offered, the rows of a list for the columns that remain.
    Both forms carry their thématiques (see ``formulaire_complet``).
    """
    donnees = {
        question["code"]: (question, contenus.get(partie["slug"], {}).get(question["code"]))
        for partie in parties_a_remplir(ancien)
        for question in partie["questions"]
    }
    donnees = {code: donnee for code, donnee in donnees.items() if not est_vide(donnee[1])}
    repris, a_redonner = {}, []
    for partie in parties_a_remplir(neuf):
        for question in partie["questions"]:
            if not (donnee := donnees.get(question["code"])) or question["type"] != donnee[0]["type"]:
                continue
            if _est_jamais_reprise(question) or _est_jamais_reprise(donnee[0]):
                a_redonner.append(donnees.pop(question["code"])[0]["libelle"])
            elif not est_vide(valeur := _valeur(question, *donnee, neuf)):
                repris.setdefault(partie["slug"], {})[question["code"]] = valeur
                del donnees[question["code"]]
    return Reprise(repris, a_redonner, [question["libelle"] for question, _ in donnees.values()])


def _est_jamais_reprise(question):
    return question["type"] in TYPES_JAMAIS_REPRIS or question.get("role") in ROLES_JAMAIS_REPRIS


def _valeur(question, ancienne, valeur, formulaire):
    """Return what a new question takes of an old answer, or None."""
    if est_vide(valeur) or question["type"] != ancienne["type"]:
        return None
    if question["type"] in A_CHOIX:
        return _choix(valeur, choix_de(question, formulaire))
    if question["type"] == "liste":
        return _lignes(question, ancienne, valeur, formulaire)
    return valeur


def _choix(valeur, offerts):
    if isinstance(valeur, list):
        return [code for code in valeur if code in offerts]
    return valeur if valeur in offerts else None


def _lignes(question, ancienne, lignes, formulaire):
    anciens = {champ["code"]: champ for champ in ancienne["sous_champs"]}
    reprises = []
    for ligne in lignes:
        lues = {
            champ["code"]: _valeur(champ, anciens[champ["code"]], ligne.get(champ["code"]), formulaire)
            for champ in question["sous_champs"]
            if champ["code"] in anciens
        }
        reprises.append({code: valeur for code, valeur in lues.items() if not est_vide(valeur)})
    return [ligne for ligne in reprises if ligne]
