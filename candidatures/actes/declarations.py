"""Reminders to the members who have links of interest to declare, posted by the worker (see Q18)."""

from amihr.courrier import boite
from amihr.journal.chaine import acte, inscrire
from candidatures.lectures.declarations import rappels_de_declaration_dus
from candidatures.models import RappelDeDeclaration


@acte
def rappeler_a_declarer(rappel, edition, personnes, instant):
    """Post one reminder to members, each once. Effects, in order: rows, mails, journal. Returns how many."""
    postes = 0
    for personne in personnes:
        ligne, est_nouvelle = RappelDeDeclaration.objects.get_or_create(
            edition=edition,
            personne=personne,
            dernier_jour=rappel.dernier_jour,
            jours=rappel.jours,
            defaults={"poste_le": instant},
        )
        if est_nouvelle:
            boite.poster("liens_a_declarer", objet=ligne, a=[personne], instant=instant)
            postes += 1
    if postes:
        inscrire("lien.rappele", objet=edition, instant=instant, jours=rappel.jours, courriels=postes)
    return postes


def rappeler_les_declarations(instant):
    """Post the reminders that are due. After a day away the worker posts the last one only. Returns how many."""
    return sum(rappeler_a_declarer(*du, instant) for du in rappels_de_declaration_dus(instant))
