"""What a file must be before it is kept: name, size, raw bytes, then the parser in its subprocess."""

import hashlib
import os
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from amihr.socle.refus import ActeRefuse, exiger

from .genres import EXTENSIONS, GENRES_HORS_DU_COMPTE, MIO, NOMS_DES_TYPES, nommer_les_types, remede
from .models import Genre
from .noms import extension_de, nom_sur
from .sous_processus import VEILLEUR

# Split, so that no antivirus takes this source for the test file it looks for.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
TRANCHE = 256 * 1024
NATURES_REFUSEES = {
    **dict.fromkeys((".svg", ".svgz"), "fichier_svg"),
    **dict.fromkeys(
        (".doc", ".docx", ".docm", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".rtf", ".pages"),
        "fichier_bureautique",
    ),
    **dict.fromkeys((".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz"), "fichier_archive"),
    **dict.fromkeys(
        (".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".js", ".jar", ".sh", ".apk"), "fichier_executable"
    ),
    **dict.fromkeys((".htm", ".html", ".xhtml", ".mht", ".php"), "fichier_html"),
}


@dataclass(frozen=True)
class Controle:
    """What is known of a file that passed; `chemin` and `derive` are readable inside `controler` only."""

    nom: str
    chemin: str
    taille: int
    sha256: str
    type_mime: str
    pages: int | None
    largeur: int | None
    hauteur: int | None
    derive: str | None


@contextmanager
def controler(televersement, *, genre, limites):
    """Check an uploaded file; gives a `Controle` while the bytes are at hand.

    In order: name and extension, size (reading stops one byte past the limit), test signature of antiviruses
    in the raw bytes, then the parser (10 s, 512 MiB). Writes nothing but temporary files.
    Raises ActeRefuse with the code of the first rule that is broken, "stockage_indisponible" if the disk is full.
    """
    exiger(televersement is not None, "fichier_absent")
    exiger(not getattr(televersement, "est_perdu", False), "stockage_indisponible")
    nom = nom_sur(televersement.name or "")
    type_promis = _type_promis(nom, limites)
    with ExitStack() as pile:
        try:
            chemin, taille, sha256 = _recevoir(televersement, limites, genre, pile)
            derive = pile.enter_context(tempfile.NamedTemporaryFile(suffix=".png")) if genre == Genre.LOGO else None
            faits = _analyser(chemin, type_promis, limites, derive)
        except OSError as erreur:
            raise ActeRefuse("stockage_indisponible") from erreur
        yield Controle(nom, chemin, taille, sha256, derive=derive and derive.name, **faits)


def _type_promis(nom, limites):
    extension = extension_de(nom)
    type_promis = EXTENSIONS.get(extension)
    if type_promis not in limites.types:
        code = NATURES_REFUSEES.get(extension, "fichier_type_refuse")
        raise ActeRefuse(code, types=nommer_les_types(limites.types), remede=remede(limites))
    return type_promis


def _recevoir(televersement, limites, genre, pile):
    """Path, size and SHA-256 of the bytes, in one reading; Django's own temporary file is used where it is."""
    chemin, copie = _ou_lire(televersement, pile)
    empreinte, taille, fin = hashlib.sha256(), 0, b""
    televersement.seek(0)
    for morceau in televersement.chunks(TRANCHE):
        taille += len(morceau)
        _verifier_la_taille(taille, limites, genre)
        exiger(EICAR not in fin + morceau, "fichier_eicar")
        fin = (fin + morceau)[-len(EICAR) :]
        empreinte.update(morceau)
        if copie:
            copie.write(morceau)
    exiger(taille, "fichier_vide")
    if copie:
        copie.flush()
    return chemin, taille, empreinte.hexdigest()


def _ou_lire(televersement, pile):
    if hasattr(televersement, "temporary_file_path"):
        return televersement.temporary_file_path(), None
    copie = pile.enter_context(tempfile.NamedTemporaryFile(suffix=".recu"))  # noqa: SIM115  the stack closes it
    return copie.name, copie


def _verifier_la_taille(taille, limites, genre):
    exiger(taille <= limites.octets_max, "fichier_trop_lourd", maximum_mio=_en_mio(limites.octets_max))
    if limites.reste_octets is not None and genre not in GENRES_HORS_DU_COMPTE:
        exiger(taille <= limites.reste_octets, "fichier_dossier_plein", reste_mio=_en_mio(max(0, limites.reste_octets)))


def _en_mio(octets):
    entier, reste = divmod(octets, MIO)
    return entier if not reste else f"{octets / MIO:.1f}".replace(".", ",")


def _analyser(chemin, type_promis, limites, derive):
    demande = {
        "chemin": os.fspath(chemin),
        "type": type_promis,
        "limites": limites.pour_l_analyse(),
        "derive": derive and derive.name,
    }
    verdict = VEILLEUR.analyser(demande)
    if not verdict.pop("admis"):
        details = verdict["details"] | {"attendu": NOMS_DES_TYPES[type_promis], "remede": remede(limites)}
        raise ActeRefuse(verdict["code"], **details)
    return verdict
