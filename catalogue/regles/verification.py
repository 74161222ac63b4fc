"""What the public is told of a label code."""

from dataclasses import dataclass

from amihr.socle.codes import ecrire
from amihr.socle.textes import date_longue, siren_affiche

from .duree import EtatDuLabel

# The look of each answer (templates/composants/etat_verif.html).
ALLURES = {
    EtatDuLabel.ACTIF: ("valide", "Label valide"),
    EtatDuLabel.A_VENIR: ("avenir", "Label à venir"),
    EtatDuLabel.EXPIRE: ("expire", "Label expiré"),
    EtatDuLabel.RETIRE: ("retire", "Label retiré"),
}
INCONNU = "inconnu"


@dataclass(frozen=True)
class Reponse:
    """Today's answer about one label: ``etat`` names its look, ``paires`` its facts."""

    etat: str
    titre: str
    phrase: str
    paires: tuple = ()


def reponse(label, etat, jour, retire_le=None):
    """Return the ``Reponse`` about a published label on ``jour``, as ``label_public`` reads it.

    Q37: for a withdrawn or expired label too, the code says who holds it, and never why it was withdrawn.
    """
    allure, titre = ALLURES[etat]
    return Reponse(allure, titre, _phrase(label, etat, jour, retire_le), _paires(label, etat, retire_le))


def _phrase(label, etat, jour, retire_le):
    solution, titulaire = f"«\u00a0{label.solution}\u00a0»", label.titulaire
    if etat == EtatDuLabel.RETIRE:
        return (
            f"Le label de {solution}, tenu par {titulaire}, a été retiré le {date_longue(retire_le)}. "
            "Il ne produit plus d’effet depuis cette date, quel que soit le macaron affiché."
        )
    if etat == EtatDuLabel.EXPIRE:
        return (
            f"Le label de {solution}, tenu par {titulaire}, a pris fin le {date_longue(label.fin)}. "
            "Cette solution ne peut plus se dire labellisée."
        )
    if etat == EtatDuLabel.A_VENIR:
        return f"Le label de {solution}, tenu par {titulaire}, prendra effet le {date_longue(label.debut)}."
    siren = f" (SIREN {siren_affiche(label.siren)})" if label.siren else ""
    return f"Au {date_longue(jour)}, {solution}, proposée par {titulaire}{siren}, porte le label {label.edition.nom}."


def _paires(label, etat, retire_le):
    membres = ", ".join(membre["denomination"] for membre in label.membres)
    verbe = "Valable" if etat in (EtatDuLabel.ACTIF, EtatDuLabel.A_VENIR) else "Était valable"
    retrait = f"jusqu’à son retrait, le {date_longue(retire_le)}"
    fin = retrait if etat == EtatDuLabel.RETIRE else f"au {date_longue(label.fin)} inclus"
    paires = [
        (verbe, f"du {date_longue(label.debut)} {fin}"),
        ("Titulaire", label.titulaire),
        ("Avec", membres),
        ("Décision", f"Commission du {date_longue(label.commission_le)}, édition {label.edition.annee}"),
        ("Appel", label.edition.nom),
        ("Code", ecrire(label.code)),
    ]
    return tuple({"nom": nom, "valeur": valeur} for nom, valeur in paires if valeur)
