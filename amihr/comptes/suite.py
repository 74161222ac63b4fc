"""Where somebody was going before signing in: a path of this site, carried from page to page and by our mails."""

from urllib.parse import quote

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

LONGUEUR_AU_PLUS = 300


def suite_demandee(request):
    """Return the path that the address asks to go to next, "" for none: never another site, nor a text without end.

    A full address is refused even if it names this host: what a mail carries does not depend on a header (A-32).
    """
    suite = request.GET.get(REDIRECT_FIELD_NAME, "")
    est_un_chemin = suite.startswith("/") and url_has_allowed_host_and_scheme(suite, allowed_hosts=None)
    return suite if est_un_chemin and len(suite) <= LONGUEUR_AU_PLUS else ""


def avec_la_suite(chemin, request):
    """Return an address of ours, which has no query string, with where this request asks to go next."""
    suite = suite_demandee(request)
    return f"{chemin}?{REDIRECT_FIELD_NAME}={quote(suite, safe='/')}" if suite else chemin


def vers_la_connexion(request):
    """Return the address of the sign-in page, with where this request asks to go next."""
    return avec_la_suite(reverse("account_login"), request)
