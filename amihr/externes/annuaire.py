"""The public register of companies (API Recherche d’entreprises): what it says of one SIREN or SIRET.

Only the facts of ``Entreprise`` are read: directors, whom the API also knows, are neither asked for nor kept. Answers,
and the silences that the API asks for, are shared by all processes through the cache, which is in the database.
"""

import json
import logging
from dataclasses import asdict, dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.cache import cache

from amihr import horloge
from amihr.socle.limites import permettre
from amihr.socle.textes import visible

journal_technique = logging.getLogger(__name__)

SECONDES = 3  # in all: name, connection, answer
OCTETS_AU_PLUS = 512 * 1024
PAR_SECONDE = 5  # the API allows 7 from one address
GARDE, GARDE_INCONNUE = 24 * 3600, 3600
SILENCE, SILENCE_AU_PLUS = 30, 3600
CLE_DU_SILENCE = "annuaire:silence"
CHAMPS = "siege,complements,matching_etablissements"
MASQUE = "NON-DIFFUSIBLE"
LONGUEUR = 300
ACTIVE, FERMEES = "A", ("C", "F")


class AnnuaireMuet(Exception):
    """The register is off, silent, or its answer cannot be read: nothing is known, ask again later."""


@dataclass(frozen=True)
class Entreprise:
    """What the register publishes of a company. ``pays``: words of a foreign country, "" for the national territory."""

    siren: str
    nom: str
    est_active: bool
    siret_du_siege: str
    adresse: str
    commune: str
    code_commune: str
    region: str
    pays: str


@dataclass(frozen=True)
class Reponse:
    """``entreprise``: None when the register does not know the number; ``le``: when it said so."""

    entreprise: Entreprise | None
    le: datetime


def chercher(numero):
    """Ask the register about a SIREN or a SIRET, digits only; return its ``Reponse``.

    Call it outside of a transaction: it waits for the network. Raises ``AnnuaireMuet``.
    """
    cle = f"annuaire:{numero}"
    if gardee := cache.get(cle):
        return _relire(gardee)
    if not settings.ANNUAIRE_URL or cache.get(CLE_DU_SILENCE) or not permettre("annuaire", PAR_SECONDE, 1):
        raise AnnuaireMuet
    entreprise, le = _choisir(_demander(numero), numero), horloge.instant_de_la_base()
    gardee = {"entreprise": asdict(entreprise) if entreprise else None, "le": le}
    cache.set(cle, gardee, GARDE if entreprise else GARDE_INCONNUE)
    return _relire(gardee)


def _relire(gardee):
    return Reponse(Entreprise(**gardee["entreprise"]) if gardee["entreprise"] else None, gardee["le"])


def _demander(numero):
    """Return the results of the search. The call has a thread of its own: a trickle of bytes cannot outlast it."""
    retour = SimpleQueue()
    Thread(target=_appeler, args=(settings.ANNUAIRE_URL, numero, retour), daemon=True).start()
    try:
        issue = retour.get(timeout=SECONDES)
    except Empty:
        issue = TimeoutError()
    if isinstance(issue, Exception):
        raise _muet(SILENCE, type(issue).__name__)
    statut, patience, corps = issue
    if statut == 429:
        raise _muet(_secondes(patience), "429")
    if statut != 200:
        raise _muet(SILENCE, str(statut))
    return _resultats(corps)


def _appeler(base, numero, retour):
    morceaux = urlsplit(base)
    genre = HTTPSConnection if morceaux.scheme == "https" else HTTPConnection
    question = urlencode({"q": numero, "minimal": "true", "include": CHAMPS}, safe=",")
    ligne = genre(morceaux.hostname, morceaux.port, timeout=SECONDES)
    try:
        entetes = {"Accept": "application/json", "User-Agent": f"AMIHR (+{settings.ADRESSE_PUBLIQUE})"}
        ligne.request("GET", f"{morceaux.path.rstrip('/')}/search?{question}", headers=entetes)
        reponse = ligne.getresponse()
        retour.put((reponse.status, reponse.headers.get("Retry-After", ""), reponse.read(OCTETS_AU_PLUS)))
    except (OSError, HTTPException, ValueError) as faute:
        retour.put(faute)
    finally:
        ligne.close()


def _muet(secondes, cause):
    """Leave the register alone for a while, whoever asks; return what to raise."""
    journal_technique.warning("Annuaire des entreprises muet (%s), pendant %s s", cause, secondes)
    cache.set(CLE_DU_SILENCE, cause, secondes)
    return AnnuaireMuet()


def _secondes(patience):
    """Read a Retry-After: seconds, or a date; between one second and one hour."""
    try:
        attente = int(patience)
    except ValueError:
        try:
            attente = (parsedate_to_datetime(patience) - horloge.instant_de_la_base()).total_seconds()
        except (TypeError, ValueError):
            attente = SILENCE
    return max(1, min(int(attente), SILENCE_AU_PLUS))


def _resultats(corps):
    try:
        resultats = json.loads(corps)["results"]
        if all(isinstance(resultat, dict) for resultat in resultats):
            return resultats
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise _muet(SILENCE, "réponse illisible")


def _choisir(resultats, numero):
    """Return the company that bears the number asked, or None: the API also answers with another, after a merger."""
    for resultat in resultats:
        siege = resultat.get("siege") if isinstance(resultat.get("siege"), dict) else {}
        if numero in {_texte(resultat, "siren"), *_sirets(siege, resultat.get("matching_etablissements"))}:
            return _entreprise(resultat, siege)
    return None


def _sirets(siege, etablissements):
    trouves = [siege, *(etablissements if isinstance(etablissements, list) else [])]
    return {_texte(etablissement, "siret") for etablissement in trouves if isinstance(etablissement, dict)} - {""}


def _entreprise(resultat, siege):
    etat = _texte(resultat, "etat_administratif")
    if etat != ACTIVE and etat not in FERMEES:
        raise _muet(SILENCE, "état illisible")
    a_l_etranger = _texte(siege, "code_pays_etranger") or _texte(siege, "libelle_pays_etranger")
    return Entreprise(
        siren=_texte(resultat, "siren"),
        nom=_texte(resultat, "nom_raison_sociale") or _texte(resultat, "nom_complet"),
        est_active=etat == ACTIVE,
        siret_du_siege=_code(siege, "siret", 14),
        adresse=_texte(siege, "adresse"),
        commune=_texte(siege, "libelle_commune") or _texte(siege, "libelle_commune_etranger"),
        code_commune=_code(siege, "commune", 5),
        region=_code(siege, "region", 3),
        pays=_texte(siege, "libelle_pays_etranger") or a_l_etranger,
    )


def _texte(objet, cle):
    """Return a text of the answer on one line, "" when it is none or is masked."""
    valeur = objet.get(cle)
    if not isinstance(valeur, str) or MASQUE in valeur:
        return ""
    return visible(valeur, une_ligne=True).strip()[:LONGUEUR]


def _code(objet, cle, longueur):
    """Return a code of the answer, "" when it is longer than any."""
    code = _texte(objet, cle)
    return code if len(code) <= longueur else ""
