"""Which edition a request is about, from its path."""

import re

from django.http import Http404
from django.utils.functional import SimpleLazyObject

from amihr import horloge
from amihr.editions.models import Edition
from amihr.editions.repetitions import existe_pour
from amihr.socle.liens import COMMUNS, sous_edition

PREFIXE = re.compile(r"^/editions/([a-z0-9-]+)/(.*)$")


def reconnaitre(request, edition):
    """Spare the reading of ``request.edition`` when a view has already read it with something else."""
    if isinstance(request.edition, SimpleLazyObject) and edition.est_courante:
        request.edition = edition


class EditionIntergiciel:
    """Set ``request.edition``: the one the path names, its prefix taken off, else the current one.

    The current edition is read only by the pages that look at it. Without one, ``request.edition`` is false.
    An unknown slug, or a page that belongs to no edition, keeps its path, which no URL answers: 404. An edition that is
    still being prepared exists only for those who have duties, a rehearsal for those who take part in it.
    """

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        trouve = PREFIXE.match(request.path_info)
        if trouve is None:
            request.edition = SimpleLazyObject(Edition.objects.courante)
            with sous_edition(None):
                return self.suite(request)
        slug, chemin = trouve.groups()
        request.edition = Edition.objects.nommee(slug)
        if request.edition and not COMMUNS.match(chemin):
            request.path_info = f"/{chemin}"
            request.edition_nommee = True
        with sous_edition(slug):
            return self.suite(request)

    def process_view(self, request, vue, args, kwargs):
        """Hide a named edition from those for whom it does not exist."""
        instant = horloge.maintenant() if hasattr(request, "edition_nommee") else None
        if instant and not existe_pour(request.user, request.edition, instant):
            raise Http404
