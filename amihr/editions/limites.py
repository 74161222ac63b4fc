"""The limits of what is sent to the platform, announced before anybody meets them."""

from amihr.fichiers.genres import MAXIMUM_PAR_DOSSIER, enoncer, limites_du_genre
from amihr.fichiers.rangement import TELEVERSEMENTS_PAR_HEURE
from amihr.socle.textes import pluriel, taille_fichier


def limites_des_emplacements(edition):
    """Return the (label, limits in words) of each slot of the form, as the upload will judge them."""
    return [(piece["libelle"], limites_d_un_emplacement(piece)) for piece in edition.formulaire.get("pieces", ())]


def limites_du_dossier():
    """Return the sentences on what one dossier and one account may send."""
    return [
        f"{poids_du_dossier()} pour un dossier, vidéo non comprise.",
        f"{pluriel(TELEVERSEMENTS_PAR_HEURE, 'fichier')} au plus par compte et par heure.",
    ]


def poids_du_dossier():
    """Return in words what all the files of one dossier may weigh."""
    return f"{taille_fichier(MAXIMUM_PAR_DOSSIER)} de fichiers au plus"


def limites_d_un_emplacement(piece):
    """Return in words what one slot takes: types, sizes, how many files."""
    combien = piece.get("nombre_max", 1)
    nombre = f", {pluriel(combien, 'fichier')} au plus" if combien > 1 else ""
    return f"{enoncer(limites_du_genre(piece['genre'], piece))}{nombre}"
