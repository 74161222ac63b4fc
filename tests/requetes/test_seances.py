"""The pages of the meeting and of the decisions: as many statements for 30 dossiers as for 3."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr import horloge
from candidatures.actes import deport
from evaluation.actes.seance import clore
from evaluation.lectures.exports import resultats_exportes
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import SANS_PRESIDENCE, decider, noter, noter_tout, ouvrir_une_seance, reunir, signer

from .comptage import TAILLES, aux_deux_tailles, compter

CLASSEMENT, ANIMER, MEMBRE, DECISIONS, NOTIFIER, EXPORT, CLORE = 24, 34, 40, 10, 12, 10, 16


@pytest.fixture
def scene(edition, client, agnes):
    """A meeting with its three members; `scene.ajouter(n)` puts n more noted dossiers before them."""
    with horloge.a(COMMISSION):
        gens = reunir(edition, [])
        seance = ouvrir_une_seance(edition, gens)
        connecter(client, agnes).get("/region/seances/")
        yield Scene(edition, gens, seance, agnes)


class Scene:
    def __init__(self, edition, gens, seance, agnes):
        self.edition, self.gens, self.seance, self.agnes, self.dossiers = edition, gens, seance, agnes, []

    def ajouter(self, combien):
        faits = len(self.dossiers)
        nouveaux = [
            CandidatureFactory(edition=self.edition, etat="en_evaluation", titre=f"Solution {faits + rang:02}")
            for rang in range(combien)
        ]
        for personne in self.gens:
            declarer_aucun_lien(personne, *nouveaux)
        noter_tout(nouveaux, self.gens)
        noter(nouveaux[0], self.gens[0].sieges.get(), [2, 2, 2, 2], version=2)
        self.dossiers += nouveaux

    def decider(self, combien):
        self.ajouter(combien)
        decider(self.seance, self.dossiers[-combien:], self.agnes)


def egales(comptes, budget):
    peu, beaucoup = comptes
    assert peu == beaucoup <= budget


def test_le_classement(client, scene):
    egales(aux_deux_tailles(client, f"/region/seances/{scene.seance.pk}/classement/", scene.ajouter), CLASSEMENT)


def test_conduire_la_seance(client, scene):
    egales(aux_deux_tailles(client, f"/region/seances/{scene.seance.pk}/animer/", scene.decider), ANIMER)


def test_la_page_d_un_membre_le_classement_montre(client, scene):
    scene.seance.montre_les_indicateurs = True
    scene.seance.save()
    connecter(client, scene.gens[1]).get("/commission/seance/")
    egales(aux_deux_tailles(client, f"/commission/seance/{scene.seance.pk}/", scene.decider), MEMBRE)


def test_les_decisions(client, scene):
    egales(aux_deux_tailles(client, "/region/decisions/", scene.decider), DECISIONS)


def test_relire_les_lettres(client, scene):
    scene.decider(TAILLES[1])
    clore(scene.seance, par=scene.agnes, motif=SANS_PRESIDENCE)
    signer(scene.edition, scene.dossiers, scene.agnes)
    adresse = "/region/decisions/notifier/"
    choix = ["&".join(f"d={dossier.reference}" for dossier in scene.dossiers[:taille]) for taille in TAILLES]
    peu, beaucoup = (compter(client, f"{adresse}?{references}")[0] for references in choix)
    assert peu == beaucoup <= NOTIFIER


def test_clore_avec_des_deportes(scene):
    comptes = []
    for combien in TAILLES:
        scene.seance = ouvrir_une_seance(scene.edition, scene.gens)
        scene.ajouter(combien)
        deports = {dossier.reference: ("emploi", "") for dossier in scene.dossiers[-combien:]}
        deport.declarer(scene.edition, par=scene.gens[2], liens=deports)
        decider(scene.seance, scene.dossiers[-combien:], scene.agnes)
        with CaptureQueriesContext(connection) as captees:
            pv = clore(scene.seance, par=scene.agnes, motif=SANS_PRESIDENCE)
        assert [len(decision["deportes"]) for decision in pv.matiere["decisions"]] == [1] * combien
        comptes.append(len(captees))
    peu, beaucoup = comptes
    assert beaucoup <= peu <= CLORE


def test_le_contenu_d_un_export(scene):
    comptes = []
    for combien in (TAILLES[0], TAILLES[1] - TAILLES[0]):
        scene.ajouter(combien)
        with CaptureQueriesContext(connection) as captees:
            _, candidatures, _ = resultats_exportes(scene.agnes, scene.edition, COMMISSION)
        comptes.append(len(captees))
    assert len(candidatures) == TAILLES[1]
    egales(comptes, EXPORT)
