"""What every page of the commission starts from."""

from functools import wraps

from django.http import Http404

from amihr.editions.intergiciel import reconnaitre
from amihr.habilitations.engagements import siege_de
from amihr.socle.refus import exiger_trouve


def membre_de_la_commission(vue):
    """Open a view to the members of the edition being shown, given to it as ``request.siege``; 404 for others."""

    @wraps(vue)
    def porte(request, *args, **kwargs):
        if not request.edition:
            raise Http404
        request.siege = siege_de(request.user, request.edition)
        exiger_trouve(request.siege is not None)
        return vue(request, *args, **kwargs)

    return porte


def exiger_de_l_edition(request, edition):
    """Raise ``Http404`` for what belongs to another edition than the one being shown."""
    reconnaitre(request, edition)
    exiger_trouve(request.edition and request.edition.pk == edition.pk)
