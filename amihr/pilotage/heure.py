"""The server's hour, asked every minute by the banner of the deadline (js/horloge.js)."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from amihr import horloge


@never_cache
@require_safe
@login_not_required
def heure(request):
    """Answer PostgreSQL's instant, in Paris time: the one clock that closes the call. No session is read."""
    return JsonResponse({"instant": horloge.paris(horloge.maintenant()).isoformat(timespec="milliseconds")})
