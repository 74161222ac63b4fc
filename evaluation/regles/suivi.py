"""What is told of a decision, of a meeting and of an export: the words of their chips."""

from amihr.socle.textes import date_heure
from evaluation.models import Sens, Suite

PUCES = {
    Suite.EN_PROJET: ("", "En projet"),
    Suite.ARRETEE: ("info", "Arrêtée"),
    Suite.SIGNEE: ("encours", "Signée, à notifier"),
}
SENS = {Sens.LABELLISEE: ("fait", "Labellisée"), Sens.NON_LABELLISEE: ("", "Non labellisée")}


def situation(decision, instant, *, est_a_confirmer=False):
    """Return the chip of a decision: {"etat", "texte"}; « publiée » and « à confirmer » follow from facts."""
    if decision is None:
        return {"etat": "", "texte": "À venir"}
    if est_a_confirmer:
        return {"etat": "encours", "texte": "À confirmer"}
    if decision.suite != Suite.NOTIFIEE:
        etat, texte = PUCES[Suite(decision.suite)]
        return {"etat": etat, "texte": texte}
    if decision.publication_le is None or decision.sens != Sens.LABELLISEE:
        return {"etat": "info", "texte": f"Notifiée le {date_heure(decision.notifiee_le)}"}
    if decision.publication_le > instant:
        return {"etat": "scelle", "texte": f"Publication prévue le {date_heure(decision.publication_le)}"}
    return {"etat": "fait", "texte": f"Publiée le {date_heure(decision.publication_le)}"}


def puce_du_sens(decision):
    """Return the chip of what was decided, or ``None`` while nothing is."""
    if decision is None or not decision.sens:
        return None
    etat, texte = SENS[Sens(decision.sens)]
    return {"etat": etat, "texte": texte}


def etat_de_la_seance(seance):
    """Return the chip of a meeting."""
    if seance.close_le is not None:
        return {"etat": "fait", "texte": "Close"}
    return {"etat": "encours", "texte": "En cours"} if seance.ouverte_le else {"etat": "", "texte": "À venir"}
