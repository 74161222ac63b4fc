"""« Suis-je concerné ? »: what the conditions of the call say of a few answers. Nothing is kept."""

from dataclasses import dataclass

OUI, NON, INCERTAIN = "oui", "non", "incertain"


@dataclass(frozen=True)
class Avis:
    """What can be said from answers, never more: éligibilité is judged by a person, after the closing.

    ``contraires`` and ``incertaines``: the conditions answered « non » and « je ne sais pas », each with its article.
    """

    contraires: tuple
    incertaines: tuple

    @property
    def rien_ne_s_y_oppose(self):
        return not self.contraires and not self.incertaines


def conditions_de(edition):
    """Return the conditions of éligibilité of an edition: ``{"code", "libelle", "article", "aide"}`` each."""
    return edition.formulaire.get("conditions", [])


def aviser(conditions, reponses):
    """Return the ``Avis`` that answers ``{code: OUI | NON | INCERTAIN}`` allow."""
    par_reponse = {
        reponse: tuple(condition for condition in conditions if reponses[condition["code"]] == reponse)
        for reponse in (NON, INCERTAIN)
    }
    return Avis(contraires=par_reponse[NON], incertaines=par_reponse[INCERTAIN])
