"""What a member takes away: the booklet of what they read, the attestation of their part."""

from amihr.socle.pdf import rendre
from amihr.socle.textes import date_heure
from evaluation.regles.trame import criteres_en_clair


def pdf_du_livret(siege, dossiers, grille, instant):
    """Return the PDF of the ``Dossier`` that a member reads, each with a sheet for notes, under their name and the hour.

    Without a dossier, the sheet alone.
    """
    contexte = {
        "edition": siege.edition,
        "marque": f"{siege.personne.nom_complet}, {date_heure(instant)}",
        "nom": siege.personne.nom_complet,
        "instant": instant,
        "dossiers": dossiers,
        "criteres": criteres_en_clair(grille),
        "hors_permis": siege.edition.reglage("Q33", "hors_de_ma_competence"),
    }
    return rendre("documents/livret.html", contexte)


def pdf_de_l_attestation(attestation, instant):
    """Return the PDF of an ``Attestation``: neither title nor company is in it."""
    membre = attestation.membre
    contexte = {"edition": membre.edition, "membre": membre, "attestation": attestation, "instant": instant}
    return rendre("documents/attestation.html", contexte)
