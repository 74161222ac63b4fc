"""The pages of what the commission is about to read, foreseen: drawn while nobody waits, after the closing only."""

from django.db.models import Exists, OuterRef

from amihr.editions.models import Edition
from amihr.fichiers import dessins
from amihr.fichiers.models import Fichier, Genre
from candidatures.models import Depot, Etat, PieceDeposee

# The documents of the technical dossier; scans asked of few people are drawn when one of them opens one.
GENRES = (Genre.MEMOIRE, Genre.ANNEXE)
ATTENDUS = (Etat.ELIGIBLE, Etat.EN_EVALUATION)


def prevoir_les_pages(instant):
    """Foresee the pages of the dossiers admitted to the commission, last version only. Returns how many files more."""
    suivants = Depot.objects.filter(candidature=OuterRef("depot__candidature"), numero__gt=OuterRef("depot__numero"))
    deposes = PieceDeposee.objects.filter(
        ~Exists(suivants),
        depot__candidature__etat__in=ATTENDUS,
        depot__candidature__edition__in=Edition.objects.descellees(instant),
        fichier__genre__in=GENRES,
    )
    return dessins.prevoir(Fichier.objects.filter(pk__in=deposes.values("fichier")), instant=instant)
