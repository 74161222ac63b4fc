"""The workloads that are not pages: the ranking with its read, the receipt, the verification of the journal."""

import numpy
from django.template.loader import render_to_string

from amihr import horloge
from amihr.journal.chaine import verifier
from amihr.socle import pdf
from candidatures.actes.accuses import contenu_de_l_accuse
from candidatures.documents.accuse import accuse_de_depot
from candidatures.lectures import accuses_a_produire
from evaluation.lectures import bareme_de, derniere_grille, tableau

from . import donnees
from .mesure import alterner, chronometrer, resultat
from .p09_classement import plancher as classer_en_flottants

NOTES_LUES = """
SELECT dense_rank() OVER (ORDER BY candidature_id) - 1, dense_rank() OVER (ORDER BY membre_id) - 1, ligne
FROM evaluation_evaluation WHERE etat = 'soumise'
"""
ENTREES = 50_000
SECONDES_PAR_MILLION = 30


def classement(monde, dossiers, cible_ms, fois):
    """P9: the exact ranking of what the secretariat may see, read included, beside doubles read and ranked barely."""
    edition, agent = monde["edition"], monde["agent"]
    bareme = bareme_de(derniere_grille(edition))
    parts = _parts(bareme)

    def exact():
        assert len(tableau(agent, edition, donnees.APRES).classement.lignes) == dossiers

    def flottant():
        lus, membres, valeurs = zip(*donnees.executer(NOTES_LUES), strict=True)
        notes = numpy.full((dossiers, donnees.MEMBRES, len(bareme.criteres)), numpy.nan)
        notes[list(lus), list(membres)] = numpy.array(valeurs, dtype=float) @ parts
        classer_en_flottants(bareme, notes)

    reel, sol = alterner(exact, flottant, fois)
    faits = {"mesure_ms": reel, "plancher_ms": sol, "rapport": reel / sol}
    return resultat(
        "P9 classement, lecture comprise", f"{dossiers} × {donnees.MEMBRES}", faits, {"mesure_ms": cible_ms}
    )


def _parts(bareme):
    """The part of each cell in each criterion."""
    parts = numpy.zeros((len(bareme.cases), len(bareme.criteres)))
    for colonne, critere in enumerate(bareme.criteres):
        for case in critere.cases:
            parts[bareme.cases.index(case), colonne] = 1 / len(critere.cases)
    return parts


def accuse(fois=15):
    """P16: the receipt in a warm worker, beside WeasyPrint alone on the same HTML, untagged."""
    contenu = contenu_de_l_accuse(accuses_a_produire(1)[0], horloge.maintenant())
    html = []
    pdf.render_to_string = lambda *arguments: html.append(render_to_string(*arguments)) or html[-1]
    accuse_de_depot(contenu)
    pdf.render_to_string = render_to_string
    moteur = pdf._moteur()

    def nu():
        document = moteur.weasyprint.HTML(
            string=html[0], base_url=pdf.SCHEMA, url_fetcher=moteur.Reserve(_images(html[0]))
        )
        document.write_pdf(stylesheets=[moteur.feuille], font_config=moteur.polices)

    reel, sol = alterner(lambda: accuse_de_depot(contenu), nu, fois)
    faits = {"mesure_ms": reel, "plancher_ms": sol, "rapport": reel / sol}
    return resultat("P16 accusé de dépôt", "tiède", faits, {"rapport": 2.5})


def _images(html):
    """An empty picture for each one that the document names."""
    noms = [morceau.partition('"')[0] for morceau in html.split('src="interne:')[1:]]
    return dict.fromkeys(noms, b'<svg xmlns="http://www.w3.org/2000/svg"/>')


def journal():
    """P22: how long a chain of this length takes to verify, beside one pass that hashes as many bytes."""
    donnees.executer(
        "INSERT INTO journal_entreejournal (chaine, instant, evenement, objet, faits)"
        " SELECT 'actes', horloge_instant(), 'banc', 'banc:' || i, jsonb_build_object('rang', i)"
        " FROM generate_series(1, %s) AS i",
        ENTREES,
    )
    verdicts = []
    reel = chronometrer(lambda: verdicts.append(verifier("actes")))
    assert verdicts[0].est_intacte, verdicts
    ((entrees, longueur),) = donnees.executer(
        "SELECT count(*), avg(length(e::text))::int FROM journal_entreejournal e WHERE chaine = 'actes'"
    )
    sol = chronometrer(
        lambda: donnees.executer(
            "SELECT max(sha256(convert_to(repeat('a', %s) || i, 'UTF8'))::text) FROM generate_series(1, %s) AS i",
            longueur,
            entrees,
        )
    )
    faits = {"mesure_ms": reel, "plancher_ms": sol, "rapport": reel / sol}
    cible = SECONDES_PAR_MILLION * 1000 * entrees / 1_000_000
    return resultat("P22 journal vérifié", f"{entrees} entrées", faits, {"mesure_ms": cible})
