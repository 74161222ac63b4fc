"""Who a session belongs to, read by the statement that reads the session: Django would ask again."""

from contextvars import ContextVar
from functools import partial

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import auth
from django.utils.functional import SimpleLazyObject

# Set only while Django works out whose session a request carries: nothing of one request is left to the next.
_lue = ContextVar("identite_lue", default=None)


class Identification(AuthenticationBackend):
    """allauth's backend. Whose session it is, whether they may still sign in, the hash of the password: as Django says."""

    def get_user(self, user_id):
        """Return the person of that id, from the session's own statement when it has read them."""
        lue = _lue.get()
        if lue is None or lue.pk != user_id:
            return super().get_user(user_id)
        return lue if self.user_can_authenticate(lue) else None


class IdentiteIntergiciel:
    """Middleware, after Django's own: `request.user`, as lazy as before, worked out by `_personne_de`."""

    def __init__(self, suite):
        self.suite = suite

    def __call__(self, request):
        request.user = SimpleLazyObject(partial(_personne_de, request))
        return self.suite(request)


def _personne_de(request):
    if not hasattr(request, "_cached_user"):  # where Django keeps it too
        request.session.get(auth.SESSION_KEY)  # read the session first, if there is one
        ligne = request.session.ligne
        jeton = _lue.set(ligne.personne if ligne else None)
        try:
            request._cached_user = auth.get_user(request)
        finally:
            _lue.reset(jeton)
    return request._cached_user
