"""The decision letter: the edition's editable texts, filled in with the facts of one decision."""

from amihr.editions.recours import RECOURS
from amihr.editions.textes import completer
from amihr.socle.textes import date_longue
from evaluation.models import Sens

from .duree import dernier_jour

CORPS = {Sens.LABELLISEE: "lettre.labellisee", Sens.NON_LABELLISEE: "lettre.non_labellisee"}
ALGORITHME = "lettre.algorithme"
CODES = (*CORPS.values(), RECOURS, ALGORITHME)
SANS_DATE = "dont la date vous sera indiquée"


def composer_lettre(decision, textes, *, duree_mois, annonce_le=None):
    """Return the letter as plain values: ``{"corps", "recours", "algorithme"}``.

    Q44: the mention of the calculation is an editable text of the edition, written in every letter; empty, it
    says nothing. The « voies et délais de recours » likewise, never filled in by the software (see Q22).
    ``decision``: signed, with ``acte``, ``seance`` and ``candidature``; ``textes``: by code (``CODES``);
    ``annonce_le``: the day of the public announcement, if it is known.
    """
    candidature, debut = decision.candidature, decision.acte.date
    valeurs = {
        "date_commission": date_longue(decision.seance.jour),
        "solution": candidature.titre,
        "reference": candidature.reference,
        "titulaire": candidature.denomination,
        "debut": date_longue(debut),
        "fin": date_longue(dernier_jour(debut, duree_mois)),
        "publication": f"prévue le {date_longue(annonce_le)}" if annonce_le else SANS_DATE,
    }
    return {
        "corps": completer(textes.get(CORPS[Sens(decision.sens)], ""), valeurs),
        "recours": textes.get(RECOURS, "").strip(),
        "algorithme": completer(textes.get(ALGORITHME, ""), valeurs).strip(),
    }
