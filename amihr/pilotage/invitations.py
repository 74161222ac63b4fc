"""A seat for somebody who may not have an account yet."""

from amihr.comptes.actes import creer_personne
from amihr.habilitations import engagements
from amihr.pilotage.lectures import college_de, personne_au_courriel
from amihr.socle.refus import exiger
from candidatures.lectures.equipes import est_attache


def nommer(edition, saisie, *, par):
    """Give a seat to the person of that address, creating the account if there is none.

    ``saisie``: the cleaned values of ``FormulaireMembre``. Two actes, each journaled: the account, then the seat;
    the second may be done again alone. Raises ``ActeRefuse`` as both, and « juge_et_partie ».
    """
    personne = personne_au_courriel(saisie["courriel"])
    if personne is None:
        personne = creer_personne(saisie["courriel"], saisie["prenom"], saisie["nom"], par=par)
    exiger(not est_attache(personne, edition), "juge_et_partie")
    return engagements.nommer(
        edition,
        personne,
        college_de(edition, saisie["college"]),
        par=par,
        est_president=saisie["est_president"],
        employeur=saisie["employeur"],
        siren_employeur=saisie["siren_employeur"],
    )
