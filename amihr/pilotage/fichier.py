"""An edition written as its file: what ``amihr.editions.appel`` reads back to the same edition.

A document is the file's own shape: mappings, lists and texts, keys without a value left out.
"""

import strictyaml
from django.utils.html import strip_tags

from amihr.editions.appel import lire_document
from amihr.editions.dates import derniere_minute
from amihr.editions.reglement import derniere_version
from amihr.horloge import PARIS, jour_de_paris
from amihr.pilotage.photographie import photographier


def document(edition):
    """Return an edition as its file would say it, read from the database now.

    Its ``reglement`` block carries the last version of the règlement.
    """
    lue = photographier(edition)
    ecrit = {
        "edition": lue["edition"],
        "dates": _dates(edition),
        "calendrier": lue["calendrier"],
        "thematiques": lue["thematiques"],
        "formulaire": _formulaire(lue["formulaire"]),
        "grille": {"echelle": lue["grille"]["echelle"], "criteres": lue["grille"]["criteres"]},
        "colleges": lue["colleges"],
        "engagements": lue["engagements"],
        "macaron": lue["macaron"],
        "reglement": _reglement(edition),
        "chiffres": lue["chiffres"],
        "reglages": lue["reglages"],
    }
    # An empty text is a text: staff empties it on purpose.
    return _brut(ecrit) | ({"textes": lue["textes"]} if lue["textes"] else {})


def en_yaml(ecrit):
    """Return the text of a document, ready to be kept as a file or read back."""
    return strictyaml.as_document(ecrit).as_yaml()


def relire(ecrit):
    """Return the ``Appel`` that a document describes. Raises AppelInvalide with the reason."""
    return lire_document(ecrit)


def _brut(valeur):
    """The value in the words of a file: texts, « oui » and « non »; what is empty is left out."""
    if isinstance(valeur, dict):
        ecrites = {str(cle): _brut(contenu) for cle, contenu in valeur.items()}
        return {cle: contenu for cle, contenu in ecrites.items() if contenu not in ("", [], {})}
    if isinstance(valeur, list | tuple):
        return [_brut(element) for element in valeur]
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return "" if valeur is None else str(valeur)


def _dates(edition):
    ouverture, derniere = edition.ouverture_le.astimezone(PARIS), derniere_minute(edition.cloture_le).astimezone(PARIS)
    return {
        "ouverture": jour_de_paris(edition.ouverture_le).isoformat(),
        "heure_ouverture": f"{ouverture:%H:%M}",
        "cloture": jour_de_paris(derniere).isoformat(),
        "derniere_minute": f"{derniere:%H:%M}",
        "commission": edition.commission_le.isoformat() if edition.commission_le else "",
    }


def _formulaire(lu):
    return lu | {
        "parties": [partie | {"questions": [_question(q) for q in partie["questions"]]} for partie in lu["parties"]],
        "pieces": [{cle: valeur for cle, valeur in piece.items() if cle != "multiple"} for piece in lu["pieces"]],
    }


def _question(lue):
    """A question as the file says it: the answers that another block gives are left out."""
    return {cle: valeur for cle, valeur in lue.items() if cle != "choix" or lue["role"] != "type_structure"}


def _reglement(edition):
    version = derniere_version(edition)
    return {
        "publication": jour_de_paris(version.publiee_le).isoformat(),
        "texte": version.texte or strip_tags(version.html),  # versions older than the column have their HTML only
        "changements": version.changements,
    }
