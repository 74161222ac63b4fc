"""The end of a member's task: nothing before the meeting is closed, certified once, an attestation that names no dossier."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction

from amihr import horloge
from amihr.journal.models import EntreeJournal
from amihr.socle.cachet import creer_certificat
from amihr.socle.refus import ActeRefuse
from evaluation.actes.attestations import produire_les_attestations
from evaluation.actes.mission import certifier_la_destruction, demander_une_attestation
from evaluation.models import Attestation, DestructionCertifiee, Seance
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import COMMISSION
from tests.pages import texte_de
from tests.socle.controle_pdf import defauts, texte

pytestmark = pytest.mark.django_db
PAGE, PDF = "/commission/fin-de-mission/", "/commission/fin-de-mission/attestation.pdf"
CERTIFIER = {"geste": "certifier", "detruites": "on"}


@pytest.fixture(scope="module")
def cle(tmp_path_factory):
    return tmp_path_factory.mktemp("cachet") / "cachet.p12"


@pytest.fixture(autouse=True)
def cachet(settings, cle):
    settings.CACHET_FICHIER, settings.CACHET_PHRASE = cle, ""
    creer_certificat("Plateforme d’essai", COMMISSION, cle)


@pytest.fixture
def membre(client, gens, seance):
    """A member whose grids are submitted, before a meeting that is still open."""
    connecter(client, gens[1])
    return gens[1]


@pytest.fixture
def close(seance, membre):
    """The same once the meeting is closed."""
    Seance.objects.filter(pk=seance.pk).update(close_le=COMMISSION)
    return membre


def attester(qui, heures=12):
    demander_une_attestation(qui.sieges.get(), heures, par=qui)
    assert produire_les_attestations(horloge.maintenant()) == 1
    return Attestation.objects.select_related("fichier").get()


@pytest.mark.parametrize("corps", [CERTIFIER, {"heures": "12"}])
def test_avant_la_cloture_de_la_seance_rien_ne_se_certifie_ni_ne_s_atteste(client, membre, corps):
    refus = client.post(PAGE, corps)
    assert refus.status_code == 409
    assert "Votre mission n’est pas finie" in texte_de(refus)
    assert (DestructionCertifiee.objects.count(), Attestation.objects.count()) == (0, 0)


def test_une_seance_rouverte_suspend_la_fin(close, edition):
    Seance.objects.create(edition=edition, jour=COMMISSION.date(), ouverte_le=COMMISSION)
    with pytest.raises(ActeRefuse):
        certifier_la_destruction(close.sieges.get(), par=close)


def test_qui_ne_siege_pas_n_a_pas_cette_page(client, close, agnes):
    connecter(client, agnes)
    assert [client.get(PAGE).status_code, client.post(PAGE).status_code, client.get(PDF).status_code] == [404] * 3


@pytest.mark.parametrize("heures", ["", "0", "501", "douze"])
def test_des_heures_irrecevables_sont_refusees_et_restent_affichees(client, close, heures):
    page = client.post(PAGE, {"heures": heures})
    assert page.status_code == 422
    assert not heures or "Indiquez un nombre entier d’heures, de 1 à 500." in texte_de(page)
    assert f'value="{heures}"' in page.content.decode() or not heures
    assert not Attestation.objects.exists()


def test_sans_cocher_rien_n_est_certifie(client, close):
    page = client.post(PAGE, {"geste": "certifier"})
    assert page.status_code == 422
    assert "Cochez la case si vos copies sont détruites" in texte_de(page)
    assert not DestructionCertifiee.objects.exists()


def test_certifier_est_date_une_fois_et_journalise_une_fois(client, close):
    client.post(PAGE, CERTIFIER)
    with horloge.a(COMMISSION + timedelta(days=1)):
        connecter(client, close).post(PAGE, CERTIFIER)
    assert DestructionCertifiee.objects.get().certifiee_le == COMMISSION
    assert EntreeJournal.objects.filter(evenement="copies.detruites", par=close.pk).count() == 1
    assert "Vous l’avez certifié le" in texte_de(client.get(PAGE))


def test_la_base_refuse_de_changer_ou_d_effacer_ce_qui_est_certifie(close):
    certifier_la_destruction(close.sieges.get(), par=close)
    for geste in (lambda dites: dites.update(certifiee_le=COMMISSION), lambda dites: dites.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            geste(DestructionCertifiee.objects.order_by("pk"))


def test_le_registre_des_engagements_dit_qui_a_certifie(client, close, gens, agnes):
    connecter(client, agnes)
    assert "Copies détruites" not in texte_de(client.get("/region/commission/engagements/"))
    certifier_la_destruction(close.sieges.get(), par=close)
    page = texte_de(client.get("/region/commission/engagements/"))
    assert "Copies détruites</h2>" in page
    assert close.nom_complet in page.partition("Copies détruites")[2]
    assert gens[0].nom_complet not in page.partition("Copies détruites")[2].partition("</table>")[0]


def test_l_attestation_dit_le_nom_le_college_le_nombre_et_les_heures_et_aucun_dossier(client, close, dossiers):
    attestation = attester(close)
    with default_storage.open(attestation.fichier.cle) as lus:
        contenu = lus.read()
    lu = texte(contenu).replace("\u00a0", " ")
    assert defauts(contenu) == []
    for mot in (close.nom_complet, close.sieges.get().college.libelle, "12 heures", "déclarée par la personne"):
        assert mot in lu
    assert attestation.dossiers == 3
    assert [d.titre for d in dossiers if d.titre in lu or d.denomination in lu] == []
    assert b"".join(client.get(PDF).streaming_content)[:5] == b"%PDF-"


def test_un_dossier_dont_on_s_est_deporte_n_est_pas_compte(close, dossiers):
    deporter(close, dossiers[0])
    assert attester(close).dossiers == 2


def test_l_attestation_d_une_autre_personne_n_a_pas_d_adresse(client, close, gens):
    attester(close)
    assert b"".join(client.get(PDF).streaming_content)[:5] == b"%PDF-"
    assert connecter(client, gens[0]).get(PDF).status_code == 404


def test_en_demander_une_autre_remplace_la_premiere(client, close):
    premiere = attester(close)
    assert client.post(PAGE, {"heures": "20"}).status_code == 302
    assert (client.get(PDF).status_code, client.get(PAGE)["Refresh"]) == (202, "5")
    produire_les_attestations(horloge.maintenant())
    seconde = Attestation.objects.get()
    assert (seconde.heures, seconde.fichier_id != premiere.fichier_id) == (20, True)
