"""The private storage: a folder or a bucket, chosen by the settings. Keys are random, never a user's name."""

import logging
import os
import uuid
from contextlib import contextmanager

from django.core.files import File
from django.core.files.storage import default_storage

from amihr.socle.refus import ActeRefuse, exiger

journal_technique = logging.getLogger(__name__)


@contextmanager
def ouvrir(fichier):
    """The bytes of a file, as a binary stream. Raises ActeRefuse: "fichier_efface", "stockage_indisponible"."""
    exiger(fichier.efface_le is None, "fichier_efface")
    with le_stockage_repond():
        octets = default_storage.open(fichier.cle, "rb")
    with octets:
        yield octets


def lire(fichier):
    """Return all the bytes of a document that the platform made: an attachment, an image of a document."""
    with ouvrir(fichier) as flux:
        return flux.read()


@contextmanager
def rien_a_moitie():
    """Gives `deposer(octets) -> clé`; if anything fails before the end, what was put in the storage is removed."""
    cles = []

    def deposer(octets):
        cle = uuid.uuid4().hex
        cles.append(cle)  # before writing: a disk that fills up leaves a part of the file behind
        with le_stockage_repond():
            cles[-1] = default_storage.save(cle, File(octets))
            _rendre_durable(cles[-1])
        return cles[-1]

    try:
        yield deposer
    except BaseException:
        oublier(cles)
        raise


@contextmanager
def le_stockage_repond():
    """Turn whatever the storage raises (disk full, bucket away, credentials) into one refusal."""
    try:
        yield
    except Exception as erreur:
        journal_technique.error("Stockage indisponible : %s", type(erreur).__name__)
        raise ActeRefuse("stockage_indisponible") from erreur


def _rendre_durable(cle):
    """On a local disk, wait until the bytes and their name are really there: the receipt promises it."""
    try:
        chemin = default_storage.path(cle)
    except NotImplementedError:
        return  # an object storage answers only when it has written
    for a_ecrire in (chemin, os.path.dirname(chemin)):
        descripteur = os.open(a_ecrire, os.O_RDONLY)
        try:
            os.fsync(descripteur)
        finally:
            os.close(descripteur)


def oublier(cles):
    """Delete these keys; what cannot be deleted now stays behind, without a row, and is logged."""
    for cle in cles:
        try:
            default_storage.delete(cle)
        except Exception as erreur:  # noqa: BLE001  bytes without a row are harmless: say it and go on
            journal_technique.warning("Octets orphelins dans le stockage : %s", type(erreur).__name__)
