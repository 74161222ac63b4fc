"""The files of a fictional dossier, for any form (R50): heavy libraries are loaded by whoever stages a rehearsal only."""

from io import BytesIO

from PIL import Image

from amihr.fichiers.genres import limites_du_genre
from amihr.fichiers.models import Genre
from amihr.pilotage.fictif import dossiers, pieces
from amihr.pilotage.fictif.formulaire import MOTS
from candidatures.regles.formulaire import libelle_de_piece

# An MP4 that says its kind and shows nothing.
FILM = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp41\x00\x00\x00\x08mdat"


def pieces_a_joindre(formulaire, dossier):
    """Yield ``(slot, file)`` for every slot that must hold a file."""
    for piece in formulaire["pieces"]:
        if piece.get("obligatoire"):
            yield piece["code"], _piece(piece, dossier)


def _piece(piece, dossier):
    types = limites_du_genre(piece["genre"], piece).types
    nom, numero = dossier["denomination"], dossiers.siren(dossier["rang"])
    if piece["genre"] == Genre.VIDEO:
        return pieces.televersement(f"video-fictive.{types[0]}", FILM)
    if "pdf" not in types:
        return _image(nom, types[0])
    if piece["genre"] == Genre.KBIS:
        return pieces.kbis(nom, numero, dossier.get("commune", dossier["adresse"]))
    if piece["genre"] == Genre.FISCAL:
        return pieces.attestation(nom, numero)
    titre = libelle_de_piece(piece, institut=False)
    return pieces.televersement("piece-fictive.pdf", pieces.pdf(titre, [nom, MOTS]))


def _image(nom, genre):
    """A logo, in the first kind of image that the slot takes."""
    logo = pieces.logo(nom)
    if genre == "png":
        return logo
    sortie = BytesIO()
    Image.open(logo).save(sortie, genre.upper())
    return pieces.televersement(f"logo-fictif.{genre}", sortie.getvalue())
