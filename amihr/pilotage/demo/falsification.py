"""A forger with every right on the database changes a line of the journal; the verification finds it."""

import json
from dataclasses import asdict, dataclass

from django.core.cache import cache
from psycopg.types.json import Jsonb

from amihr.journal.chaine import verifier
from amihr.journal.models import Chaine
from amihr.pilotage.demo.proprietaire import proprietaire, sans_declencheurs

TABLE = "journal_entreejournal"
ECRIRE = f"UPDATE {TABLE} SET faits = %s WHERE chaine = %s AND seq = %s"
# The act that a forger would like to change: a grid that was submitted, else the last thing that was journaled.
CHOISIR = f"""
SELECT seq, evenement, faits FROM {TABLE} WHERE chaine = %s ORDER BY evenement = 'evaluation.soumise' DESC, seq DESC LIMIT 1
"""
RESULTAT = "demo.falsification"


@dataclass(frozen=True)
class Falsification:
    """What was changed, and what the verification said before, during and after."""

    seq: int
    evenement: str
    vrai: str
    faux: str
    nombre: int
    avant: str
    pendant: str
    apres: str


def falsifier():
    """Change one line by SQL as the owner of the tables, verify, put it back, verify again; keep the result to show.

    Effects, in order: line changed and committed, verification, line put back, verification.
    """
    avant = verifier(Chaine.ACTES)
    with proprietaire() as connexion:
        seq, evenement, vrais = connexion.execute(CHOISIR, [Chaine.ACTES]).fetchone()
    faux = vrais | {"version": 99}
    _ecrire(seq, faux)
    try:
        pendant = verifier(Chaine.ACTES)
    finally:
        _ecrire(seq, vrais)
    apres = verifier(Chaine.ACTES)
    fait = Falsification(
        seq, evenement, *changement(vrais, faux), avant.nombre, *map(_verdict, (avant, pendant, apres))
    )
    cache.set(RESULTAT, asdict(fait), None)
    return fait


def derniere():
    """The last falsification, as a mapping, or None."""
    return cache.get(RESULTAT)


def _ecrire(seq, faits):
    with proprietaire() as connexion, sans_declencheurs(connexion, TABLE):
        connexion.execute(ECRIRE, [Jsonb(faits), Chaine.ACTES, seq])


def changement(vrais, faux):
    """What the line said and what it says now, the changed facts only: « version : 1 », « version : 99 »."""
    cles = [cle for cle in faux if vrais.get(cle) != faux[cle]]
    return [_dire({cle: faits[cle] for cle in cles if cle in faits}) for faits in (vrais, faux)]


def _dire(faits):
    """Facts as words; JSON for what is not a word."""
    mots = {cle: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for cle, v in faits.items()}
    return ", ".join(f"{cle}\u00a0: {mot}" for cle, mot in mots.items()) or "rien"


def _verdict(verification):
    return verification.anomalie.phrase if verification.anomalie else "Le journal est intact."
