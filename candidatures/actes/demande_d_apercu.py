"""Asking for the draft in one PDF, apart from making it: a web worker never loads what writes PDF."""

from django.db import transaction

from amihr import horloge
from amihr.fichiers.rangement import supprimer
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import ApercuDuDossier


@transaction.atomic
def demander_un_apercu(candidature, empreinte, *, par):
    """Ask for the PDF of what a draft says now, in the place of the former one; asked again, it changes nothing.

    As a save of the draft, it leaves nothing in the journal: a team may print its own papers. Raises ``Http404``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.SUIVRE, instant)
    ancien = ApercuDuDossier.objects.filter(candidature=candidature).select_related("fichier").first()
    if ancien and ancien.empreinte == empreinte:
        return ancien
    oublier_l_apercu(candidature)
    return ApercuDuDossier.objects.create(candidature=candidature, empreinte=empreinte, demande_le=instant)


def oublier_l_apercu(candidature):
    """Erase the PDF of a candidature, its bytes after the commit; shared by what replaces it and what deletes the draft."""
    ancien = ApercuDuDossier.objects.filter(candidature=candidature).select_related("fichier").first()
    if ancien is None:
        return
    ancien.delete()
    if ancien.fichier:
        supprimer(ancien.fichier)
