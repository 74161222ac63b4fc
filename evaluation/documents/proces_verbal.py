"""The minutes of a meeting, in PDF."""

from amihr.socle.pdf import rendre


def pdf_du_pv(pv):
    """Return the PDF of a ``ProcesVerbal`` (its ``matiere`` was hashed when the meeting closed)."""
    contexte = {"edition": pv.seance.edition, "pv": pv, "matiere": pv.matiere}
    return rendre("documents/proces_verbal.html", contexte)
