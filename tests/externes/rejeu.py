"""A small register of companies on this machine: it replays the answers of `reponses/`, failures included."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest

REPONSES = {
    reponse["numero"]: reponse
    for fichier in Path(__file__).with_name("reponses").glob("*.json")
    for reponse in [json.loads(fichier.read_text(encoding="utf-8"))]
}
ACTIVE, FERMEE, ETRANGERE, ABSORBEE = "000000018", "000000026", "000000034", "000000042"
PRESSEE, EN_PANNE, LENTE, ILLISIBLE = "000000059", "000000067", "000000075", "000000083"
AUTRE_FORME, GOUTTE, MASQUEE, INCONNUE = "000000091", "000000109", "000000117", "000000125"


class Rejeu:
    """The server. ``questions``: each question received, as {parameter: value}, with its headers."""

    def __init__(self):
        self.questions, self.fin = [], Event()
        rejeu = self

        class Porte(BaseHTTPRequestHandler):
            def do_GET(self):
                rejeu.repondre(self)

            def log_message(self, *_ligne):
                pass

        self.serveur = ThreadingHTTPServer(("127.0.0.1", 0), Porte)
        self.serveur.daemon_threads = True
        self.adresse = f"http://127.0.0.1:{self.serveur.server_address[1]}"
        Thread(target=self.serveur.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def repondre(self, porte):
        morceaux = urlsplit(porte.path)
        question = {nom: valeurs[0] for nom, valeurs in parse_qs(morceaux.query).items()}
        self.questions.append({**question, "chemin": morceaux.path, "agent": porte.headers["User-Agent"]})
        reponse = REPONSES.get(question.get("q"), REPONSES[INCONNUE])
        self.fin.wait(reponse.get("attente", 0))
        octets = reponse.get("texte", json.dumps(reponse["corps"])).encode()
        porte.send_response(reponse["statut"])
        for nom, valeur in {"Content-Length": len(octets), **reponse.get("entetes", {})}.items():
            porte.send_header(nom, str(valeur))
        porte.end_headers()
        self.envoyer(porte.wfile, octets, reponse.get("goutte"))

    def envoyer(self, sortie, octets, goutte):
        try:
            for rang in range(0, len(octets), 1 if goutte else len(octets)):
                sortie.write(octets[rang : rang + 1] if goutte else octets)
                if goutte and self.fin.wait(goutte):
                    return
        except OSError:  # the client has hung up
            return

    def fermer(self):
        self.fin.set()
        self.serveur.shutdown()
        self.serveur.server_close()


@pytest.fixture
def annuaire(settings):
    """The register, reachable and replayed."""
    rejeu = Rejeu()
    settings.ANNUAIRE_URL = rejeu.adresse
    yield rejeu
    rejeu.fermer()


@pytest.fixture
def annuaire_injoignable(settings):
    """An address where nobody listens any more."""
    rejeu = Rejeu()
    rejeu.fermer()
    settings.ANNUAIRE_URL = rejeu.adresse
