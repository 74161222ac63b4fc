"""From an e-mail address to the structure behind it, to find links of interest (Q18)."""

from dataclasses import dataclass
from enum import StrEnum

from publicsuffixlist import PublicSuffixList

SUFFIXES = PublicSuffixList()
MESSAGERIES_PUBLIQUES = frozenset(
    """gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com
    yahoo.fr ymail.com icloud.com me.com mac.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net
    bbox.fr numericable.fr proton.me protonmail.com gmx.com gmx.fr aol.com mailo.com tutanota.com""".split()
)


def domaine_de_structure(courriel):
    """Return the registrable domain of an address, or "" when it says nothing of an employer.

    ``jeanne@labo.exemple.fr`` gives ``exemple.fr``; the public mailbox providers give "".
    """
    domaine = (courriel or "").rpartition("@")[2].strip().lower()
    enregistrable = SUFFIXES.privatesuffix(domaine) if domaine else ""
    return "" if not enregistrable or enregistrable in MESSAGERIES_PUBLIQUES else enregistrable


class Critere(StrEnum):
    """What a person and a structure have in common."""

    SIREN = "siren"
    DOMAINE = "domaine"


@dataclass(frozen=True)
class Raison:
    """Why a link was detected: the same SIREN or e-mail domain as the lead, or as a member of its consortium."""

    critere: Critere
    valeur: str
    structure: str
    est_mandataire: bool


def raisons_du_lien(sirens, domaine, structures):
    """Return the reasons of a link between a person and a dossier, none when there is no link.

    The twin, on plain values, of ``acces.lies_a``: that one suspends the reading, this one says why.
    ``structures``: mappings with denomination, siren, domaine, est_mandataire, of every filed version.
    """
    raisons = []
    for structure in structures:
        qui = {"structure": structure["denomination"], "est_mandataire": structure["est_mandataire"]}
        if structure["siren"] and structure["siren"] in sirens:
            raisons.append(Raison(Critere.SIREN, structure["siren"], **qui))
        if domaine and structure["domaine"] == domaine:
            raisons.append(Raison(Critere.DOMAINE, domaine, **qui))
    return tuple(dict.fromkeys(raisons))
