"""Attestations of participation, made and sealed by the worker."""

from functools import partial

from amihr.fichiers.rangement import produire, produire_chacun
from amihr.journal.chaine import acte, inscrire
from amihr.socle.cachet import sceller
from evaluation.documents.livret import pdf_de_l_attestation
from evaluation.lectures.mission import attestations_a_produire
from evaluation.models import Attestation


@acte
def attacher_l_attestation(attestation, fichier, *, instant):
    """Give an attestation its file, unless it was asked again meanwhile. Effects, in order: file, journal."""
    la_meme = Attestation.objects.filter(pk=attestation.pk, demandee_le=attestation.demandee_le, fichier=None)
    attachees = la_meme.update(fichier=fichier)
    if attachees:
        inscrire("attestation.produite", par=None, objet=attestation, instant=instant, sha256=fichier.sha256)
    return bool(attachees)


def produire_les_attestations(instant):
    """Make the attestations that were asked for, each under the instance's seal. Returns how many were made."""
    return produire_chacun(attestations_a_produire(), partial(_produire, instant=instant))


def _produire(attestation, instant):
    octets = sceller(pdf_de_l_attestation(attestation, instant), instant=instant, motif="Attestation")
    attacher = partial(attacher_l_attestation, attestation, instant=instant)
    nom = f"attestation-de-participation-{attestation.membre.edition.slug}.pdf"
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)
