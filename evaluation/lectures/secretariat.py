"""Who prepares the meetings: an agent who is a member is treated as a member."""

from amihr.comptes.models import Role
from amihr.habilitations.engagements import siege_de


def est_du_secretariat(personne, edition):
    """Tell whether a person prepares the meetings without sitting in the commission."""
    return personne.a_role(Role.AGENT, Role.OPERATEUR) and siege_de(personne, edition) is None


def exporte_les_resultats(personne, edition):
    """Tell whether a person may take the results away: they hold every note, which a member reads one's own first (A-19)."""
    return personne.a_role(Role.AGENT) and est_du_secretariat(personne, edition)
