"""What account pages share: 422 for what is refused, one transaction, the journal."""

from django.db import transaction

from amihr import horloge
from amihr.journal.chaine import inscrire


class Refuse422:
    """A form sent back with its errors answers 422, so that scripts and tests can tell."""

    formulaires = ("form", "webauthn_form")

    def render_to_response(self, context, **reponse):
        if any(context.get(nom) is not None and context[nom].errors for nom in self.formulaires):
            reponse.setdefault("status", 422)
        return super().render_to_response(context, **reponse)


class EnUneTransaction:
    """The change, its journal entry and its mail are written together or not at all."""

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            return super().post(request, *args, **kwargs)


class CleDeSessionNouvelle:
    """A second factor given changes the key of the session (it was known before)."""

    def form_valid(self, form):
        reponse = super().form_valid(form)
        self.request.session.cycle_key()
        return reponse


def noter(request, evenement, **faits):
    """Journal what somebody did to their own account."""
    inscrire(evenement, par=request.user, objet=request.user, instant=horloge.maintenant(), **faits)
