"""What each slot takes, at most. An edition may ask for less, never for more."""

from dataclasses import dataclass, replace

from amihr.socle.textes import nombre, taille_fichier

from .models import Genre

MIO = 1024**2
MAXIMUM_PAR_DOSSIER = 100 * MIO  # videos are counted apart
GENRES_HORS_DU_COMPTE = (Genre.VIDEO,)
FLUX_GONFLE_MAX = 200 * MIO
FLUX_GONFLES_MAX = 500 * MIO
BLOC_GONFLE_MAX = MIO

EXTENSIONS = {
    ".pdf": "pdf",
    ".jpg": "jpeg",
    ".jpeg": "jpeg",
    ".png": "png",
    ".webp": "webp",
    ".mp4": "mp4",
    ".webm": "webm",
}
# What the worker draws page by page, by the type that is kept with the file.
DESSINABLES = {"application/pdf": "pdf", "image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp"}
NOMS_DES_TYPES = {"pdf": "PDF", "jpeg": "JPEG", "png": "PNG", "webp": "WebP", "mp4": "MP4", "webm": "WebM"}


@dataclass(frozen=True)
class Limites:
    """The limits that one file is checked against; sizes in bytes, sides in pixels."""

    types: tuple[str, ...]
    octets_max: int
    pages_max: int = 0
    cote_min: int = 1
    cote_max: int = 8000
    pixels_max: int = 40_000_000
    images_max: int = 0  # 0: any number of frames
    reste_octets: int | None = None  # what the candidature may still hold

    def pour_l_analyse(self):
        """The numbers that the parser needs."""
        return {
            "pages_max": self.pages_max,
            "cote_min": self.cote_min,
            "cote_max": self.cote_max,
            "pixels_max": self.pixels_max,
            "images_max": self.images_max,
            "flux_max": FLUX_GONFLE_MAX,
            "flux_total_max": FLUX_GONFLES_MAX,
            "bloc_max": BLOC_GONFLE_MAX,
        }


_SCAN = Limites(types=("pdf", "jpeg", "png"), octets_max=10 * MIO, pages_max=50)
_TEXTE = Limites(types=("pdf",), octets_max=25 * MIO, pages_max=200)
PLAFONDS = {
    Genre.KBIS: _SCAN,
    Genre.FISCAL: _SCAN,
    Genre.PIECE: _SCAN,
    Genre.MEMOIRE: _TEXTE,
    Genre.ANNEXE: _TEXTE,
    Genre.ACTE: _TEXTE,
    Genre.DOCUMENT: _TEXTE,
    Genre.VIDEO: Limites(types=("mp4", "webm"), octets_max=80 * MIO),
    Genre.LOGO: Limites(types=("png", "jpeg", "webp"), octets_max=5 * MIO, cote_min=64, images_max=1),
}


def limites_du_genre(genre, demandees=None):
    """The limits in force for a slot: the genre's, lowered by what the edition asks.

    `demandees`: the piece of the edition's form, of which `types`, `max_mio` and `pages_max` are read, and
    `reste_octets`; anything above the genre's own limits changes nothing. Raises KeyError for a genre that
    nobody uploads.
    """
    plafond = PLAFONDS[Genre(genre)]
    demandees = demandees or {}
    types = tuple(type_ for type_ in plafond.types if type_ in (demandees.get("types") or plafond.types))
    return replace(
        plafond,
        types=types,
        octets_max=min(plafond.octets_max, int((demandees.get("max_mio") or plafond.octets_max) * MIO)),
        pages_max=min(plafond.pages_max, demandees.get("pages_max") or plafond.pages_max),
        reste_octets=demandees.get("reste_octets"),
    )


def enoncer(limites):
    """The limits in French, for the public page and beside the upload button: « PDF ou PNG, 10 Mo au plus, … »."""
    morceaux = [nommer_les_types(limites.types), f"{taille_fichier(limites.octets_max)} au plus"]
    if "pdf" in limites.types and limites.pages_max:
        morceaux.append(f"{limites.pages_max}\u00a0pages au plus")
    if limites.images_max:
        morceaux.append(f"de {nombre(limites.cote_min)} à {nombre(limites.cote_max)}\u00a0pixels de côté")
    return ", ".join(morceaux)


def nommer_les_types(types):
    """« PDF, JPEG ou PNG »."""
    noms = [NOMS_DES_TYPES[type_] for type_ in types]
    return " ou ".join([", ".join(noms[:-1]), noms[-1]] if len(noms) > 1 else noms)


def remede(limites):
    """What to send instead of a file of a kind that the slot does not take: a sentence without its full stop."""
    noms = nommer_les_types(limites.types)
    if "pdf" in limites.types:
        images = nommer_les_types([type_ for type_ in limites.types if type_ != "pdf"])
        sinon = f" (une image {images} convient aussi)" if images else ""
        return f"Enregistrez le document en PDF{sinon}, puis envoyez-le"
    if set(limites.types) & {"mp4", "webm"}:
        return f"Exportez la vidéo en {noms}"
    return f"Exportez l’image en {noms}, 800\u00a0pixels de large au moins si possible"


def attribut_accept(limites):
    """The value of `accept` of a file field: the extensions of the slot."""
    return ",".join(extension for extension, type_ in EXTENSIONS.items() if type_ in limites.types)
