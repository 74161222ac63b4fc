"""The report of the closing: who may have it, what it says and never says, once for each closing, sealed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string

from amihr import horloge
from amihr.editions.conduite import annuler
from amihr.editions.models import Annonce, Edition, RapportDeCloture
from amihr.fichiers.models import Fichier
from amihr.fichiers.stockage import lire
from amihr.journal.models import EntreeJournal
from amihr.pilotage.rapport import empreinte_des_versions, faits, produire_les_rapports, rapports_a_produire
from amihr.pilotage.sauvegardes import noter
from amihr.socle.battements import battre
from amihr.socle.cachet import EtatDuCachet, creer_certificat, verifier
from candidatures.actes.accuses import produire_les_accuses
from candidatures.actes.depot import consigner_tentative, retirer
from tests.candidatures.gestes import deposer
from tests.fabriques.cachet import certificat_de_l_instance
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT, EditionFactory
from tests.pages import texte_de
from tests.socle.controle_pdf import defauts

pytestmark = pytest.mark.django_db
UNE_HEURE = timedelta(hours=1)
INSTANT = CLOTURE + UNE_HEURE


@pytest.fixture(scope="module")
def cle(tmp_path_factory):
    """One key for the module: making it takes a while."""
    return tmp_path_factory.mktemp("cachet") / "cachet.p12"


@pytest.fixture(autouse=True)
def cachet(settings, cle):
    settings.CACHET_FICHIER, settings.CACHET_PHRASE = cle, ""
    creer_certificat("Cachet d’essai", CLOTURE)


@pytest.fixture
def deposee(edition, dossier, alice):
    with horloge.a(CLOTURE - timedelta(minutes=2)):
        deposer(dossier, alice)
        produire_les_accuses(CLOTURE)
    return dossier


@pytest.fixture
def rapport(edition, deposee):
    with horloge.a(INSTANT):
        assert produire_les_rapports(INSTANT) == 1
    return edition.rapports_de_cloture.get()


def adresse(rapport):
    return f"/region/cloture/rapports/{rapport.pk}/"


def page(edition):
    contexte = {"edition": edition, "produit_le": INSTANT, **faits(edition)}
    return render_to_string("documents/cloture.html", contexte).replace("\u00a0", " ")


# --- Who may have it ------------------------------------------------------------------------------------------


def statut(client, qui, ou):
    reponse = connecter(client, qui).get(ou)
    b"".join(reponse)  # read to its end, a file is closed
    return reponse.status_code


def test_ni_candidat_ni_membre_ni_administrateur_ne_l_ont(client, rapport, alice, mona, adam):
    with horloge.a(INSTANT):
        assert [statut(client, qui, adresse(rapport)) for qui in (alice, mona, adam)] == [404] * 3


def test_agent_et_operateur_l_ont(client, rapport, agnes, oscar):
    with horloge.a(INSTANT):
        assert [statut(client, qui, adresse(rapport)) for qui in (agnes, oscar)] == [200, 200]


def test_qui_s_est_deporte_d_un_dossier_n_en_lit_pas_le_nombre(client, rapport, deposee, agnes):
    with horloge.a(INSTANT):
        assert statut(client, agnes, adresse(rapport)) == 200
        deporter(agnes, deposee)
        assert statut(client, agnes, adresse(rapport)) == 404
        ecran = texte_de(client.get("/region/cloture/"))
        assert (rapport.sha256 in ecran, adresse(rapport) in ecran) == (True, False)


def test_celui_d_un_appel_n_est_pas_dans_l_espace_d_un_autre(client, rapport, agnes, edition):
    EditionFactory(slug="autre-appel")
    with horloge.a(INSTANT):
        assert statut(client, agnes, f"/editions/{edition.slug}{adresse(rapport)}") == 200
        assert statut(client, agnes, f"/editions/autre-appel{adresse(rapport)}") == 404


# --- When it is made ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("ecart", "dus"), [(timedelta(microseconds=1), 0), (timedelta(0), 1)])
def test_il_est_du_une_heure_apres_la_cloture(edition, ecart, dus):
    assert len(rapports_a_produire(INSTANT - ecart)) == dus


def test_il_attend_les_accuses_une_heure_au_plus(edition, dossier, alice):
    with horloge.a(CLOTURE - timedelta(minutes=2)):
        deposer(dossier, alice)
    assert not rapports_a_produire(INSTANT)
    assert not rapports_a_produire(INSTANT + UNE_HEURE - timedelta(microseconds=1))
    assert len(rapports_a_produire(INSTANT + UNE_HEURE)) == 1
    produire_les_accuses(CLOTURE)
    assert len(rapports_a_produire(INSTANT)) == 1


def test_un_appel_suspendu_ou_annule_avant_sa_cloture_n_en_a_pas(edition, agnes):
    Edition.objects.filter(pk=edition.pk).update(suspendue_le=PENDANT)
    assert not rapports_a_produire(INSTANT + UNE_HEURE)
    Edition.objects.filter(pk=edition.pk).update(suspendue_le=None)
    with horloge.a(PENDANT):
        annuler(edition, par=agnes, motif="Essai")
    assert not rapports_a_produire(INSTANT + UNE_HEURE)


def test_il_ne_se_fait_qu_une_fois(edition, rapport):
    with horloge.a(INSTANT + UNE_HEURE):
        assert produire_les_rapports(INSTANT + UNE_HEURE) == 0
    assert (RapportDeCloture.objects.count(), Fichier.objects.filter(sha256=rapport.sha256).count()) == (1, 1)


def test_une_cloture_reportee_apres_coup_en_demande_un_autre(edition, rapport):
    Edition.objects.filter(pk=edition.pk).update(cloture_le=CLOTURE + timedelta(days=7))
    assert not rapports_a_produire(CLOTURE + timedelta(days=2))
    plus_tard = CLOTURE + timedelta(days=8)
    with horloge.a(plus_tard):
        assert produire_les_rapports(plus_tard) == 1
    assert [r.cloture_le for r in edition.rapports_de_cloture.all()] == [CLOTURE + timedelta(days=7), CLOTURE]


def test_une_cloture_reportee_pendant_sa_fabrication_ne_laisse_rien(edition, deposee, monkeypatch):
    def sceller_pendant_le_report(octets, **_options):  # the change of dates comes between the reading and the lock
        Edition.objects.filter(pk=edition.pk).update(cloture_le=CLOTURE + timedelta(days=7))
        return octets

    monkeypatch.setattr("amihr.pilotage.rapport.sceller", sceller_pendant_le_report)
    avant = Fichier.objects.count()
    with horloge.a(INSTANT + UNE_HEURE):
        assert produire_les_rapports(INSTANT + UNE_HEURE) == 0
    assert (RapportDeCloture.objects.count(), Fichier.objects.count()) == (0, avant)


# --- What proves it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("geste", [lambda r: r.update(sha256="0" * 64), lambda r: r.delete()])
def test_un_rapport_ne_se_change_ni_ne_s_efface(rapport, geste):
    with pytest.raises(IntegrityError), transaction.atomic():
        geste(RapportDeCloture.objects.filter(pk=rapport.pk))


def test_il_porte_le_cachet_et_le_journal_son_empreinte(edition, rapport):
    octets = lire(rapport.fichier)
    assert verifier(octets, certificat_de_l_instance()) == EtatDuCachet.VALIDE
    assert defauts(octets) == []
    entree = EntreeJournal.objects.get(evenement="edition.rapport_de_cloture")
    assert (entree.faits["sha256"], entree.faits["versions"]) == (rapport.sha256, empreinte_des_versions(edition))
    assert rapport.sha256 == rapport.fichier.sha256


def test_l_empreinte_des_versions_change_avec_une_seule_d_entre_elles(edition, deposee, bruno):
    seule = empreinte_des_versions(edition)
    autre = CandidatureFactory(edition=edition, equipe=[bruno])
    with horloge.a(CLOTURE - timedelta(minutes=1)):
        deposer(autre, bruno)
    assert empreinte_des_versions(edition) != seule


# --- What it says ---------------------------------------------------------------------------------------------


def test_ni_nom_ni_reference_ni_code(edition, deposee, alice):
    depot = deposee.depots.get()
    secrets = (deposee.reference, deposee.titre, deposee.denomination, alice.nom_complet, depot.code, depot.empreinte)
    assert all(secrets)
    assert [secret for secret in secrets if secret in page(edition)] == []


def test_les_nombres_les_heures_et_les_refus(edition, deposee, alice, bruno, agnes):
    retiree = CandidatureFactory(edition=edition, equipe=[bruno])
    CandidatureFactory(edition=edition)
    with horloge.a(CLOTURE - timedelta(hours=3)):
        deposer(retiree, bruno)
        retirer(retiree, par=bruno)
    for minutes in (1, 7):
        with horloge.a(CLOTURE + timedelta(minutes=minutes)):
            consigner_tentative(deposee, par=alice, geste="deposer", cause="cloture")
    lus = faits(edition)
    assert {nom: lus["nombres"][nom] for nom in ("commencees", "deposees", "versions", "retirees")} == {
        "commencees": 3, "deposees": 2, "versions": 2, "retirees": 1,
    }  # fmt: skip
    assert [(heure, n) for heure, n in lus["heures"] if n] == [
        (CLOTURE - timedelta(hours=3), 1),
        (CLOTURE - timedelta(hours=1), 1),
    ]
    assert lus["refus"] == [("Dépôt", "Après la clôture", 2)]
    dit = page(edition)
    assert "2 tentatives, pour 1 candidature, de 0 h 01 min 00 s à 0 h 07 min 00 s" in dit
    assert "le 11 mai 2026 à 23 h 58 min 00 s" in dit


def test_une_coupure_et_les_sauvegardes_sont_dites(edition):
    for minutes in (-30, -29, -10, 0, 60):
        with horloge.a(CLOTURE + timedelta(minutes=minutes)):
            battre()
    with horloge.a(CLOTURE - timedelta(hours=2)):
        noter("sauvegarde", empreinte="ab" * 32)
    dit = page(edition)
    assert "du 11 mai 2026 à 23 h 31 min 00 s au 11 mai 2026 à 23 h 50 min 00 s" in dit
    assert "le 11 mai 2026 à 22 h 00 ; 1 sauvegarde dans les deux derniers jours" in dit
    assert ("ab" * 32 in dit, "Aucun exercice de restauration" in dit) == (True, True)
    assert "<strong>Serveur web.</strong> Rien n’a été noté" in dit


def test_un_report_et_une_suspension_sont_dits(edition):
    Annonce.objects.create(edition=edition, genre="report", instant=PENDANT, cloture_le=CLOTURE)
    assert "Clôture reportée, le 4 mai 2026" in page(edition)


def test_ce_qui_vient_apres_l_heure_n_y_est_plus(edition, deposee, alice):
    with horloge.a(INSTANT + timedelta(minutes=1)):
        consigner_tentative(deposee, par=alice, geste="deposer", cause="cloture")
        noter("sauvegarde")
    assert "Aucune tentative après la clôture" in page(edition)
    assert "Aucune n’a été notée dans l’heure qui suit" in page(edition)
