"""What a visitor is told of an unreadable request (`handler400`) or when something of ours fails (`handler500`).

Pages without a request: no session, no query, nothing that could fail again.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

RETOUR_PROBABLE = 30


@requires_csrf_token
def demande_illisible(request, exception):
    """400: what came cannot be read; the middleware may have stopped it before anybody was identified."""
    return HttpResponse(get_template("400.html").render(), status=400, headers={"Cache-Control": "no-store"})


@requires_csrf_token
def erreur_du_service(request):
    """503 with Retry-After when the database is away or overloaded, 500 otherwise."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(
            get_template("503.html").render(),
            status=503,
            headers={"Retry-After": RETOUR_PROBABLE, "Cache-Control": "no-store"},
        )
    return HttpResponse(get_template("500.html").render(), status=500, headers={"Cache-Control": "no-store"})
