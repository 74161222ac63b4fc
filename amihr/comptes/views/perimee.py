"""A form whose token is out of date: nothing of it is taken, what was typed is given back to whoever it was drawn for."""

from django.conf import settings
from django.shortcuts import redirect, resolve_url
from django.views.csrf import csrf_failure

from amihr.comptes.reprise import garder
from amihr.socle.intergiciels import page_precedente


def page_perimee(request, reason=""):
    """Lead back to the page that held the form, where the text waits unsaved, once its reader signed in again elsewhere.

    Another site can forge a form, not the signature of the person it was drawn for: without it, 403 and nothing is kept.
    """
    reponse = redirect(page_precedente(request) or resolve_url(settings.LOGIN_REDIRECT_URL))
    if request.user.is_authenticated and garder(request, reponse):
        return reponse
    return csrf_failure(request, reason)
