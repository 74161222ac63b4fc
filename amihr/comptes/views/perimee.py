"""A form whose token is out of date: nothing of it is taken, what was typed is given back to whoever it was drawn for."""

from django.conf import settings
from django.shortcuts import redirect, render, resolve_url
from django.views.csrf import csrf_failure

from amihr.comptes.reprise import garder
from amihr.comptes.sans_session import ce_qui_n_est_pas_fait
from amihr.socle.intergiciels import page_precedente


def page_perimee(request, reason=""):
    """Lead back to the page that held the form, where the text waits unsaved, once its reader signed in again elsewhere.

    Another site can forge a form, not the signature of the person it was drawn for: without it, 403 and nothing is kept
    but the attempt itself, where a refusal is. Signed in, one is told what is not done, and led to the same page up to date.
    """
    if not request.user.is_authenticated:
        return csrf_failure(request, reason)
    retour = page_precedente(request) or resolve_url(settings.LOGIN_REDIRECT_URL)
    reponse = redirect(retour)
    if garder(request, reponse):
        return reponse
    vue, _, nommes = request.resolver_match
    retour = getattr(vue, "perimee", lambda *_, **__: "")(request, **nommes) or retour
    page = {"non_fait": ce_qui_n_est_pas_fait(request, vue), "retour": retour}
    return render(request, "comptes/perimee.html", page, status=403)
