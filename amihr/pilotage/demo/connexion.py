"""Sign in as anyone in one click, second factor included."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.utils.module_loading import import_string

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.comptes.portes import second_facteur_requis

ACCUEIL_DES_AUTRES = "candidatures:liste"


def entrer(request, qui):
    """Open a session for `qui`, as if the password had been given, and the code where it is asked for."""
    logout(request)  # first: a session that changes hands is emptied, what was proved before with it
    login(request, qui, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, qui, "password")
    if second_facteur_requis(qui, horloge.maintenant()):
        record_authentication(request, qui, "mfa", type="totp", reauthenticated=True)


def sortir(request):
    """Become a visitor again."""
    logout(request)


def personne_ou_rien(identifiant):
    """The active person of this id, or None."""
    return Personne.objects.actives().filter(pk=identifiant).first()


def accueil_de(qui):
    """The name of the page on which this person lands."""
    instant = horloge.maintenant()
    pages = (page for condition, page in settings.ACCUEILS if import_string(condition)(qui, instant))
    return next(pages, ACCUEIL_DES_AUTRES)
