"""What the tests of this room do through its actes."""

import uuid

from amihr import horloge
from candidatures.actes import depot as actes
from candidatures.lectures import brouillon, documents_a_accepter
from candidatures.models import Candidature


def deposer(candidature, par, **champs):
    """File what the draft shows now; `champs` override what the page would send."""
    candidature = Candidature.objects.get(pk=candidature.pk)
    etat = brouillon(candidature)
    return actes.deposer(
        candidature,
        par=par,
        **{
            "revisions": etat.revisions,
            "pieces": [piece.pk for piece in etat.pieces],
            "acceptation": documents_a_accepter(candidature.edition, horloge.maintenant()),
            "cle": uuid.uuid4(),
            **champs,
        },
    )
