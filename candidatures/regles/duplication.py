"""What the answers given in one call are worth in another: the same question, an answer that it still offers."""

from dataclasses import dataclass

from .affichage import choix_de
from .formulaire import est_vide, parties_a_remplir

A_CHOIX = ("choix", "choix_multiple", "oui_non", "thematique", "cas_usage")
# Amounts are asked for the years of one call: those of another are other figures.
JAMAIS_REPRIS = ("previsions",)


@dataclass(frozen=True)
class Reprise:
    """``contenus``: the answers taken, by part of the new form; ``laissees``: labels of those that were not."""

    contenus: dict
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
    repris = {}
    for partie in parties_a_remplir(neuf):
        for question in partie["questions"]:
            valeur = _valeur(question, *donnees.get(question["code"], ({}, None)), neuf)
            if not est_vide(valeur):
                repris.setdefault(partie["slug"], {})[question["code"]] = valeur
    pris = {code for reponses in repris.values() for code in reponses}
    laissees = [q["libelle"] for code, (q, valeur) in donnees.items() if not est_vide(valeur) and code not in pris]
    return Reprise(repris, laissees)


def _valeur(question, ancienne, valeur, formulaire):
    """Return what a new question takes of an old answer, or None."""
    if est_vide(valeur) or question["type"] != ancienne["type"] or question["type"] in JAMAIS_REPRIS:
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
