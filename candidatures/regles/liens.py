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
    MANDAT = "mandat"
    DECLARE = "declare"
    IMPOSE = "impose"
    DOMAINE = "domaine"


@dataclass(frozen=True)
class Indices:
    """What ties a person to structures, on plain values.

    ``employeurs``: SIREN; ``mandats``: mappings with siren, denomination, nature; ``liens``: mappings with siren,
    est_impose, of what their recusals are about; ``domaine``: of their employer, or "".
    """

    employeurs: tuple = ()
    mandats: tuple = ()
    liens: tuple = ()
    domaine: str = ""

    @property
    def sirens(self):
        return {*self.employeurs, *(indice["siren"] for indice in (*self.mandats, *self.liens))}

    def par_siren(self):
        """Yield (SIREN, criterion, name of the structure as the clue says it, nature of the mandate)."""
        yield from ((siren, Critere.SIREN, "", "") for siren in self.employeurs)
        yield from ((m["siren"], Critere.MANDAT, m["denomination"], m["nature"]) for m in self.mandats)
        for lien in self.liens:
            yield lien["siren"], Critere.IMPOSE if lien["est_impose"] else Critere.DECLARE, "", ""


@dataclass(frozen=True)
class Raison:
    """Why a link was found with the lead, or with a member of its consortium.

    The same SIREN as an employer, as a mandate (``nature``, ``chez``) or as a structure that a recusal named; the same
    e-mail domain.
    """

    critere: Critere
    valeur: str
    structure: str
    est_mandataire: bool
    cle: str
    chez: str = ""
    nature: str = ""

    @property
    def suspend(self):
        """An imposed recusal is known to the secretariat alone: it is theirs to extend, it closes nothing by itself."""
        return self.critere != Critere.IMPOSE


def raisons_du_lien(indices, structures):
    """Return the reasons of a link between a person and a dossier, none when there is no link.

    The twin, on plain values, of ``acces.lies_a``: that one suspends the reading, this one says why.
    ``structures``: mappings with denomination, siren, domaine, est_mandataire, of every filed version.
    """
    raisons = []
    for structure in structures:
        qui = {"structure": structure["denomination"], "est_mandataire": structure["est_mandataire"]}
        qui["cle"] = cle_de_structure(structure)
        for siren, critere, chez, nature in indices.par_siren():
            if siren and structure["siren"] == siren:
                raisons.append(Raison(critere, siren, chez=chez, nature=nature, **qui))
        if indices.domaine and structure["domaine"] == indices.domaine:
            raisons.append(Raison(Critere.DOMAINE, indices.domaine, **qui))
    return tuple(dict.fromkeys(raisons))


def categorie_du_lien(raisons):
    """Return the kind of link that an imposed recusal is given, from what was found."""
    ailleurs = {Critere.DECLARE, Critere.IMPOSE}
    return "autre" if {raison.critere for raison in raisons} <= ailleurs else "emploi"


def cle_de_structure(structure):
    """What tells a structure from the others of its dossier in a form: its SIREN, else its name."""
    return structure["siren"] or structure["denomination"]


def structures_choisies(structures, cles):
    """Return those of the structures that were ticked, each once; all of them when nothing was said."""
    choisies = [s for s in structures if cle_de_structure(s) in cles] if cles else structures
    return list({cle_de_structure(s): s for s in choisies or structures}.values())
