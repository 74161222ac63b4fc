"""The communes of France by name, from the official list that stands beside this file: nothing is asked of the network."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from amihr.socle.textes import replier
from amihr.territoires.regions import departement_de_la_commune, departement_ecrit

LISTE = Path(__file__).with_name("communes.txt")
CODE_POSTAL = re.compile(r"\(?\b(\d{5})\b\)?")
CEDEX = re.compile(r"\bcedex(?:\s+\d{1,2})?\b")
ARRONDISSEMENT = re.compile(r"(paris|lyon|marseille) \d{1,2} ?(?:er|e|eme)?(?: arrondissement)?")
DE_COTE = re.compile(r"\([^)]*\)")
SAINTS = re.compile(r"\b(st|ste|sts|stes)\b")
SAINT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
DEBUT = 3  # letters from which a name is looked for


@dataclass(frozen=True)
class Commune:
    """A commune: its name, its INSEE code."""

    nom: str
    code: str

    @property
    def departement(self):
        return departement_de_la_commune(self.code)

    def __str__(self):
        nom = self.nom.replace("'", "’")
        return f"{nom} ({self.departement})" if self.departement else nom


def _cle(texte):
    """A name without accents, capitals, hyphens nor apostrophes, « St » being « Saint »."""
    mots = re.sub(r"[^a-z0-9]+", " ", replier(texte).replace("œ", "oe").replace("æ", "ae")).strip()
    return SAINTS.sub(lambda trouve: SAINT[trouve[1]], mots)


@cache
def _liste():
    """The sorted lines « key TAB code name », read once by each process: some four megabytes."""
    lignes = (ligne.split(" ", 1) for ligne in LISTE.read_text(encoding="utf-8").splitlines() if ligne[:1] != "#")
    return sorted(f"{_cle(nom)}\t{code} {nom}" for code, nom in lignes)


def _a_partir_de(debut):
    lignes = _liste()
    for rang in range(bisect_left(lignes, debut), len(lignes)):
        if not lignes[rang].startswith(debut):
            return
        cle, _, reste = lignes[rang].partition("\t")
        code, _, nom = reste.partition(" ")
        yield cle, Commune(nom, code)


def communes_nommees(texte):
    """Return the communes that a text names, one if it tells them apart: « Montreuil (93) », « 93100 Montreuil ».

    A former commune counts only where no commune of today has its name in that département.
    """
    cle = _cle(CEDEX.sub(" ", replier(CODE_POSTAL.sub(" ", DE_COTE.sub(" ", texte)))))
    if trouve := ARRONDISSEMENT.fullmatch(cle):
        cle = trouve[1]
    nommees = [commune for _, commune in _a_partir_de(f"{cle}\t")] if cle else []
    ecrit = departement_ecrit(texte)
    if ecrit:
        return [commune for commune in nommees if commune.departement == ecrit]
    postal = CODE_POSTAL.search(texte)
    proches = [c for c in nommees if postal and postal[1].startswith(c.departement[:2])]
    return proches or nommees


def commune_lue(texte):
    """Return the one commune that a text names, or ``None``."""
    par_departement = {commune.departement: commune for commune in reversed(communes_nommees(texte or ""))}
    return next(iter(par_departement.values())) if len(par_departement) == 1 else None


def communes_commencant(debut, au_plus=10):
    """Return the first communes whose name begins so, as they are written with their département."""
    cle = _cle(DE_COTE.sub(" ", debut))
    if len(cle) < DEBUT:
        return []
    ecrites = dict.fromkeys(str(commune) for _, commune in _a_partir_de(cle))
    return list(ecrites)[:au_plus]


def communes_ressemblantes(texte, au_plus=3):
    """Return the names most like one that is not in the list, among those that begin alike."""
    cle = _cle(DE_COTE.sub(" ", texte))
    par_cle = {}
    for autre, commune in _a_partir_de(cle[:DEBUT]) if len(cle) >= DEBUT else ():
        par_cle.setdefault(autre, commune)
    return [str(par_cle[autre]) for autre in get_close_matches(cle, list(par_cle), au_plus, 0.75)]
