"""What changes during a call and must be told to every team: written with the change, sent by an upper room."""

from django.db import transaction

from amihr.editions.actualites import faire_paraitre
from amihr.editions.models import Annonce
from amihr.socle.reveil import reveiller
from amihr.socle.textes import date_heure

RESTE_SUSPENDU = "L’appel reste suspendu\u00a0: aucun dépôt n’est accepté d’ici à sa reprise."


def annoncer(edition, genre, instant, version=None):
    """Write, inside the caller's transaction, an announcement due to the teams: nobody, before the opening.

    Effects, in order: the row, the same as a piece of news for all, the worker woken after the commit.
    Returns it, or None when nobody knows of the call yet.
    """
    if not est_annoncee(edition, instant):
        return None
    annonce = Annonce.objects.create(
        edition=edition, genre=genre, instant=instant, cloture_le=edition.cloture_le, version=version
    )
    titre, texte = _en_actualite(annonce)
    faire_paraitre(edition, titre=titre, texte=texte, instant=instant)
    transaction.on_commit(reveiller)
    return annonce


def est_annoncee(edition, instant):
    """Tell whether what changes in the call at that instant is told to the teams and to all."""
    return edition.ouverture_le <= instant or edition.est_annoncee(instant)


def actualite_de_l_annulation(motif):
    """The (title, text) by which all read that the call is cancelled: shown to staff before it is."""
    return "L’appel est annulé", motif


def _en_actualite(annonce):
    """The (title, text) by which an announcement is told to all."""
    cloture, genre, version = date_heure(annonce.derniere_minute), annonce.genre, annonce.version
    if genre == Annonce.Genre.REGLEMENT:
        lire = "La page Règlement donne cette version et ce qui change."
        texte = "\n\n".join(filter(None, [version.changements, lire]))
        titre = "Le règlement a changé" if version.numero > 1 else "Le règlement est publié"
        return f"{titre}\u00a0: version {version.numero}", texte
    if genre == Annonce.Genre.REPORT:
        reste = " " + RESTE_SUSPENDU if annonce.edition.est_suspendue(annonce.instant) else ""
        return "La clôture est reportée", f"La nouvelle clôture est fixée au {cloture} (heure de Paris).{reste}"
    if genre == Annonce.Genre.SUSPENSION:
        return (
            "L’appel est suspendu",
            "Aucun dépôt n’est accepté pour le moment. La date de clôture n’est pas déplacée.",
        )
    if genre == Annonce.Genre.REPRISE:
        ouverture = annonce.edition.ouverture_le
        if annonce.instant < ouverture:
            return "L’appel reprend", f"Les dépôts ouvrent le {date_heure(ouverture)} (heure de Paris)."
        return "L’appel reprend", f"Les dépôts sont de nouveau acceptés, jusqu’au {cloture} (heure de Paris)."
    return actualite_de_l_annulation(annonce.edition.motif_d_annulation)
