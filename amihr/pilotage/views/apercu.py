"""Before a change of the call is saved: the very page that the public would read, and whom it would bind again."""

from copy import copy, deepcopy

from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import resolve, reverse

from amihr import horloge
from amihr.habilitations.engagements import nombre_de_signataires
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


def signatures_a_refaire(edition, document, trouvee, cle, reponses):
    """How many people would have to sign an undertaking again: none when nothing of it changes."""
    redige = deepcopy(document)
    trouvee.poser(redige, cle, dict(reponses))
    change = redige != document
    return nombre_de_signataires(edition, cle, horloge.maintenant()) if change else 0
