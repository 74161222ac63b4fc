"""Signing an undertaking."""

from django import forms

from amihr.socle.formulaires import MessagesClairs


class FormulaireDeSignature(MessagesClairs, forms.Form):
    """One's name, as one writes it under a text."""

    nom_saisi = forms.CharField(
        label="Votre prénom et votre nom",
        max_length=200,
        help_text="Comme sur votre compte. Les saisir vaut signature de cette version.",
        widget=forms.TextInput({"class": "form-control", "autocomplete": "name"}),
    )
