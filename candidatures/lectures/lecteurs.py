"""Who has opened a dossier, as its team may know it: numbers and roles, never a name."""

from django.db.models import Count, Exists, OuterRef, Q

from amihr.habilitations.models import Membre
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.acces import AU_REGISTRE


def lecteurs_de(candidature):
    """Return ``{"membres", "secretariat"}``: how many people of each have opened a filed version, in one statement.

    Q40: the candidate learns numbers and roles; names are for the DPO and a litigation, on the journal's page.
    A member counts as one once they have read as a member, even when an agent too, even once their seat is taken back.
    """
    lectures = EntreeJournal.objects.filter(
        chaine=Chaine.LECTURES, evenement="lecture", objet=reference_de(candidature)
    )
    siege = Membre.objects.filter(personne=OuterRef("par"), edition=candidature.edition_id)
    en_membre = lectures.filter(~_d_un_autre_droit(), par=OuterRef("par"))
    lues = lectures.order_by().annotate(est_membre=Exists(siege) & Exists(en_membre))
    return lues.aggregate(
        membres=Count("par", distinct=True, filter=Q(est_membre=True)),
        secretariat=Count("par", distinct=True, filter=Q(est_membre=False)),
    )


def _d_un_autre_droit():
    """A reading that its entry says not to be a member's."""
    return Q(*(("faits__vu__startswith", debut) for debut in AU_REGISTRE.values()), _connector=Q.OR)
