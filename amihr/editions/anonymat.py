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
LETTRES = 3  # at least, for a name to be sought: shorter ones are common words


def traces(texte, *, courriel="", noms=()):
    """Return what ``texte`` holds that would tell who asked, in words, each with what was found.

    ``courriel`` and ``noms``: the address and the names of who asked, sought as whole words whatever their case and accents.
    """
    trouvees = [f"{quoi} ({motif[0]})" for quoi, cherche in MOTIFS.items() if (motif := cherche.search(texte))]
    mots = set(re.findall(r"\w+", replier(texte)))
    siens = [nom for nom in (*noms, _domaine(courriel)) if len(nom) >= LETTRES and replier(nom) in mots]
    return trouvees + ([f"un mot du nom ou de l’adresse de qui a posé la question ({siens[0]})"] if siens else [])


def _domaine(courriel):
    domaine = courriel.rpartition("@")[2].split(".")
    nom = domaine[-2] if len(domaine) > 1 else ""
    return "" if nom in DOMAINES_COMMUNS else nom
