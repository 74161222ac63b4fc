"""One message in the discussion of a dossier, from a reader or from the secretariat."""

import uuid

from django import forms

from amihr.socle.formulaires import MessagesClairs
from amihr.socle.textes import nombre
from evaluation.regles.saisie import LONGUEUR_DE_LA_DISCUSSION

AU_PLUS = f"{nombre(LONGUEUR_DE_LA_DISCUSSION)}\u00a0caractères au plus. Un message envoyé ne se modifie pas."


def _zone(libelle):
    return forms.CharField(
        label=libelle,
        max_length=LONGUEUR_DE_LA_DISCUSSION,
        help_text=AU_PLUS,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )


class FormulaireDeQuestion(MessagesClairs, forms.Form):
    """What a reader asks; ``cle`` makes a double click one message."""

    texte = _zone("Votre question au secrétariat")
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class FormulaireDeReponse(FormulaireDeQuestion):
    """What the secretariat answers."""

    texte = _zone("Réponse à tous les membres qui lisent ce dossier")
