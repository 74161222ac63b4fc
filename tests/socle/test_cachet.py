"""The seal: valid as made, invalid after one byte, and it keeps the document accessible."""

from datetime import UTC, datetime
from io import BytesIO, StringIO

import pikepdf
import pytest
from cryptography import x509
from django.core.management import call_command
from pyhanko.pdf_utils.reader import PdfFileReader

from amihr.socle.cachet import EtatDuCachet, creer_certificat, sceller, verifier
from candidatures.documents.accuse import accuse_de_depot
from tests.candidatures.documents.exemples import accuse
from tests.fabriques.cachet import certificat_de_l_instance
from tests.socle.controle_pdf import defauts

INSTANT = datetime(2026, 5, 11, 15, 48, 14, tzinfo=UTC)


@pytest.fixture(scope="module")
def cle(tmp_path_factory):
    """One key for the module: making it takes a while."""
    return tmp_path_factory.mktemp("cachet") / "dossier" / "cachet.p12"


@pytest.fixture
def instance(settings, cle):
    settings.CACHET_FICHIER, settings.CACHET_PHRASE = cle, "une phrase de test"
    creer_certificat("Cachet d’essai", INSTANT)


@pytest.fixture(scope="module")
def document():
    return accuse_de_depot(accuse())


@pytest.fixture
def scelle(instance, document):
    return sceller(document, instant=INSTANT, motif="Accusé de réception")


def etat(octets):
    return verifier(octets, certificat_de_l_instance())


def test_un_document_sans_cachet_est_dit_absent(instance, document):
    assert etat(document) == EtatDuCachet.ABSENT


def test_ce_qui_n_est_pas_un_pdf_est_invalide(instance):
    assert etat(b"n'importe quoi") == EtatDuCachet.INVALIDE


@pytest.mark.parametrize("part", [0.05, 0.2, 0.5, 0.8])
def test_un_octet_change_rend_le_cachet_invalide(scelle, document, part):
    assert etat(scelle) == EtatDuCachet.VALIDE
    altere = bytearray(scelle)
    altere[int(len(document) * part)] ^= 1
    assert etat(bytes(altere)) == EtatDuCachet.INVALIDE


def test_un_ajout_apres_le_cachet_ne_passe_pas_pour_valide(scelle):
    with pikepdf.open(BytesIO(scelle)) as pdf:
        pdf.Root.Ajout = pikepdf.String("après coup")
        sortie = BytesIO()
        pdf.save(sortie)
    assert etat(sortie.getvalue()) == EtatDuCachet.INVALIDE


def test_le_cachet_d_une_autre_instance_est_invalide(scelle, settings, tmp_path):
    settings.CACHET_FICHIER, settings.CACHET_PHRASE = tmp_path / "autre.p12", ""
    creer_certificat("Cachet d’essai", INSTANT)
    assert etat(scelle) == EtatDuCachet.INVALIDE


def test_le_cachet_garde_le_document_accessible_et_porte_son_instant(scelle):
    assert defauts(scelle) == []
    assert PdfFileReader(BytesIO(scelle)).embedded_signatures[0].self_reported_timestamp == INSTANT


def test_le_certificat_ne_sert_qu_a_sceller_et_son_fichier_est_prive(instance, cle):
    certificat = x509.load_der_x509_certificate(certificat_de_l_instance())
    usages = certificat.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usages.digital_signature, usages.content_commitment, usages.key_cert_sign) == (True, True, False)
    assert certificat.public_key().key_size == 3072
    assert cle.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_la_commande_garde_le_certificat_qui_existe(settings, instance, cle):
    avant = cle.read_bytes()
    call_command("preparer_cachet", stdout=StringIO())
    assert cle.read_bytes() == avant
