"""A file read in a page of the site: its pages as images, each with its text, twenty at a time.

The view has already decided that this person may read the file; each image is asked of a view that decides again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.shortcuts import render

from amihr import horloge
from amihr.socle.refus import ActeRefuse, exiger_trouve
from amihr.socle.reveil import reveiller
from amihr.socle.textes import entier, identifiant

from .dessins import demander, est_sans_nouvelle, nombre_de_pages
from .genres import DESSINABLES
from .models import PageDessinee
from .telechargement import exiger_lisible, servir_une_page

PAR_VUE = 20
FRAGMENT = "X-Liseuse"  # set by static/js/liseuse.js, which wants this part of the page only


@dataclass(frozen=True)
class Adresses:
    """Where a file is read: `ici` is the page that shows it, with `parametres`; `seule` shows one page of it, large."""

    piece_id: object
    ici: str
    seule: str
    telecharger: str
    image: Callable
    parametres: tuple = ()

    @property
    def ancre(self):
        """The id of the place where the file is read; the page that lists it has it too, empty."""
        return f"lecture-{self.piece_id}"

    @property
    def formulaire(self):
        return f"{self.ici}#{self.ancre}"

    def vue(self, page):
        return f"{self.ici}?{urlencode([*self.parametres, ('page', page)])}#{self.ancre}"

    def agrandie(self, page):
        return f"{self.seule}?{urlencode({'agrandie': page})}"


@dataclass(frozen=True)
class PageLue:
    """One page as it is shown: drawn, still to come, or that cannot be drawn."""

    numero: int
    dessinee: PageDessinee | None
    image: str
    agrandie: str

    @property
    def est_prete(self):
        return self.dessinee is not None and self.dessinee.est_dessinee

    @property
    def est_attendue(self):
        return self.dessinee is None


@dataclass(frozen=True)
class Liseuse:
    """A file as one page of the site shows it. `refus`: why nothing of it is shown; then there are no pages."""

    fichier: object
    adresses: Adresses
    pages: tuple = ()
    total: int = 0
    refus: str = ""
    est_sans_nouvelle: bool = False

    @property
    def premiere(self):
        return self.pages[0].numero

    @property
    def derniere(self):
        return self.pages[-1].numero

    @property
    def attend(self):
        return any(page.est_attendue for page in self.pages)

    @property
    def est_illisible(self):
        """Nothing of it could be drawn: said once, not page after page."""
        return bool(self.pages) and not any(page.est_prete or page.est_attendue for page in self.pages)

    @property
    def actualiser(self):
        return self.adresses.vue(self.premiere)

    @property
    def precedentes(self):
        return self.adresses.vue(max(1, self.premiere - PAR_VUE)) if self.premiere > 1 else ""

    @property
    def suivantes(self):
        return self.adresses.vue(self.derniere + 1) if self.derniere < self.total else ""


def piece_demandee(request):
    """The id of the file that a page is asked to show among others (`?lire=…`), or None."""
    return identifiant(request.GET.get("lire", ""))


def veut_la_liseuse_seule(request):
    return FRAGMENT in request.headers


def ouvrir(request, fichier, adresses):
    """The `Liseuse` of a file, from the page that the query string names; has it drawn the first time.

    Effects: the file is to be drawn, the worker woken, when it is not drawn yet. Raises ``Http404`` for a video.
    """
    exiger_trouve(fichier.type_mime in DESSINABLES)
    try:
        exiger_lisible(fichier)
    except ActeRefuse as refus:
        return Liseuse(fichier, adresses, refus=refus.phrase)
    total, instant = nombre_de_pages(fichier), horloge.maintenant()
    premiere = _page_demandee(request.GET, "page", total)
    dessin, est_a_reveiller = demander(fichier, instant=instant, page=premiere)
    if est_a_reveiller:
        reveiller("fichiers.dessiner_les_pages")
    numeros = range(premiere, min(total, premiere + PAR_VUE - 1) + 1)
    dessinees = {page.numero: page for page in PageDessinee.objects.filter(fichier=fichier, numero__in=numeros)}
    pages = tuple(
        PageLue(numero, dessinees.get(numero), adresses.image(numero), adresses.agrandie(numero)) for numero in numeros
    )
    return Liseuse(fichier, adresses, pages, total, est_sans_nouvelle=est_sans_nouvelle(dessin, instant))


def _page_demandee(parametres, nom, total):
    """The page that the query string names, brought back between the first and the last one."""
    return min(max(1, entier(parametres.get(nom), 1)), total)


def page_de_lecture(request, gabarit, fichier, adresses, **contexte):
    """The page of one file: its pages, or one of them as large as it was drawn (`?agrandie=3`), or the fragment alone."""
    contexte |= {"fichier": fichier, "adresses": adresses, "page": None, "liseuse": None}
    if "agrandie" in request.GET:
        return render(request, gabarit, contexte | {"page": _une_page(request, fichier, adresses)})
    lue = ouvrir(request, fichier, adresses)
    if veut_la_liseuse_seule(request):
        return fragment(request, lue)
    return render(request, gabarit, contexte | {"liseuse": lue})


def fragment(request, lue):
    """The part of the page that holds the file, for the script that puts it in its place."""
    return render(request, "composants/liseuse.html", {"liseuse": lue})


def _une_page(request, fichier, adresses):
    total = nombre_de_pages(fichier)
    numero = _page_demandee(request.GET, "agrandie", total)
    dessinee = page_dessinee(fichier, numero)
    return {
        "numero": numero,
        "total": total,
        "dessinee": dessinee,
        "image": adresses.image(numero),
        "retour": adresses.vue(numero),
        "precedente": adresses.agrandie(numero - 1) if numero > 1 else "",
        "suivante": adresses.agrandie(numero + 1) if numero < total else "",
    }


def page_dessinee(fichier, numero):
    """One page that is drawn. Raises ``Http404`` (not drawn, not yet, no such page), ActeRefuse as `exiger_lisible`."""
    exiger_lisible(fichier)
    page = PageDessinee.objects.filter(fichier=fichier, numero=numero).exclude(cle="").first()
    exiger_trouve(page)
    page.fichier = fichier
    return page


def servir_la_page(request, fichier, numero):
    """The image of one page of a file that this person may read."""
    return servir_une_page(request, page_dessinee(fichier, numero))
