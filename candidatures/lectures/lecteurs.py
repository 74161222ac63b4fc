"""Who has opened a dossier, as its team may know it: numbers and roles, never a name."""

from django.db.models import Count, Exists, OuterRef, Q

from amihr.habilitations.models import Membre
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal


def lecteurs_de(candidature):
    """Return ``{"membres", "secretariat"}``: how many people of each have opened a filed version, in one statement.

    Q40: the candidate learns numbers and roles; names are for the DPO and a litigation, on the journal's page.
    A member of the commission counts as one even when an agent too, even once their seat is taken back.
    """
    lectures = EntreeJournal.objects.filter(
        chaine=Chaine.LECTURES, evenement="lecture", objet=reference_de(candidature)
    )
    siege = Membre.objects.filter(personne=OuterRef("par"), edition=candidature.edition_id)
    lues = lectures.order_by().annotate(est_membre=Exists(siege))
    return lues.aggregate(
        membres=Count("par", distinct=True, filter=Q(est_membre=True)),
        secretariat=Count("par", distinct=True, filter=Q(est_membre=False)),
    )
