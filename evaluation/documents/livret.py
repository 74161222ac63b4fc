"""What a member takes away: the booklet of what they read, the attestation of their part."""

from amihr.socle.pdf import rendre
from amihr.socle.textes import date_heure
from evaluation.regles.trame import criteres_en_clair


def pdf_du_livret(siege, dossiers, grille, instant, *, marges=None):
    """Return the PDF of the ``Dossier`` that a member reads, each with a sheet for notes, under their name and the hour.

    ``marges``: ``{candidature: [their own notes in its margin]}``. Without a dossier, the sheet alone.
    """
    contexte = {
        "edition": siege.edition,
        "marque": f"{siege.personne.nom_complet}, {date_heure(instant)}",
        "nom": siege.personne.nom_complet,
        "instant": instant,
        "dossiers": [
            (dossier, *_annotees(dossier, (marges or {}).get(dossier.candidature_id, ()))) for dossier in dossiers
        ],
        "criteres": criteres_en_clair(grille),
        "hors_permis": siege.edition.reglage("Q33", "hors_de_ma_competence"),
    }
    return rendre("documents/livret.html", contexte)


def _annotees(dossier, notes):
    """(Parts with the notes written there, notes on the files or on a part that is gone)."""
    slugs = {partie.slug for partie in dossier.parties}
    parties = [(partie, [note for note in notes if note.partie == partie.slug]) for partie in dossier.parties]
    return parties, [note for note in notes if note.partie not in slugs]


def pdf_de_l_attestation(attestation, instant):
    """Return the PDF of an ``Attestation``: neither title nor company is in it."""
    membre = attestation.membre
    contexte = {"edition": membre.edition, "membre": membre, "attestation": attestation, "instant": instant}
    return rendre("documents/attestation.html", contexte)
