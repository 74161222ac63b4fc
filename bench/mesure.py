"""Measuring one workload: the page and its floor in turn, first quartile over first quartile."""

import gzip
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from statistics import quantiles
from time import perf_counter
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

JETON = "a" * 32
CADRE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
CHAUFFE = 4
LIMITE = "limite-du-banc-4f1c"


@dataclass(frozen=True)
class Appel:
    """One request: what is sent, and the status that must come back, or those that may."""

    chemin: str
    champs: dict | None = None
    statut: int | tuple = 200
    en_tetes: dict = field(default_factory=dict)
    fichier: tuple | None = None  # (name, bytes)


@dataclass(frozen=True)
class Charge:
    """One workload. `appels` and `planchers` never run out; `rapport` and `sql` are the targets of performance.md."""

    nom: str
    taille: str
    appels: Iterator[Appel]
    planchers: Iterator[Appel]
    rapport: float
    sql: int | None = None
    ms: float | None = None
    octets: int | None = None
    page: str = ""
    fois: int = 40


class Visiteur:
    """A browser of the bench: a session or none, one connection a request as gunicorn's sync workers give."""

    def __init__(self, port, session=""):
        self.port, self.session = port, session

    def demander(self, appel):
        """Send a request and return its body. Raises AssertionError for another status than the one expected."""
        en_tetes = {"Accept": "text/html", **appel.en_tetes}
        if self.session:
            en_tetes["Cookie"] = f"sessionid={self.session}; csrftoken={JETON}"
        corps, genre = _corps(appel)
        if corps is not None:
            en_tetes |= {"Content-Type": genre, "X-CSRFToken": JETON}
        prise = HTTPConnection("127.0.0.1", self.port, timeout=120)
        prise.request("GET" if corps is None else "POST", appel.chemin, corps, en_tetes)
        reponse = prise.getresponse()
        recu = reponse.read()
        prise.close()
        assert _est_attendu(reponse.status, appel), f"{appel.chemin} : {reponse.status}, attendu {appel.statut}"
        self.statut_recu, self.en_tetes_recus = reponse.status, reponse.headers
        return recu

    def compter(self, appel):
        """Return how many SQL statements the request takes, asked of the same code in this process."""
        client = Client()
        if self.session:
            client.cookies["sessionid"] = self.session
        suite = {"headers": {"Accept": "text/html", **appel.en_tetes}}
        with CaptureQueriesContext(connection) as captees:
            corps, genre = _corps(appel)
            if corps is None:
                reponse = client.get(appel.chemin, **suite)
            else:
                reponse = client.post(appel.chemin, corps, content_type=genre, **suite)
        assert _est_attendu(reponse.status_code, appel), f"{appel.chemin} : {reponse.status_code}"
        return sum(not requete["sql"].startswith(CADRE) for requete in captees)


def _est_attendu(statut, appel):
    return statut in appel.statut if isinstance(appel.statut, tuple) else statut == appel.statut


def _corps(appel):
    """Return (body, media type) of a request; (None, "") for a reading."""
    if appel.fichier is not None:
        nom, octets = appel.fichier
        tete = f'--{LIMITE}\r\nContent-Disposition: form-data; name="fichier"; filename="{nom}"\r\n\r\n'
        return tete.encode() + octets + f"\r\n--{LIMITE}--\r\n".encode(), f"multipart/form-data; boundary={LIMITE}"
    if appel.champs is not None:
        return urlencode(appel.champs, doseq=True), "application/x-www-form-urlencoded"
    return None, ""


def chronometrer(appel):
    """Return how long a call took, in milliseconds."""
    debut = perf_counter()
    appel()
    return (perf_counter() - debut) * 1000


def alterner(reel, plancher, fois):
    """Return the first quartiles (page, floor) of calls made in turn, in milliseconds."""
    for _ in range(CHAUFFE):
        reel(), plancher()
    durees = [(chronometrer(reel), chronometrer(plancher)) for _ in range(fois)]
    return tuple(quantiles(colonne, n=4)[0] for colonne in zip(*durees, strict=True))


def mesurer(charge, visiteur, pages):
    """Return the result of one workload as a mapping. Records the page for its floor first, if it has one."""
    corps = visiteur.demander(next(charge.appels))
    if charge.page:
        (pages / f"{charge.page}.html").write_bytes(corps)
    sql = visiteur.compter(next(charge.appels))
    reel, sol = alterner(
        lambda: visiteur.demander(next(charge.appels)), lambda: visiteur.demander(next(charge.planchers)), charge.fois
    )
    octets = len(gzip.compress(corps, 6))
    faits = {"rapport": reel / sol, "mesure_ms": reel, "sql": sql, "octets_gzip": octets}
    cibles = {"rapport": charge.rapport, "mesure_ms": charge.ms, "sql": charge.sql, "octets_gzip": charge.octets}
    return resultat(charge.nom, charge.taille, faits | {"plancher_ms": sol}, cibles)


def resultat(nom, taille, faits, cibles):
    """One line of results: what was measured, what was aimed at, held if no target is passed."""
    cibles = {mesure: limite for mesure, limite in cibles.items() if limite is not None}
    return {
        "charge": nom,
        "taille": taille,
        **{mesure: round(valeur, 2) for mesure, valeur in faits.items()},
        "cibles": cibles,
        "tenue": all(faits[mesure] <= limite for mesure, limite in cibles.items()),
        "charge_de_la_machine": round(os.getloadavg()[0], 1),
    }
