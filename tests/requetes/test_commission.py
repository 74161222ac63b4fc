"""SQL statements of the commission's pages: few, and the same with 3 and 30 dossiers or members (P5, P6)."""

from datetime import date
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr.fichiers.rangement import ranger_octets
from amihr.habilitations.models import Membre
from amihr.journal.models import EntreeJournal
from candidatures.acces import dossier_ou_404
from candidatures.models import Candidature
from evaluation.actes import notation
from evaluation.actes.marge import annoter
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Evaluation, Livret
from evaluation.models.livret import DUREE
from tests.fabriques.calibrage import calibrage_ouvert, calibrer, regler
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, figer, mandater
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter
from tests.personnages import personne

from .comptage import CADRE, compter, mesurer

BUREAU, LIVRET = 12, 12
LECTURE, ENREGISTRER, SOUMETTRE = 15, 6, 12


def dossiers(edition, membre, combien):
    """Dossiers before the commission: one in three begun by `membre`, one submitted, one untouched."""
    siege = Membre.objects.get(personne=membre)
    for rang in range(combien):
        dossier = CandidatureFactory(edition=edition, etat="en_evaluation", titre=f"Solution {rang}")
        declarer_aucun_lien(membre, dossier)
        if rang % 3:
            noter(dossier, siege, [4, 4, 4, 4], soumise=rang % 3 == 1)


def autres_membres(edition, dossier, combien):
    """Members who have submitted their grid of a dossier."""
    for rang in range(combien):
        autre = personne(f"Membre{rang}")
        declarer_aucun_lien(autre, dossier)
        noter(dossier, asseoir(autre, edition), [3, 3, 3, 3])


def mesurer_un_acte(appel):
    """How many statements an acte runs, besides those that open and close its transaction."""
    with CaptureQueriesContext(connection) as captees:
        appel()
    return sum(not requete["sql"].startswith(CADRE) for requete in captees)


@pytest.fixture
def membre(client, mona_lit, apres):
    connecter(client, mona_lit).get("/commission/liens/")  # once a minute a request also prolongs the session
    return client


@pytest.mark.parametrize("combien", [3, 30])
def test_le_bureau_ne_grandit_ni_avec_les_dossiers_ni_avec_les_membres(membre, mona, edition, en_evaluation, combien):
    dossiers(edition, mona, combien)
    autres_membres(edition, en_evaluation, combien)
    assert compter(membre, "/commission/")[0] == 10


@pytest.mark.parametrize("combien", [3, 30])
def test_la_declaration_des_liens_ne_grandit_pas(membre, edition, combien):
    for _ in range(combien):
        CandidatureFactory(edition=edition, etat="en_evaluation")
    assert compter(membre, "/commission/liens/")[0] == 4


@pytest.mark.parametrize("combien", [3, 30])
def test_dire_pourquoi_des_liens_sont_releves_ne_grandit_pas(membre, mona, edition, combien):
    for rang in range(combien):
        figer(CandidatureFactory(edition=edition, etat="eligible"), siren="552100554")
        mandater(mona, "552100554", denomination=f"Canopée {rang}", jusque=date(2026, 1, 1 + rang))
    assert compter(membre, "/commission/liens/")[0] == 6


@pytest.mark.parametrize("combien", [3, 30])
def test_mes_mandats_ne_grandissent_pas(membre, mona, edition, agnes, combien):
    for rang in range(combien):
        mandater(mona, par=agnes, jusque=date(2026, 1, 1 + rang))
    assert compter(membre, "/commission/liens/mandats/")[0] == 4


@pytest.mark.parametrize("combien", [3, 30])
def test_la_page_de_notation_ne_grandit_pas(membre, mona, edition, en_evaluation, combien):
    dossiers(edition, mona, combien)
    autres_membres(edition, en_evaluation, combien)
    assert compter(membre, f"/commission/dossiers/{en_evaluation.reference}/")[0] == 7


def test_la_premiere_lecture_tient_en_quinze_ordres(membre, en_evaluation):
    requetes, _ = mesurer(lambda: membre.get(f"/commission/dossiers/{en_evaluation.reference}/"))
    assert len(requetes) <= LECTURE


@pytest.mark.parametrize("combien", [3, 30])
def test_lire_les_notes_des_autres_ne_grandit_pas(membre, mona, edition, en_evaluation, combien):
    noter(en_evaluation, Membre.objects.get(personne=mona), [4, 4, 4, 4])
    autres_membres(edition, en_evaluation, combien)
    assert compter(membre, f"/commission/dossiers/{en_evaluation.reference}/")[0] == 9


@pytest.fixture
def a_noter(mona_lit, en_evaluation, apres):
    """(candidature as a view holds it, a complete set of notes)."""
    candidature = dossier_ou_404(mona_lit, en_evaluation.reference, "noter")
    cases = [case for critere in grille_lue(candidature.edition).criteres for case in critere.cases]
    return candidature, dict.fromkeys(cases, 4)


def test_enregistrer_tient_en_six_ordres_des_la_premiere_fois(mona_lit, a_noter):
    candidature, notes = a_noter
    for revision in range(3):
        autres = dict.fromkeys(notes, revision)
        enregistrer = partial(notation.enregistrer, candidature, autres, {}, par=mona_lit, revision=revision)
        assert mesurer_un_acte(enregistrer) <= ENREGISTRER


def test_la_requete_entiere_d_un_enregistrement_tient_en_six_ordres(membre, a_noter):
    candidature, notes = a_noter
    adresse = f"/commission/dossiers/{candidature.reference}/"

    def enregistrer(revision):
        champs = {f"c{critere}" + (f"_{sous}" if sous else ""): revision for critere, sous in notes}
        return membre.post(adresse, champs | {"revision": revision}, headers={"Accept": "application/json"})

    enregistrer(0)  # the first one also begins the grid
    assert len(mesurer(partial(enregistrer, 1))[0]) <= ENREGISTRER


@pytest.mark.django_db(transaction=True)
def test_soumettre_tient_en_douze_ordres_journal_compris(mona_lit, a_noter):
    candidature, notes = a_noter
    soumettre = partial(notation.soumettre, candidature, par=mona_lit, reponses=notes, commentaires={}, revision=0)
    assert mesurer_un_acte(soumettre) <= SOUMETTRE
    assert Evaluation.objects.get().etat == "soumise"


@pytest.mark.parametrize("combien", [3, 30])
def test_le_livret_ne_grandit_pas_avec_les_dossiers_qu_il_consigne(membre, mona, edition, apres, combien):
    dossiers(edition, mona, combien)
    lus = [str(pk) for pk in Candidature.objects.order_by("pk").values_list("pk", flat=True)]
    fichier = ranger_octets(b"%PDF-1.7", nom="livret.pdf", type_mime="application/pdf", instant=apres)
    siege = Membre.objects.get(personne=mona)
    Livret.objects.create(membre=siege, demande_le=apres, expire_le=apres + DUREE, candidatures=lus, fichier=fichier)
    requetes, reponse = mesurer(lambda: membre.get("/commission/livret.pdf"))
    assert b"".join(reponse.streaming_content) == b"%PDF-1.7"
    assert EntreeJournal.objects.filter(evenement="lecture", par=mona.pk, faits__vu="livret").count() == len(lus)
    assert len(requetes) == LIVRET


CALIBRAGE = "/commission/calibrage/1/"


def autres_grilles_de_calibrage(edition, combien):
    """Members who have submitted their grid of the first fictional dossier."""
    for rang in range(combien):
        autre = personne(f"Calibreur{rang}", totp=True)
        asseoir(autre, edition)
        calibrer(autre, edition, 1, [3, 3, 3, 3])


@pytest.mark.parametrize("combien", [3, 30])
def test_les_ecarts_du_calibrage_ne_grandissent_pas_avec_les_membres(membre, mona, edition, combien):
    calibrage_ouvert(edition)
    autres_grilles_de_calibrage(edition, combien)
    assert compter(membre, CALIBRAGE)[0] == 7
    calibrer(mona, edition, 1, [4, 4, 4, 4])
    assert compter(membre, CALIBRAGE)[0] == 8


def test_le_calibrage_ajoute_deux_ordres_au_bureau_et_aucun_a_la_notation(membre, mona, edition, en_evaluation):
    adresses = ("/commission/", f"/commission/dossiers/{en_evaluation.reference}/")
    avant = [compter(membre, adresse)[0] for adresse in adresses]
    calibrage_ouvert(edition, choix="obligatoire")
    assert [compter(membre, adresse)[0] for adresse in adresses] == [avant[0] + 2, avant[1]]


def test_avec_un_calibrage_propose_et_pas_ouvert_le_bureau_tient_en_douze_ordres(membre, edition, en_evaluation):
    avant = compter(membre, "/commission/")[0]
    regler(edition, "propose")
    assert compter(membre, "/commission/")[0] == avant + 2 <= BUREAU


@pytest.mark.parametrize("combien", [3, 30])
def test_les_notes_en_marge_ne_coutent_aucun_ordre(membre, mona_lit, en_evaluation, combien):
    annoter(en_evaluation, [("solution", "un passage", f"note {rang}") for rang in range(combien)], par=mona_lit)
    adresse = f"/commission/dossiers/{en_evaluation.reference}/"
    assert compter(membre, adresse)[0] == 7
    assert membre.get(adresse).content.decode().count('class="marge"') == combien
