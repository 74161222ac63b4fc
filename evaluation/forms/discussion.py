"""One message in the discussion of a dossier."""

import uuid

from django import forms

from amihr.socle.formulaires import MessagesClairs
from amihr.socle.textes import nombre
from evaluation.regles.saisie import LONGUEUR_DE_LA_DISCUSSION

AU_PLUS = f"{nombre(LONGUEUR_DE_LA_DISCUSSION)}\u00a0caractères au plus. Un message envoyé ne se modifie pas."


class FormulaireDeDiscussion(MessagesClairs, forms.Form):
    """``cle`` makes a double click one message."""

    texte = forms.CharField(
        max_length=LONGUEUR_DE_LA_DISCUSSION,
        help_text=AU_PLUS,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args, libelle, **options):
        super().__init__(*args, **options)
        self.fields["texte"].label = libelle
