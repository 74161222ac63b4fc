"""Context processor: how long the session lasts, for the warning shown five minutes before its end."""

from django.conf import settings


def session(request):
    """Promise `secondes_de_session` to every template: None for a visitor, whose session is not even read."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated:
        return {"secondes_de_session": None}
    return {"secondes_de_session": request.session.secondes_restantes()}
