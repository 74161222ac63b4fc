"""What one side writes to the other in the thread of a dossier."""

import uuid

from django import forms

from amihr.socle.formulaires import MessagesClairs
from amihr.socle.textes import nombre
from candidatures.regles.messages import LONGUEUR

AU_PLUS = f"{nombre(LONGUEUR)}\u00a0caractères au plus."
ZONE = {"class": "form-control", "rows": 6}


class FormulaireMessage(MessagesClairs, forms.Form):
    """One message; ``cle`` makes a double click one message."""

    texte = forms.CharField(
        label="Votre message",
        max_length=LONGUEUR,
        help_text=f"{AU_PLUS} Un message envoyé ne se modifie pas.",
        widget=forms.Textarea(attrs=ZONE),
    )
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
