"""What a complement may ask, and when it is due: pure decisions."""

from datetime import datetime, time, timedelta

from amihr.editions.jours import pourquoi_chome
from amihr.horloge import PARIS

from .dossier import Regard, piece_visible
from .formulaire import point_de_la_piece

DELAI_PAR_DEFAUT = 10
AVANT_L_ECHEANCE = timedelta(hours=48)
UNE_MINUTE = timedelta(minutes=1)


def pieces_formelles(formulaire):
    """Return the slots that a complement may ask about: those open to instruction that take one file."""
    return [
        emplacement
        for emplacement in formulaire["pieces"]
        if piece_visible(emplacement, Regard.INSTRUCTION) and not emplacement.get("multiple")
    ]


def sont_ouverts(edition):
    """Tell whether an edition admits complements: closed unless it says so."""
    return bool(edition.reglages.get("Q15", {}).get("complements"))


def derniere_minute_proposee(edition, jour):
    """Return the last minute proposed for an answer asked on ``jour``, in Paris: on a working day."""
    dernier = jour + timedelta(days=edition.reglages.get("Q15", {}).get("delai_jours", DELAI_PAR_DEFAUT))
    while pourquoi_chome(dernier):
        dernier += timedelta(days=1)
    return datetime.combine(dernier, time(23, 59), tzinfo=PARIS)


def borne(derniere_minute):
    """Return the instant from which an answer is late: the whole of the last minute is in time."""
    return derniere_minute.replace(second=0, microsecond=0) + UNE_MINUTE


def ecarts(formulaire, pieces_deposees, verdicts, codes):
    """Return ``{code: what is wrong}`` for the slots ``codes`` of one dossier: absent, or found not to conform.

    ``pieces_deposees``: slots that hold a file in the last filed version; ``verdicts``: ``{point: verdict}``.
    """
    trouves = {}
    for emplacement in pieces_formelles(formulaire):
        code = emplacement["code"]
        if code not in codes:
            continue
        if code not in pieces_deposees:
            trouves[code] = "absente"
        elif verdicts.get(point_de_la_piece(code)) == "non_conforme":
            trouves[code] = "non conforme"
    return trouves
