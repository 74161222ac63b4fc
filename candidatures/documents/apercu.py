"""The draft in PDF, as it stands, for its own team."""

from amihr.socle.pdf import rendre

NON_DEPOSE = "Projet non déposé"


def apercu_du_dossier(imprime, instant):
    """Return the PDF of a ``DossierImprime``; each page of what is not filed says so across it."""
    situation = imprime.situation
    contexte = {
        "edition": imprime.candidature.edition,
        "candidature": imprime.candidature,
        "relu": imprime.relu,
        "situation": situation,
        "marque": "" if situation.est_a_jour else NON_DEPOSE,
        "instant": instant,
    }
    return rendre("documents/apercu.html", contexte)
