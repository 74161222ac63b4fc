"""When no grid of a dossier is filled in any more."""

from django.db.models import Exists, OuterRef, Q

from candidatures.models import Etat
from evaluation.models import Decision

EN_NOTATION = (Etat.ELIGIBLE, Etat.EN_EVALUATION)


def est_decidee(candidature="pk"):
    """Condition: a meeting that is closed has settled the decision on a candidature, whose figures are kept with it."""
    return Exists(Decision.objects.definitives().filter(candidature=OuterRef(candidature)))


def est_close():
    """Condition on an evaluation: nobody fills in a grid of its candidature any more."""
    return Q(est_decidee("candidature")) | ~Q(candidature__etat__in=EN_NOTATION)
