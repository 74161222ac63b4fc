"""Fictional macarons, with the words of another call than the real one."""

from datetime import date

from catalogue.documents.macaron import Macaron, Mots

REGLAGES = {
    "titre": "Label Rivière claire",
    "couronne": "Rivière claire",
    "validite": "valable un an",
    "verifier": "Vérifier ce label",
    "variantes": {
        "label": {"mention": "Solution retenue", "libelle": "Solution retenue"},
        "coup_de_coeur": {"mention": "Préférée du jury", "libelle": "Préférée du jury"},
    },
}
ADRESSE = "https://ami.example/verifier/7K4M-QX2P/"


def macaron(**changements):
    """Return a Macaron, with some of its fields changed."""
    coeur = changements.get("est_coup_de_coeur", False)
    champs = {
        "mots": Mots.de(REGLAGES, coeur),
        "solution": "Argilomètre",
        "titulaire": "Hydromire SAS",
        "millesime": "2026",
        "debut": date(2026, 5, 27),
        "fin": date(2027, 5, 26),
        "code": "7K4MQX2P",
        "adresse": ADRESSE,
    }
    return Macaron(**champs | changements)
