"""Who may do what on a dossier: the only policy, as a queryset.

Pages, files, exports, search, API, counts and mails start from here. Nothing else decides.
"""

from .clauses import PERSONNE, SOUMIS_A_LA_COMMISSION, Action, lies_a, sirens_des_sieges
from .lecture import (
    EXCEPTIONNEL,
    action_d_instruction,
    consulter,
    consulter_avec,
    consulter_complement,
    consulter_piece,
)
from .portee import (
    Porteur,
    a_evaluer,
    a_l_espace_de_la_region,
    acces,
    dossier_ou_404,
    dossiers_accessibles,
    encore_permis,
    est_lie,
    exiger_acces,
    instant_d_acces,
    lecteurs_possibles,
    lien_a_trancher,
    liens_a_trancher,
    membres_muets,
    participe_a_la_repetition,
    siege_engage,
    situation_de_l_agent,
    toutes,
    verrouiller,
)

__all__ = [
    "EXCEPTIONNEL",
    "PERSONNE",
    "SOUMIS_A_LA_COMMISSION",
    "Action",
    "Porteur",
    "a_evaluer",
    "a_l_espace_de_la_region",
    "acces",
    "action_d_instruction",
    "consulter",
    "consulter_avec",
    "consulter_complement",
    "consulter_piece",
    "dossier_ou_404",
    "dossiers_accessibles",
    "encore_permis",
    "est_lie",
    "exiger_acces",
    "instant_d_acces",
    "lecteurs_possibles",
    "lien_a_trancher",
    "liens_a_trancher",
    "lies_a",
    "membres_muets",
    "participe_a_la_repetition",
    "siege_engage",
    "sirens_des_sieges",
    "situation_de_l_agent",
    "toutes",
    "verrouiller",
]
