"""P13: the last minute of a call. Its load is open: nobody waits for the others, whatever the site answers.

Two hundred candidates come in sixty seconds, each with three pieces of 5 MB then a filing, beside fifty people who go on
typing. The call closes in the middle of the last ones: they are refused. Then the books are opened: each receipt shown
is a version kept in time with its bytes, each refusal has its page and its cause.
"""

import html
import json
import random
import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from http.client import HTTPException
from io import BytesIO
from itertools import cycle, islice
from statistics import median, quantiles
from threading import Thread
from time import monotonic, sleep
from uuid import uuid4

from PIL import Image

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.fichiers.stockage import lire
from amihr.journal.chaine import verifier
from candidatures.lectures import documents_a_accepter
from candidatures.models import Depot, PieceDeposee, Section, Tentative
from tests.corpus import documents

from . import banc, donnees
from .mesure import Appel, Visiteur, chronometrer, resultat
from .pages import EN_JSON, plancher, session

CANDIDATS, BROUILLONS, CALMES = 200, 50, 12
SECONDES, ENTRE_DEUX_SAUVEGARDES = 60, 5
POIDS, COTE = 5_000_000, 1_285
CLOTURE = datetime(2026, 5, 11, 22, tzinfo=UTC)
RAISON = re.compile(r'class="msg-erreur"[^>]*>([^<]+)')
RATES = (AssertionError, OSError, HTTPException)  # another status than the ones expected, no answer, half of one
PIECES_DEPOSEES = re.compile(r'name="pieces" value="([^"]*)"')


@dataclass
class Releve:
    """What the clients saw: durations in ms by deed, receipts, refusals, and what should never be seen."""

    durees: dict = field(default_factory=lambda: {"téléversement": [], "dépôt": [], "sauvegarde": []})
    accuses: dict = field(default_factory=dict)
    refus: list = field(default_factory=list)
    erreurs: list = field(default_factory=list)

    def faire(self, geste, visiteur, appel):
        """Send a request, keep how long it took, return the page and its status."""
        pages = []
        self.durees[geste].append(chronometrer(lambda: pages.append(visiteur.demander(appel))))
        return pages[0].decode(), visiteur.statut_recu


def pieces(edition):
    """The mandatory pieces of the call, ``{slot: (name, bytes)}``, of 5 MB each."""
    genres = {piece["code"]: piece["genre"] for piece in edition.formulaire["pieces"] if piece["obligatoire"]}
    pdf, logo = documents.de_taille(POIDS), _image()
    return {code: ("logo.png", logo) if genre == "logo" else ("piece.pdf", pdf) for code, genre in genres.items()}


def _image():
    """An image that does not compress, of nearly 5 MB."""
    sortie = BytesIO()
    Image.frombytes("RGB", (COTE, COTE), random.Random(13).randbytes(3 * COTE * COTE)).save(sortie, "PNG")
    return sortie.getvalue()


class Candidat(Thread):
    """Somebody who comes at `heure`, sends the pieces, reads the check page and files."""

    def __init__(self, heure, dossier, commun, releve):
        super().__init__(daemon=True)
        self.heure, self.dossier, self.commun, self.releve = heure, dossier, commun, releve
        self.visiteur = Visiteur(commun["port"], dossier["session"])
        self.chemin = f"/candidatures/{dossier['reference']}/"

    def run(self):
        sleep(max(0, self.heure - monotonic()))
        try:
            for emplacement, fichier in self.commun["pieces"].items():
                self.joindre(emplacement, fichier)
            self.deposer()
        except RATES as erreur:
            self.releve.erreurs.append(f"{self.chemin} {erreur!r}")

    def joindre(self, emplacement, fichier):
        appel = Appel(f"{self.chemin}pieces/?emplacement={emplacement}", fichier=fichier, statut=(302, 422))
        page, statut = self.releve.faire("téléversement", self.visiteur, appel)
        if statut == 302:
            self.visiteur.demander(Appel(f"{self.chemin}pieces/"))
        else:
            assert "clos" in page, RAISON.findall(page)
            self.releve.refus.append((self.dossier["reference"], "joindre"))

    def deposer(self):
        page = self.visiteur.demander(Appel(f"{self.chemin}verification/")).decode()
        joints = [html.unescape(valeur) for valeur in PIECES_DEPOSEES.findall(page)]
        champs = self.commun["champs"] | {"pieces": joints, "cle": str(uuid4())}
        depot = Appel(f"{self.chemin}deposer/", champs, (302, 409))
        page, statut = self.releve.faire("dépôt", self.visiteur, depot)
        if statut == 302:
            accuse = self.visiteur.en_tetes_recus["Location"]
            self.visiteur.demander(Appel(accuse))
            self.releve.accuses[self.dossier["reference"]] = int(re.search(r"/depots/(\d+)/$", accuse)[1])
        else:
            assert "clos" in page, RAISON.findall(page)
            self.releve.refus.append((self.dossier["reference"], "deposer"))


class Redacteur(Thread):
    """Somebody who types for the whole minute: one save every five seconds."""

    def __init__(self, heure, dossier, commun, releve):
        super().__init__(daemon=True)
        self.heure, self.commun, self.releve = heure, commun, releve
        self.visiteur = Visiteur(commun["port"], dossier["session"])
        self.chemin = f"/candidatures/{dossier['reference']}/memoire/"

    def run(self):
        memoire, revision = self.commun["memoire"], self.commun["revision"]
        for tour in range(SECONDES // ENTRE_DEUX_SAUVEGARDES):
            sleep(max(0, self.heure + tour * ENTRE_DEUX_SAUVEGARDES - monotonic()))
            champs = memoire | {self.commun["question"]: f"{self.commun['texte']} {tour}", "revision": revision + tour}
            appel = Appel(self.chemin, champs, en_tetes=EN_JSON)
            try:
                self.releve.faire("sauvegarde", self.visiteur, appel)
            except RATES as erreur:
                self.releve.erreurs.append(f"{self.chemin} {erreur!r}")


def mesurer(monde, port, serveur):
    """Yield the lines of P13; the clock of the call ticks meanwhile, then stands where it stood."""
    commun = _commun(monde, port)
    dossiers = _dossiers(monde["brouillon"], CALMES + CANDIDATS + BROUILLONS)
    with horloge.a(CLOTURE - timedelta(hours=1), fige=False):
        calme, sol = _au_calme(commun, islice(dossiers, CALMES), monde)
    with horloge.a(CLOTURE - timedelta(seconds=SECONDES), fige=False):
        releve = _ruee(commun, dossiers)
    for erreur in releve.erreurs:
        print(erreur, file=sys.stderr)
    memoire, _ = banc.memoire_des_ouvriers(serveur)
    taille = f"{CANDIDATS} + {BROUILLONS}"
    calmes = {"dépôt": median(calme.durees["dépôt"]), "téléversement": sol}
    for geste, reference in calmes.items():
        faits = {"mesure_ms": _p95(releve, geste), "plancher_ms": reference}
        faits["rapport"] = faits["mesure_ms"] / reference
        yield resultat(f"P13 {geste}, 95e centile", taille, faits, {"rapport": 3})
    yield resultat("P13 sauvegarde, 95e centile", taille, {"mesure_ms": _p95(releve, "sauvegarde")}, {"mesure_ms": 300})
    yield resultat("P13 comptes de la ruée", taille, _comptes(releve, commun) | {"memoire_mo": memoire},
                   {"erreurs": 0, "perdus": 0, "memoire_mo": 130})  # fmt: skip


def _commun(monde, port):
    edition, brouillon = monde["edition"], monde["brouillon"]
    sections = Section.objects.filter(candidature=brouillon)
    revisions = dict(sections.values_list("partie", "numero"))
    memoire = sections.get(partie="memoire")
    question = max(memoire.contenu, key=lambda code: len(str(memoire.contenu[code])))
    acceptes = documents_a_accepter(edition, donnees.PENDANT)
    return {
        "port": port,
        "pieces": pieces(edition),
        "champs": {"acceptation": "oui", "revisions": json.dumps(revisions), "documents": json.dumps(acceptes)},
        "memoire": memoire.contenu,
        "revision": memoire.numero,
        "question": question,
        "texte": memoire.contenu[question],
    }


def _dossiers(modele, combien):
    """Yield drafts without pieces, each with the session of its own author."""
    for reference, courriel in donnees.ajouter_des_candidats(modele, "r", combien):
        yield {"reference": reference, "session": session(Personne.objects.get(courriel=courriel))}


def _au_calme(commun, dossiers, monde):
    """Return what a few candidates see one at a time, and the median floor of an upload, in ms."""
    releve = Releve()
    for dossier in dossiers:
        candidat = Candidat(monotonic(), dossier, commun, releve)
        candidat.run()
    assert (releve.erreurs, releve.refus) == ([], []), (releve.erreurs[:3], releve.refus[:3])
    personne = monde["candidate"]
    sols = plancher("televerser", "302", session=session(personne), personne=personne.pk,
                    candidature=monde["modele"].pk)  # fmt: skip
    visiteur, fichiers = Visiteur(commun["port"]), cycle(commun["pieces"].values())
    appels = (Appel(sol.chemin, statut=302, fichier=next(fichiers)) for sol in sols)
    return releve, median(chronometrer(partial(visiteur.demander, next(appels))) for _ in range(3 * CALMES))


def _ruee(commun, dossiers):
    releve, hasard = Releve(), random.Random(13)
    lot = list(dossiers)
    debut = monotonic()
    gens = [Candidat(debut + hasard.uniform(0, SECONDES), dossier, commun, releve) for dossier in lot[:CANDIDATS]]
    gens += [
        Redacteur(debut + hasard.uniform(0, ENTRE_DEUX_SAUVEGARDES), dossier, commun, releve)
        for dossier in lot[CANDIDATS:]
    ]
    for personne in gens:
        personne.start()
    for personne in gens:
        personne.join()
    return releve


def _p95(releve, geste):
    return quantiles(releve.durees[geste], n=20)[-1]


def _comptes(releve, commun):
    """Return what the database says of what the clients saw; `perdus` counts all that does not agree."""
    versions = Depot.objects.filter(candidature__reference__in=releve.accuses)
    gardees = dict(versions.values_list("candidature__reference", "numero"))
    en_retard = versions.filter(depose_le__gte=CLOTURE).count()
    causes = Tentative.objects.filter(cause="cloture").order_by("pk").values_list("candidature__reference", "geste")
    perdus = len(set(gardees.items()) ^ set(releve.accuses.items())) + en_retard
    perdus += abs(versions.count() - len(releve.accuses)) + _octets_perdus(versions, commun)
    perdus += len(set(releve.refus) ^ set(causes)) + (not verifier("actes").est_intacte)
    return {
        "accuses": len(releve.accuses),
        "refus": len(releve.refus),
        "erreurs": len(releve.erreurs),
        "perdus": perdus,
    }


def _octets_perdus(versions, commun):
    """Count the pieces of these versions whose bytes are not those that were sent."""
    envoyes = {code: sha256(octets).hexdigest() for code, (_, octets) in commun["pieces"].items()}
    deposees = PieceDeposee.objects.filter(depot__in=versions).select_related("fichier")
    relus = [(piece.emplacement, sha256(lire(piece.fichier)).hexdigest()) for piece in deposees.order_by("pk")]
    return sum(envoyes[code] != relu for code, relu in relus) + abs(len(relus) - len(envoyes) * versions.count())
