"""Names of files: what people see and download, never a path."""

import re
import unicodedata

LONGUEUR_MAX = 150
SANS_NOM = "fichier"
# Marks that reverse the reading order: "facture-fdp.exe" can be shown as "facture-exe.pdf".
SENS_DE_LECTURE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INTERDITS = re.compile(r'[<>:"|?*]')


def nom_sur(nom):
    """The name as we keep it: NFC, its last path component, no control, reading-order or path character, ≤ 150.

    Promises a name that is never empty and keeps its extension. Applying it twice changes nothing.
    """
    nom = unicodedata.normalize("NFC", str(nom)).replace("\\", "/").rsplit("/", 1)[-1]
    nom = "".join(lettre for lettre in nom if unicodedata.category(lettre) not in ("Cc", "Cs", "Co", "Cn"))
    nom = INTERDITS.sub("_", SENS_DE_LECTURE.sub("", nom))
    racine, extension = _separer(re.sub(r"\s+", " ", nom).rstrip(" ."))
    racine = racine.lstrip(" .")[: LONGUEUR_MAX - len(extension)].rstrip(" .")
    return (racine or SANS_NOM) + extension


def extension_de(nom):
    """The extension in lower case with its dot, or an empty string."""
    return _separer(nom)[1].lower()


def noms_distincts(noms):
    """The safe names of files put in one folder or archive, in order, unique whatever the case and the accents' form.

    The second « A.pdf » becomes « a (2).pdf »: systems that ignore case would keep only one of the two.
    """
    pris, distincts = set(), []
    for nom in map(nom_sur, noms):
        racine, extension = _separer(nom)
        candidat, rang = nom, 1
        while _comparable(candidat) in pris:
            rang += 1
            suffixe = f" ({rang}){extension}"
            candidat = racine[: LONGUEUR_MAX - len(suffixe)] + suffixe
        pris.add(_comparable(candidat))
        distincts.append(candidat)
    return distincts


def _comparable(nom):
    return unicodedata.normalize("NFC", nom.casefold())


def _separer(nom):
    racine, point, extension = nom.rpartition(".")
    if not point or not 0 < len(extension) <= 10 or not extension.isalnum():
        return nom, ""
    return racine, point + extension
