"""What a visitor is told when something of ours fails (`handler500`)."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token

RETOUR_PROBABLE = 30


@requires_csrf_token
def erreur_du_service(request):
    """503 with Retry-After when the database is away or overloaded, 500 otherwise: pages without a query."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(
            get_template("503.html").render(),
            status=503,
            headers={"Retry-After": RETOUR_PROBABLE, "Cache-Control": "no-store"},
        )
    return HttpResponse(get_template("500.html").render(), status=500, headers={"Cache-Control": "no-store"})
