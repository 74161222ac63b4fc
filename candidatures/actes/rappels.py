"""Reminders before the closing, posted by the worker."""

from amihr.courrier.une_fois import poster_une_fois
from amihr.journal.chaine import acte, inscrire
from candidatures.lectures.rappels import rappels_dus
from candidatures.models import Rappel


@acte
def rappeler(rappel, candidature, personnes, instant):
    """Post one reminder to the people of a team, each once. Effects, in order: rows, mails, journal. Returns how many."""
    cle = {"candidature": candidature, "dernier_jour": rappel.dernier_jour, "jours": rappel.jours}
    postes = poster_une_fois("rappel_de_depot", Rappel, personnes, instant, **cle)
    if postes:
        inscrire("rappel.poste", objet=candidature, instant=instant, jours=rappel.jours, courriels=postes)
    return postes


def envoyer_les_rappels(instant):
    """Post the reminders that are due. After a day away the worker posts the last one only. Returns how many."""
    return sum(rappeler(rappel, candidature, gens, instant) for rappel, candidature, gens in rappels_dus(instant))
