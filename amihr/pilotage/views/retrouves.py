"""What staff typed and could not send, put back in its page: the session had ended, or was another one by then."""

from django.contrib import messages

from amihr.comptes import reprise

RETROUVE = (
    "Votre session avait pris fin, ou vous vous étiez reconnecté entre-temps. Ce que vous aviez saisi est ici, pas encore "
    "enregistré\u00a0: relisez-le, puis envoyez-le de nouveau."
)


def retrouve(request):
    """Return what was sent in vain to this very page, as a form is posted, and say so to the reader; or ``None``."""
    champs = reprise.retrouver(request)
    if champs is not None:
        messages.warning(request, RETROUVE)
    return champs
