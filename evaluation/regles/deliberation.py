"""The rules of vote that an edition may set; none by default."""

from typing import NamedTuple

from amihr.socle.refus import exiger

AUCUNE, SIMPLE, ABSOLUE = "aucune", "simple", "absolue"


class Decompte(NamedTuple):
    """The votes on one dossier, of the members present who may vote on it. ``preside``: the president's own vote."""

    votants: int = 0
    pour: int = 0
    contre: int = 0
    abstention: int = 0
    coup_de_coeur: int = 0
    preside: str = ""

    @property
    def recus(self):
        return self.pour + self.contre + self.abstention


def exiger_quorum_et_majorite(reglages, *, presents, est_favorable, decompte):
    """Refuse a decision that the edition's rules of vote do not allow.

    Q19: quorum, majority and casting vote are settings, none by default; attendance is recorded all the same.
    ``reglages``: ``{"quorum": 0, "majorite": "aucune", "voix_preponderante": False}``.
    Raises ``ActeRefuse``: ``quorum``, ``majorite``.
    """
    quorum = reglages["quorum"]
    exiger(presents >= quorum, "quorum", quorum=quorum, presents=presents)
    if reglages["majorite"] != AUCUNE:
        exiger(est_favorable == est_adopte(reglages, decompte), "majorite", pour=decompte.pour, contre=decompte.contre)


def est_adopte(reglages, decompte):
    """Tell whether the label is voted: more for than against, or, « absolue », more than half of the voters."""
    seuil = decompte.contre if reglages["majorite"] == SIMPLE else decompte.votants - decompte.pour
    if decompte.pour == seuil:
        return bool(reglages["voix_preponderante"] and decompte.preside == "pour")
    return decompte.pour > seuil
