"""PDF: what may run, hide or explode in it, and how many pages it has."""

import os
import zlib

import pikepdf

from . import brut
from .verdict import Ecart

VERSIONS = ("1.3", "1.4", "1.5", "1.6", "1.7", "2.0")
FIN_LUE = 2048
TRANCHE = 1024 * 1024
FLATE = ("/FlateDecode", "/Fl")
# Their decoders make pixels, not bytes that a reader would keep: counted as stored.
IMAGES = ("/DCTDecode", "/DCT", "/JPXDecode", "/CCITTFaxDecode", "/CCF", "/JBIG2Decode")

ACTIONS = {
    "/JavaScript": "pdf_javascript",
    "/Launch": "pdf_lancement",
    "/SubmitForm": "pdf_envoi",
    "/ImportData": "pdf_envoi",
}
CLES = {
    "/JS": "pdf_javascript",
    "/JavaScript": "pdf_javascript",
    "/XFA": "pdf_xfa",
    "/RichMediaContent": "pdf_multimedia",
    "/RichMediaSettings": "pdf_multimedia",
    "/EF": "pdf_piece_jointe",
}
NATURES = {
    "/RichMedia": "pdf_multimedia",
    "/EmbeddedFile": "pdf_piece_jointe",
    "/FileAttachment": "pdf_piece_jointe",
}
# The first of these that is found is the one said.
PRIORITE = ("pdf_javascript", "pdf_lancement", "pdf_envoi", "pdf_xfa", "pdf_multimedia", "pdf_piece_jointe")
# Cheap first look at each object as qpdf writes it (escaped names are already normal there).
SUSPECTS = tuple({nom.encode() for nom in (*ACTIONS, *CLES, *NATURES, "/EmbeddedFiles")})


def examiner(demande):
    """Check one PDF against the rules of uploads; returns its number of pages.

    Refuses, in this order: HTML or PHP in its first bytes, a file cut before its end, a password to open,
    no structure that qpdf can repair, a version outside 1.3–2.0, no page or too many, what may run or hide
    in it, streams that inflate beyond the limits.
    """
    _verifier_le_texte(demande["chemin"])
    try:
        with pikepdf.open(demande["chemin"], suppress_warnings=True) as document:
            _verifier_la_version(document)
            pages = len(document.pages)
            _verifier_les_pages(pages, demande["limites"])
            trouves = _parcourir(document, demande["limites"])
    except pikepdf.PasswordError as erreur:
        raise Ecart("pdf_mot_de_passe") from erreur
    except pikepdf.DataDecodingError as erreur:
        raise Ecart("fichier_illisible") from erreur
    except pikepdf.PdfError as erreur:
        chiffre = "encryption" in str(erreur) or "crypt" in str(erreur)
        raise Ecart("pdf_mot_de_passe" if chiffre else "fichier_illisible") from erreur
    except MemoryError as erreur:
        raise Ecart("pdf_gonfle") from erreur
    for code in PRIORITE:
        if code in trouves:
            raise Ecart(code)
    return {"pages": pages, "largeur": None, "hauteur": None}


def _verifier_le_texte(chemin):
    debut = brut.lire_le_debut(chemin).lower()
    if any(balise in debut for balise in brut.BALISES_HTML + brut.BALISES_PHP[:1]):
        raise Ecart("fichier_html")
    with open(chemin, "rb") as flux:
        flux.seek(0, os.SEEK_END)
        taille = flux.tell()
        flux.seek(max(0, taille - 32 * FIN_LUE))
        fin = flux.read().rstrip(b"\0 \t\r\n\x1a")[-FIN_LUE:]
    # qpdf would rebuild a file cut in the middle and show the pages that are left: say that it is cut.
    if b"%%EOF" not in fin and b"startxref" not in fin:
        raise Ecart("fichier_tronque")


def _verifier_la_version(document):
    version = document.pdf_version
    declaree = str(document.Root.get("/Version", "")).lstrip("/")
    if declaree and _rang(declaree) > _rang(version):
        version = declaree
    if version not in VERSIONS:
        raise Ecart("pdf_version", version=version[:8])


def _rang(version):
    return tuple(int(partie) if partie.isdigit() else 0 for partie in version.split("."))


def _verifier_les_pages(pages, limites):
    if pages < 1:
        raise Ecart("pdf_sans_page")
    if pages > limites["pages_max"]:
        raise Ecart("pdf_trop_de_pages", pages=pages, maximum=limites["pages_max"])


def _parcourir(document, limites):
    """The codes found in the objects, the free ones included, and in the trailer; streams are measured."""
    trouves = set()
    total = 0
    for objet in document.objects:
        if isinstance(objet, pikepdf.Stream):
            total += _taille_gonflee(objet, limites["flux_max"])
            if total > limites["flux_total_max"]:
                raise Ecart("pdf_gonfle")
            objet = objet.stream_dict
        if isinstance(objet, (pikepdf.Dictionary, pikepdf.Array)) and _est_suspect(objet):
            trouves |= _interdits(objet)
    return trouves | _interdits(document.trailer)


def _est_suspect(objet):
    ecrit = objet.unparse(resolved=True)
    return any(nom in ecrit for nom in SUSPECTS)


def _interdits(racine):
    """The forbidden keys and actions of one object and of what it holds directly."""
    trouves = set()
    a_voir = [racine]
    while a_voir:
        objet = a_voir.pop()
        if isinstance(objet, pikepdf.Array):
            a_voir.extend(enfant for enfant in objet if _est_direct(enfant))
        elif isinstance(objet, pikepdf.Dictionary):
            trouves |= _interdits_du_dictionnaire(objet)
            a_voir.extend(enfant for _, enfant in objet.items() if _est_direct(enfant))
    return trouves


def _est_direct(objet):
    return isinstance(objet, (pikepdf.Array, pikepdf.Dictionary)) and not objet.is_indirect


def _interdits_du_dictionnaire(objet):
    trouves = {CLES[cle] for cle in set(objet.keys()) & CLES.keys()}
    trouves.add(ACTIONS.get(_nom(objet.get("/S"))))
    trouves.add(NATURES.get(_nom(objet.get("/Subtype"))))
    trouves.add(NATURES.get(_nom(objet.get("/Type"))))
    annexes = objet.get("/EmbeddedFiles")
    # An empty list of attachments is a habit of some writers, not an attachment.
    if isinstance(annexes, pikepdf.Dictionary) and (annexes.get("/Names") or annexes.get("/Kids")):
        trouves.add("pdf_piece_jointe")
    return trouves - {None}


def _nom(valeur):
    return str(valeur) if isinstance(valeur, pikepdf.Name) else None


def _taille_gonflee(flux, maximum):
    """How many bytes the stream becomes, each stage counted; refuses beyond `maximum` without keeping them."""
    filtres = flux.stream_dict.get("/Filter", [])
    noms = [str(nom) for nom in (filtres if isinstance(filtres, pikepdf.Array) else [filtres])]
    octets = flux.read_raw_bytes()
    if not noms or noms[0] in IMAGES:
        return len(octets)
    if all(nom in FLATE for nom in noms if nom not in IMAGES):
        return _taille_des_flate([octets], sum(nom in FLATE for nom in noms), maximum)
    taille = len(flux.get_stream_buffer(decode_level=pikepdf.StreamDecodeLevel.generalized))
    if taille > maximum:
        raise Ecart("pdf_gonfle")
    return taille


def _taille_des_flate(morceaux, etages, maximum):
    for _ in range(etages):
        morceaux = _gonfler(morceaux, maximum)
    return sum(len(morceau) for morceau in morceaux)


def _gonfler(morceaux, maximum):
    """Inflate by slices, so that a bomb costs one slice of memory."""
    moteur = zlib.decompressobj()
    total = 0
    for morceau in morceaux:
        while morceau and not moteur.eof:
            try:
                sortie = moteur.decompress(morceau, TRANCHE)
            except zlib.error as erreur:
                if "incorrect data check" in str(erreur):
                    return  # a wrong checksum at the very end: readers show the page all the same
                raise Ecart("fichier_illisible") from erreur
            total += len(sortie)
            if total > maximum:
                raise Ecart("pdf_gonfle")
            yield sortie
            morceau = moteur.unconsumed_tail
