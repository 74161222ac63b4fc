"""What the public would read if a change of the call were saved: its very page, and nothing kept."""

from copy import copy

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import resolve, reverse

from amihr.pilotage import redaction


def page_projetee(request, edition, ecrit, page, motif=""):
    """Return the public page of that name as a visitor would read it, were the edition what ``ecrit`` says.

    Raises ActeRefuse as ``redaction.essai``.
    """
    trouvee = resolve(reverse(page))
    with redaction.essai(edition, ecrit, motif) as projetee:
        reponse = trouvee.func(_du_public(request, projetee), *trouvee.args, **trouvee.kwargs)
    reponse["Cache-Control"] = "no-store"
    return reponse


def _du_public(request, edition):
    """A visitor's request of that edition; ``est_un_apercu`` has the page say what it is."""
    lue = copy(request)
    lue.method, lue.GET, lue.POST, lue.COOKIES = "GET", QueryDict(), QueryDict(), {}
    lue.user, lue.edition, lue.est_un_apercu = AnonymousUser(), edition, True
    return lue
