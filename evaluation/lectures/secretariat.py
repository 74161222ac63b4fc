"""Who prepares the meetings: an agent who is a member is treated as a member."""

from amihr.comptes.models import Role
from amihr.habilitations.engagements import siege_de
from amihr.habilitations.models import Membre
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from evaluation.models import Export, Seance

# What the register of readings says of whoever read the notes of all.
NOTES_DE_TOUS = ("classement", "export")


def est_du_secretariat(personne, edition):
    """Tell whether a person prepares the meetings without sitting in the commission."""
    return personne.a_role(Role.AGENT, Role.OPERATEUR) and siege_de(personne, edition) is None


def exporte_les_resultats(personne, edition):
    """Tell whether a person may take the results away: they hold every note, which a member reads one's own first (A-19)."""
    return personne.a_role(Role.AGENT) and est_du_secretariat(personne, edition)


def a_lu_les_notes(personne, edition):
    """Tell whether somebody has read the notes of all, by the register of readings, while having no seat in the call.

    A member to whom the president shows the ranking is not concerned: that is read from a seat.
    """
    objets = [reference_de(edition)]
    for genre in (Seance, Export):
        objets += [reference_de(lu) for lu in genre.objects.filter(edition=edition).only("pk")]
    lus = EntreeJournal.objects.filter(
        chaine=Chaine.LECTURES, par=personne.pk, objet__in=objets, faits__vu__in=NOTES_DE_TOUS
    )
    sieges = list(Membre.objects.filter(personne=personne, edition=edition).values_list("nomme_le", "retire_le"))
    return any(not _siege_a(sieges, instant) for instant in lus.order_by().values_list("instant", flat=True))


def _siege_a(sieges, instant):
    return any(debut <= instant and (fin is None or instant < fin) for debut, fin in sieges)
