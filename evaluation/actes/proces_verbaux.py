"""Minutes in PDF, made after the closing of a meeting by the worker."""

from functools import partial

from amihr.fichiers.rangement import produire, produire_chacun
from evaluation.documents.proces_verbal import pdf_du_pv
from evaluation.lectures import pv_a_produire

from .seance import attacher_le_pdf


def produire_les_pv(instant):
    """Make the minutes' PDFs that are missing. Returns how many were made."""
    return produire_chacun(pv_a_produire(), partial(_produire, instant=instant))


def _produire(pv, instant):
    nom = f"proces-verbal-{pv.seance.jour:%Y-%m-%d}-v{pv.numero}.pdf"
    attacher = partial(attacher_le_pdf, pv)
    return produire(pdf_du_pv(pv), attacher, nom=nom, type_mime="application/pdf", instant=instant)
