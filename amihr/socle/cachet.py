"""The seal of the instance on a PDF (PAdES): it proves where a document comes from and that nothing moved since.

It is a *cachet*, never called a signature: no person stands behind it (see Q31). The certificate is the instance's
own, self-signed, so that readers say « émetteur inconnu »: whoever checks takes it from the site.
Imported by tasks and commands only.
"""

import os
from datetime import timedelta
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError, ValueErrorWithMessage
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

TAILLE_DE_LA_CLE = 3072
DUREE = timedelta(days=3653)
MARGE = timedelta(days=1)
CHAMP = "Cachet"


class EtatDuCachet(StrEnum):
    """What can be said of the seal of a document."""

    VALIDE = "valide"
    INVALIDE = "invalide"
    ABSENT = "absent"


class _Signataire(PdfSigner):
    """Writes the instant of the acte in the seal, not the one of this machine's clock."""

    instant = None

    def init_signing_session(self, *arguments, **options):
        seance = super().init_signing_session(*arguments, **options)
        seance.system_time = self.instant
        return seance


def creer_certificat(nom, instant, chemin=None):
    """Make the instance's key and certificate, unless they exist, and return the path of their PKCS#12 file.

    Effects: a file that its owner only may read, encrypted by `settings.CACHET_PHRASE` when there is one.
    """
    chemin = Path(chemin or settings.CACHET_FICHIER)
    if chemin.exists():
        return chemin
    cle = rsa.generate_private_key(public_exponent=65537, key_size=TAILLE_DE_LA_CLE)
    sujet = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, nom)])
    usages = dict.fromkeys(
        ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"), False
    )
    certificat = (
        x509.CertificateBuilder(sujet, sujet, cle.public_key(), x509.random_serial_number())
        .not_valid_before(instant - MARGE)
        .not_valid_after(instant + DUREE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True, content_commitment=True, encipher_only=False, decipher_only=False, **usages
            ),
            critical=True,
        )
        .sign(cle, hashes.SHA256())
    )
    chiffrement = serialization.NoEncryption()
    if phrase := _phrase():
        chiffrement = serialization.BestAvailableEncryption(phrase)
    octets = pkcs12.serialize_key_and_certificates(nom.encode(), cle, certificat, None, chiffrement)
    chemin.parent.mkdir(parents=True, exist_ok=True)
    descripteur = os.open(chemin, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descripteur, "wb") as fichier:
        fichier.write(octets)
    return chemin


def sceller(octets, *, instant, motif):
    """Return the PDF with the instance's seal; its tags and its text are untouched.

    Raises FileNotFoundError when the instance has no certificate yet: see `creer_certificat`.
    """
    sceau = SimpleSigner.load_pkcs12_data(Path(settings.CACHET_FICHIER).read_bytes(), [], _phrase())
    reglages = PdfSignatureMetadata(
        field_name=CHAMP, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=motif
    )
    signataire = _Signataire(reglages, sceau)
    signataire.instant = instant
    return signataire.sign_pdf(IncrementalPdfFileWriter(BytesIO(octets))).getvalue()


def verifier(octets, certificat):
    """Return the EtatDuCachet of a PDF against a certificate in DER.

    « valide » means sealed by that certificate over the whole document, and not one byte changed since.
    """
    try:
        cachets = PdfFileReader(BytesIO(octets)).embedded_signatures
        if not cachets:
            return EtatDuCachet.ABSENT
        contexte = ValidationContext(trust_roots=[Certificate.load(certificat)], allow_fetching=False)
        etat = validate_pdf_signature(cachets[-1], contexte)
    except (PdfError, SigningError, SignatureValidationError, ValueErrorWithMessage, ValueError, KeyError):
        return EtatDuCachet.INVALIDE
    entier = etat.bottom_line and etat.coverage.name == "ENTIRE_FILE"
    return EtatDuCachet.VALIDE if entier else EtatDuCachet.INVALIDE


def _phrase():
    return settings.CACHET_PHRASE.encode() or None
