"""What an agent judges a point on: the instant of filing, the answers, the files, or only that they are there."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Faits:
    """What the page shows beside one point. ``partie`` and ``pieces`` are readable; ``presence`` says the rest.

    ``reperes``: findings « à vérifier »; ``memes_constats``: for each, the other dossiers that have it; ``recue``: the
    file sent since, in answer to a complement.
    """

    depose_le: object = None
    derniere_minute: object = None
    partie: object = None
    pieces: tuple = ()
    presence: object = None
    est_absente: bool = False
    reperes: tuple = ()
    semblables: tuple = ()
    memes_constats: tuple = ()
    recue: object = None

    @property
    def demandes(self):
        """Those of ``semblables`` who were asked for the piece again."""
        return [autre for autre in self.semblables if autre.complement]


def faits_du_point(point, dossier, edition, *, reperes=(), semblables=(), memes_constats=(), recues=None):
    """Return the ``Faits`` of one point, from a ``Dossier`` already cut down to those who instruct.

    ``reperes``: what the software finds about it, as information; ``semblables``: the other dossiers where it is found
    not met; ``memes_constats``: those where the same is found, and what was decided; ``recues``: by slot, the files sent
    since the closing.
    """
    lus, recue = _ce_qu_il_y_a(point, dossier, edition), (recues or {}).get(point.piece)
    return replace(
        lus, reperes=tuple(reperes), semblables=tuple(semblables), memes_constats=tuple(memes_constats), recue=recue
    )


def _ce_qu_il_y_a(point, dossier, edition):
    presences = {(presence.genre, presence.code): presence for presence in dossier.presences}
    if point.partie:
        lue = next((partie for partie in dossier.parties if partie.slug == point.partie), None)
        return Faits(partie=lue, presence=None if lue else presences.get(("partie", point.partie)))
    if point.piece:
        pieces = tuple(piece for piece in dossier.pieces if piece.emplacement == point.piece)
        presence = None if pieces else presences.get(("piece", point.piece))
        return Faits(pieces=pieces, presence=presence, est_absente=not pieces and presence is None)
    if point.code == "delai":
        return Faits(depose_le=dossier.depose_le, derniere_minute=edition.derniere_minute)
    return Faits()


def hors_des_points(points, dossier):
    """Return (parts, files) that one may read and that no point shows already."""
    parties, pieces = {point.partie for point in points}, {point.piece for point in points}
    return (
        [partie for partie in dossier.parties if partie.slug not in parties],
        [piece for piece in dossier.pieces if piece.emplacement not in pieces],
    )
