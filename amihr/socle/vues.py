"""What the views of every room say of themselves, and ask of a request."""

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe


def publique(vue):
    """A page that anyone reads, by GET or HEAD."""
    return login_not_required(require_safe(vue))


def attend_du_json(request):
    """Is it a script that asks, and will not show a page?"""
    return request.accepts("application/json") and not request.accepts("text/html")
