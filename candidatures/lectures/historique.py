"""Who changed what in a draft, and when: its parts and its files."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from candidatures.models import PieceJointe, RevisionSection
from candidatures.regles.formulaire import est_institut, libelle_de_piece, piece_de

COMBIEN = 200


@dataclass(frozen=True)
class Changement:
    """One change of a draft: ``sur`` names the part or the slot, ``quoi`` says what was done to it.

    ``par``: a person; ``None`` for a file taken out before its author was kept.
    """

    instant: datetime
    par: object
    sur: str
    quoi: str


def changements_de(brouillon):
    """Return the last changes of a draft, parts and files together, latest first."""
    titres, candidature = _titres(brouillon), brouillon.candidature
    revisions = RevisionSection.objects.filter(section__candidature=candidature).select_related("section", "par")
    changements = changements_des_pieces(brouillon) + [
        Changement(
            revision.instant,
            revision.par,
            titres.get(revision.section.partie, revision.section.partie),
            f"Réponses, révision\u00a0{revision.numero}",
        )
        for revision in revisions.defer("contenu").order_by("-instant", "-pk")[:COMBIEN]
    ]
    return _du_plus_recent(changements)[:COMBIEN]


def derniers_changements(brouillon):
    """Return the last change of each part and those of the files, latest first."""
    titres = _titres(brouillon)
    sections = [section for section in brouillon.sections.values() if section.modifiee_le]
    return _du_plus_recent(
        changements_des_pieces(brouillon)
        + [Changement(s.modifiee_le, s.modifiee_par, titres.get(s.partie, s.partie), "Réponses") for s in sections]
    )


def changements_des_pieces(brouillon):
    """Return what was joined and what was taken out, with the names of the slots."""
    formulaire, changements = brouillon.candidature.edition.formulaire, []
    institut = est_institut(formulaire, brouillon.contenus)
    pieces = PieceJointe.objects.filter(candidature=brouillon.candidature)
    pieces = pieces.select_related("fichier", "par", "retiree_par")
    # Of one instant, the file that replaces comes before the one replaced.
    du_plus_recent = Coalesce("retiree_le", "jointe_le").desc(), F("retiree_le").desc(nulls_first=True), "pk"
    for piece in pieces.order_by(*du_plus_recent)[:COMBIEN]:
        emplacement = piece_de(formulaire, piece.emplacement)
        sur = libelle_de_piece(emplacement, institut) if emplacement else piece.emplacement
        changements.append(Changement(piece.jointe_le, piece.par, sur, f"Fichier joint\u00a0: {piece.fichier.nom}"))
        if piece.retiree_le:
            quoi = f"Fichier retiré\u00a0: {piece.fichier.nom}"
            changements.append(Changement(piece.retiree_le, piece.retiree_par, sur, quoi))
    return changements


def _titres(brouillon):
    return {partie["slug"]: partie["titre"] for partie in brouillon.candidature.edition.formulaire["parties"]}


def _du_plus_recent(changements):
    return sorted(changements, key=lambda changement: changement.instant, reverse=True)
