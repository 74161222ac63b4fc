"""What in a text would tell who wrote it: shown before a question is published for all (Q26)."""

import re

from amihr.socle.textes import replier

COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
ADRESSE = re.compile(r"https?://\S+|\bwww\.\S+")
TELEPHONE = re.compile(r"(?<!\d)(?:\+\d{1,3}[\s.-]?|0)\d(?:[\s.-]?\d{2}){4}(?!\d)")
NUMERO = re.compile(r"(?<!\d)\d{3}[\s.]?\d{3}[\s.]?\d{3}(?:[\s.]?\d{5})?(?!\d)")
MOTIFS = {"une adresse de courriel": COURRIEL, "l’adresse d’un site": ADRESSE, "un téléphone": TELEPHONE,
          "un numéro d’entreprise": NUMERO}  # fmt: skip
DOMAINES_COMMUNS = frozenset(
    "gmail yahoo outlook hotmail live orange free sfr wanadoo laposte bbox icloud proton protonmail gmx".split()
)
# The legal form of a structure is no part of what it is known by.
FORMES = frozenset("sa sas sasu sarl eurl scop scic snc gie epic".split())
LETTRES = 3  # at least, for a name to be sought: shorter ones are common words


def traces(texte, *, courriels=(), noms=(), dit="un mot du nom ou de l’adresse de qui a posé la question"):
    """Return what ``texte`` holds that would tell who asked, in words, each with what was found.

    ``courriels`` and ``noms``: the addresses and the names of who asked, called ``dit``, see ``cites``.
    """
    trouvees = [f"{quoi} ({motif[0]})" for quoi, cherche in MOTIFS.items() if (motif := cherche.search(texte))]
    siens = cites((*noms, *map(domaine, courriels)), texte)
    return trouvees + ([f"{dit} ({', '.join(siens)})"] if siens else [])


def cites(noms, texte):
    """Return the names that ``texte`` holds, each once, as whole words whatever their case, accents and legal form."""
    mots = _mots(texte)
    return [nom for nom in dict.fromkeys(noms) if len(_mots(nom)) >= LETTRES + 2 and _mots(nom) in mots]


def _mots(texte):
    mots = [mot for mot in re.findall(r"\w+", replier(texte)) if mot not in FORMES]
    return f" {' '.join(mots)} "


def domaine(courriel):
    """Return the name of the site of an address, "" for a common one."""
    parties = courriel.rpartition("@")[2].split(".")
    nom = parties[-2] if len(parties) > 1 else ""
    return "" if nom in DOMAINES_COMMUNS else nom
