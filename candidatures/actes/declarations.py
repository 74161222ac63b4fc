"""Reminders to the members who have links of interest to declare, posted by the worker (see Q18)."""

from amihr.courrier.une_fois import poster_une_fois
from amihr.journal.chaine import acte, inscrire
from candidatures.lectures.declarations import rappels_de_declaration_dus
from candidatures.models import RappelDeDeclaration


@acte
def rappeler_a_declarer(rappel, edition, personnes, instant):
    """Post one reminder to members, each once. Effects, in order: rows, mails, journal. Returns how many."""
    cle = {"edition": edition, "dernier_jour": rappel.dernier_jour, "jours": rappel.jours}
    postes = poster_une_fois("liens_a_declarer", RappelDeDeclaration, personnes, instant, **cle)
    if postes:
        inscrire("lien.rappele", objet=edition, instant=instant, jours=rappel.jours, courriels=postes)
    return postes


def rappeler_les_declarations(instant):
    """Post the reminders that are due. After a day away the worker posts the last one only. Returns how many."""
    return sum(rappeler_a_declarer(*du, instant) for du in rappels_de_declaration_dus(instant))
