"""Two versions of one dossier side by side, for its own team."""

from candidatures.regles.differences import FichierCompare, differences
from candidatures.regles.formulaire import est_institut, libelle_de_piece, piece_de

from .depots import parties_du_depot
from .saisie import parties_du_brouillon


def differences_entre(avant, apres):
    """Return the ``Differences`` from one filed version to a later one."""
    return differences(_du_depot(avant), _du_depot(apres))


def differences_du_brouillon(depot, brouillon):
    """Return the ``Differences`` from a filed version to the draft."""
    formulaire = brouillon.candidature.edition.formulaire
    pieces = [
        _fichier(formulaire, brouillon.contenus, piece, piece.fichier.sha256)
        for piece in sorted(brouillon.pieces, key=lambda piece: (piece.jointe_le, piece.pk))
    ]
    return differences(_du_depot(depot), (parties_du_brouillon(brouillon), pieces))


def _du_depot(depot):
    pieces = depot.pieces.select_related("fichier").order_by("ordre")
    lues = [_fichier(depot.formulaire, depot.contenu, piece, piece.sha256) for piece in pieces]
    return parties_du_depot(depot), lues


def _fichier(formulaire, contenus, piece, sha256):
    libelle = libelle_de_piece(piece_de(formulaire, piece.emplacement), est_institut(formulaire, contenus))
    return FichierCompare(piece.emplacement, libelle, piece.fichier.nom, sha256, piece.date_du_document)
