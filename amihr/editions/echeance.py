"""In which state the call is, in words: what the banner of every page says."""

from datetime import timedelta

from amihr.editions.models import EtatEdition
from amihr.socle import textes

DERNIERES_HEURES = timedelta(hours=24)
DERNIERES_MINUTES = timedelta(minutes=10)
PARIS = "(heure de Paris)"


def echeance(edition, instant):
    """Return what the banner says at `instant`, and ``change_le``: when it says something else if nothing happens."""
    etat, fort, suite = phrase_publique(edition, instant)
    bornes = (edition.ouverture_le, edition.cloture_le)
    change_le = next((borne for borne in bornes if instant < borne), None)
    return {"etat": etat, "fort": fort, "suite": suite, "instant": instant, "change_le": change_le}


def attente_du_sceau(edition, instant):
    """Return until when the dossiers stay sealed, as a sentence for whoever waits to read them (see R3 and Q45)."""
    match edition.etat(instant):
        case EtatEdition.ANNULEE:
            return "Les dossiers restent scellés\u00a0: l’appel a été annulé avant la levée du sceau."
        case EtatEdition.SUSPENDUE:
            return "Les dossiers restent scellés tant que l’appel est suspendu, puis jusqu’à sa clôture."
        case EtatEdition.CLOSE:
            return "L’appel est clos\u00a0; le sceau se lève dans la minute."
    fin = textes.date_heure(edition.derniere_minute)
    return f"Les dossiers restent scellés jusqu’à la clôture, le {fin} {PARIS}."


def phrase_publique(edition, instant):
    """Return (look, sentence in bold, rest) for the state of the call at `instant`."""
    fin = textes.date_heure(edition.derniere_minute)
    match edition.etat(instant):
        case EtatEdition.ANNULEE:
            return "clos", f"L’appel a été annulé le {textes.date_longue(edition.annulee_le)}", ""
        case EtatEdition.SUSPENDUE:
            fort = f"L’appel est suspendu depuis le {textes.date_heure(edition.suspendue_le)}"
            if instant < edition.ouverture_le:
                return "suspendu", fort, f"Son ouverture était prévue le {textes.date_heure(edition.ouverture_le)}."
            return "suspendu", fort, "Vos brouillons sont conservés."
        case EtatEdition.PREPARATION:
            reste = textes.duree_restante(edition.ouverture_le, instant)
            return "", f"L’appel ouvre le {textes.date_heure(edition.ouverture_le)}", f"{PARIS}, {reste}"
        case EtatEdition.CLOSE:
            return "clos", f"L’appel est clos depuis le {fin}", PARIS
    proche = edition.cloture_le - instant <= DERNIERES_HEURES
    # The bound itself is already the next day: counted to it, a week would read « 8 jours ».
    borne = edition.cloture_le if proche else edition.cloture_le - timedelta(microseconds=1)
    dire = textes.duree_precise if edition.cloture_le - instant <= DERNIERES_MINUTES else textes.duree_restante
    reste = dire(borne, instant)
    return "proche" if proche else "", f"L’appel est ouvert jusqu’au {fin}", f"{PARIS}, clôture {reste}"
