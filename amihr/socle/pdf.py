"""Documents in PDF, tagged for assistive technologies (PDF/UA-1), from a template and bytes held in memory.

Imported by tasks only: WeasyPrint is loaded at the first document, so that a web worker never carries it.
Time and memory limits are those of the task that calls.
"""

from functools import cache
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

SCHEMA = "interne:"
FEUILLE = "css/document.css"
POLICE_FIXE = "police/dejavu-sans-mono-latin.woff2"
POLICES_VARIABLES = {
    "texte": "police/instrument-sans-latin-wght-normal.woff2",
    "etendue": "police/instrument-sans-latin-ext-wght-normal.woff2",
}
GRAISSES = (400, 650)  # the style sheet calls 650 bold: WeasyPrint knows hundreds only
LOGO_PAR_DEFAUT = "images/logo-neutre.svg"
TYPES = {"ttf": "font/ttf", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


class ImageInterneAbsente(LookupError):
    """A template of ours names bytes that its caller did not give: a fault of the code, never of a text."""


class _Arret(BaseException):
    """Leaves WeasyPrint, which swallows every Exception of a fetcher and would print a hole."""


def rendre(gabarit, contexte, *, images=None):
    """Return the PDF/UA-1 of a template.

    `images` maps a name to its bytes; the template shows it by `<img src="interne:name" alt="…">`. Nothing else is
    ever fetched: file:, http:, data: and the like print their alternative text and stay closed.
    Raises ImageInterneAbsente when the template names bytes that were not given.
    """
    moteur = _moteur()
    document = moteur.weasyprint.HTML(
        string=render_to_string(gabarit, contexte),
        base_url=SCHEMA,
        url_fetcher=moteur.Reserve(_de_la_maison() | (images or {})),
    )
    try:
        return document.write_pdf(stylesheets=[moteur.feuille], font_config=moteur.polices, pdf_variant="pdf/ua-1")
    except _Arret as arret:
        raise ImageInterneAbsente(*arret.args) from arret


@cache
def _de_la_maison():
    """Return the bytes that every document may show: the default logo."""
    return {Path(LOGO_PAR_DEFAUT).name: _lire(LOGO_PAR_DEFAUT)}


@cache
def _moteur():
    """Load WeasyPrint, the fonts and the style sheet, once per worker."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Reserve(URLFetcher):
        """Serves `interne:` names from memory, and nothing from anywhere else."""

        def __init__(self, octets):
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.octets = octets

        def fetch(self, url, headers=None):
            if not url.startswith(SCHEMA):
                raise PermissionError("adresse refusée")
            nom = url.removeprefix(SCHEMA)
            if nom not in self.octets:
                raise _Arret(nom)
            type_mime = TYPES.get(nom.rpartition(".")[2], "application/octet-stream")
            return URLFetcherResponse(url, self.octets[nom], {"Content-Type": type_mime})

    polices = FontConfiguration()
    feuille = weasyprint.CSS(
        string=_lire(FEUILLE).decode(),
        base_url=SCHEMA,
        font_config=polices,
        url_fetcher=Reserve(dict(_polices())),
    )
    return SimpleNamespace(weasyprint=weasyprint, Reserve=Reserve, polices=polices, feuille=feuille)


def _polices():
    """Yield the name and bytes of each font file, one per weight.

    WeasyPrint would cut the variable fonts to one weight in each document, half of the time of a receipt: it is done
    here once per worker. The tools for it weigh 17 MB: a web worker does not load them either.
    """
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    yield "fixe.ttf", _en_ttf(TTFont(finders.find(POLICE_FIXE)))
    for nom, chemin in POLICES_VARIABLES.items():
        for graisse in GRAISSES:
            variable = TTFont(finders.find(chemin))
            yield f"{nom}-{graisse}.ttf", _en_ttf(instantiateVariableFont(variable, {"wght": graisse}))


def _en_ttf(police):
    police.flavor = None
    octets = BytesIO()
    police.save(octets)
    return octets.getvalue()


def _lire(chemin):
    return Path(finders.find(chemin)).read_bytes()
