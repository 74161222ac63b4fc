"""Who writes in a part now: whoever else saved it within the last minutes. Nothing is stored to know it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from amihr.socle.textes import heure_minute

RECENT = timedelta(minutes=5)


@dataclass(frozen=True)
class Redacteur:
    """Somebody else who writes in the part; ``le``: the instant of what they last saved."""

    nom: str
    le: datetime


def redacteurs(enregistrements, instant):
    """Return the ``Redacteur`` of each person who saved within ``RECENT``, the last one first.

    ``enregistrements``: ``[{"prenom", "nom", "le"}]``, one a person, as the database writes them.
    """
    lus = [Redacteur(f"{e['prenom']} {e['nom']}".strip(), datetime.fromisoformat(e["le"])) for e in enregistrements]
    recents = [redacteur for redacteur in lus if instant - redacteur.le < RECENT]
    return sorted(recents, key=lambda redacteur: (redacteur.le, redacteur.nom), reverse=True)


def dire_les_redacteurs(presents):
    """« Zoé Lenoir modifie cette partie (enregistré à 20 h 06). »; "" for nobody."""
    if not presents:
        return ""
    noms = [f"{redacteur.nom} (enregistré à {heure_minute(redacteur.le)})" for redacteur in presents]
    if len(noms) == 1:
        return f"{presents[0].nom} modifie cette partie (enregistré à {heure_minute(presents[0].le)})."
    return f"{', '.join(noms[:-1])} et {noms[-1]} modifient cette partie."
