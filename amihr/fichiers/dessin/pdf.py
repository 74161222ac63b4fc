"""One page of a PDF, by PDFium: no script runs in it, and what it does not embed is drawn with its own fonts."""

import codecs

import pypdfium2

LARGEUR = 1240  # twice the column where pages are read
HAUTEUR_MAX = 4 * LARGEUR

codecs.lookup("utf-16-le")  # a file of Python's own, which could not be opened later


class Illisible(Exception):
    """Neither this page nor, when opening, this document can be read."""


def ouvrir(chemin):
    """Open a document; gives the function that draws its page n (from 1) and reads its text. Raises Illisible."""
    try:
        document = pypdfium2.PdfDocument(chemin)
        document.init_forms()  # what was typed in a form is part of its page
    except pypdfium2.PdfiumError as erreur:
        raise Illisible from erreur
    return lambda page: _dessiner(document, page)


def _dessiner(document, numero):
    try:
        page = document[numero - 1]
        largeur, hauteur = page.get_size()
        if largeur <= 0 or hauteur <= 0:
            raise Illisible
        # Whatever the size that the page gives itself, up to 14,400 points: so many pixels, no more.
        echelle = min(LARGEUR / largeur, HAUTEUR_MAX / hauteur)
        image = page.render(scale=echelle).to_pil().convert("RGB")
        return image, page.get_textpage().get_text_bounded()
    except (pypdfium2.PdfiumError, IndexError) as erreur:
        raise Illisible from erreur
