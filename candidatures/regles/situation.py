"""What counts of a candidature at an instant, what is written but not filed, and what may be done about it."""

from dataclasses import dataclass
from typing import NamedTuple

from amihr.socle.textes import date_heure


class EnBref(NamedTuple):
    """The state of a dossier on one line: the shape of its chip, the words in it, the sentence after it.

    ``manquent``: how many elements are missing before it may be filed as it stands; ``a_deposer``: it may be, by the reader.
    """

    puce: str
    mot: str
    phrase: str
    manquent: int = 0
    a_deposer: bool = False


@dataclass(frozen=True)
class Situation:
    """Where a dossier stands for its team; every page of the candidate says it from here.

    The last filed version counts, editing never un-files it, and none counts once the candidature is withdrawn (see Q17).

    ``est_ecartee``: disqualified, whatever was examined of it before; ``derniere``: the last filed version, counting or not, or ``None``; ``differe``: the draft says something else;
    ``manquent``: how many gaps the draft has; ``fin``: « clos » or « annulé » once nothing more may be filed, else "".
    """

    derniere: object
    est_deposee: bool
    est_retiree: bool
    est_jugee: bool
    differe: bool
    manquent: int
    fin: str
    accepte_les_depots: bool
    a_le_droit: bool
    est_ecartee: bool = False

    @property
    def version_qui_compte(self):
        """The number of the filed version that counts, or ``None``."""
        return self.derniere.numero if self.est_deposee and self.derniere else None

    @property
    def est_a_jour(self):
        """Tell whether what is written is what counts: nothing is left to file."""
        return bool(self.version_qui_compte) and not self.differe

    @property
    def est_arretee(self):
        """Tell whether the call was cancelled before the version that counts had its answer."""
        return self.fin == "annulé" and bool(self.version_qui_compte) and not self.est_jugee

    @property
    def est_complet(self):
        """Tell whether the draft lacks nothing."""
        return self.manquent == 0

    @property
    def peut_deposer(self):
        """Tell whether this reader may file now, and has something to file."""
        return self.a_le_droit and self.accepte_les_depots and self.est_complet and not self.est_a_jour

    @property
    def en_bref(self):
        """The line that stands on every page of the candidature: a draft never looks filed, nor a filed one unfiled.

        What is missing is counted while filing is still to come: never of what is filed as it stands, nor once it ended.
        """
        compte = 0 if self.fin or self.est_a_jour else self.manquent
        return self._etat_en_bref()._replace(manquent=compte, a_deposer=self.peut_deposer)

    def _etat_en_bref(self):
        if self.est_retiree:
            return EnBref("", "Retirée", self.ce_qui_compte)
        if self.est_arretee:
            return EnBref("", "Appel annulé", self.ce_qui_compte)
        if self.version_qui_compte:
            return EnBref(*self._puce_de_la_version(), f"{self.ce_qui_compte} {self.ce_qui_attend}".strip())
        if self.fin:
            return EnBref("", "Non déposé", f"L’appel est {self.fin} et ce brouillon n’a pas été déposé.")
        mot = "Brouillon complet, mais non déposé" if self.est_complet else "Brouillon, non déposé"
        return EnBref(
            "encours", mot, "Tant qu’il n’est pas déposé, la Région ne le voit pas et il ne sera pas examiné."
        )

    def _puce_de_la_version(self):
        if self.est_jugee:
            return "info", "Écartée" if self.est_ecartee else "Examinée"
        if self.differe and not self.fin:
            return "encours", "Déposée, avec des changements non déposés"
        return "fait", "Déposée"

    @property
    def ce_qui_compte(self):
        """The sentence that says which version counts."""
        if self.est_retiree:
            return "La candidature est retirée\u00a0: aucune version déposée ne compte."
        if not self.version_qui_compte:
            return "Rien n’est déposé."
        if self.est_arretee:
            verbe = "est conservée"
        elif self.est_ecartee:
            verbe = "est conservée\u00a0; la candidature a été écartée de l’appel"
        else:
            verbe = "est celle qui a été examinée" if self.est_jugee else "compte"
        return f"La version {self.derniere.numero}, déposée le {date_heure(self.derniere.depose_le)}, {verbe}."

    @property
    def ce_qui_attend(self):
        """The sentence about what was changed since the version that counts, or ""."""
        if not self.version_qui_compte or not self.differe:
            return ""
        if self.fin:
            return "Ce qui a été changé depuis n’est pas déposé et n’est pas examiné."
        return "Ce que vous avez changé depuis ne compte pas tant que vous n’avez pas déposé de nouveau."

    @property
    def nouveau_depot(self):
        """The sentence that says until when a withdrawn candidature may be filed again, or ""."""
        if self.fin:
            return ""
        if self.accepte_les_depots:
            return "Vous pouvez la déposer de nouveau jusqu’à la clôture."
        return "Les dépôts sont suspendus\u00a0: vous pourrez la déposer de nouveau à la reprise."

    @property
    def apres_enregistrement(self):
        """The sentence that follows a save: what it changed to what is filed."""
        if self.est_arretee:
            suite = f"L’appel est annulé\u00a0: aucune candidature n’est plus examinée. {self.ce_qui_compte}"
        elif self.est_a_jour:
            suite = f"Il est identique à la version {self.version_qui_compte}, qui est déposée et qui compte."
        elif self.version_qui_compte:
            suite = f"La version {self.version_qui_compte} compte toujours\u00a0: ces changements ne sont pas déposés."
        else:
            suite = self.ce_qui_compte
        return f"Brouillon enregistré. {suite}"

    def dit_de(self, numero):
        """Return the sentence about another version than the one that counts, or "" for that one."""
        if numero == self.version_qui_compte:
            return ""
        return f"La version {numero} est conservée et ne compte pas. {self.ce_qui_compte}"
