"""Files as their own team sees them."""

from candidatures.models import PieceDeposee, PieceJointe
from candidatures.regles.formulaire import est_institut, libelle_de_piece, piece_de


def piece_nommee(formulaire, contenus, piece):
    """Return a file with the name of its slot."""
    libelle = libelle_de_piece(piece_de(formulaire, piece.emplacement), est_institut(formulaire, contenus))
    return {"libelle": libelle, "fichier": piece.fichier, "pk": piece.pk}


def fichier_de_l_equipe(candidature, piece_id):
    """Return the file of the draft or of a filed version of this very candidature, or ``None`` (A-07)."""
    piece = PieceJointe.objects.filter(candidature=candidature, pk=piece_id).select_related("fichier").first()
    deposee = PieceDeposee.objects.filter(depot__candidature=candidature, pk=piece_id).select_related("fichier").first()
    trouvee = piece or deposee
    return trouvee.fichier if trouvee else None
