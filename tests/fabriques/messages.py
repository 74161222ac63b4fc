"""Messages of a thread and notes of those who instruct."""

import uuid

from amihr import horloge
from candidatures.models import Message, NoteInterne


def message(candidature, par, texte="Peut-on déposer à plusieurs ?", *, cote="equipe", instant=None):
    """A message of one side, at the instant of the clock."""
    faits = {"cote": cote, "cle": uuid.uuid4(), "instant": instant or horloge.maintenant()}
    numero = candidature.messages.count() + 1
    return Message.objects.create(candidature=candidature, par=par, texte=texte, numero=numero, **faits)


def note(candidature, par, texte="Vu le Kbis.", *, instant=None):
    """A note of staff, at the instant of the clock."""
    return NoteInterne.objects.create(
        candidature=candidature, par=par, texte=texte, cle=uuid.uuid4(), instant=instant or horloge.maintenant()
    )
