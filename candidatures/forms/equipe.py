"""Inviting somebody to the team, and changing a right."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.regles.droits import DROITS


class FormulaireInvitation(MessagesClairs, forms.Form):
    courriel = forms.EmailField(
        label="Adresse de courriel",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )
    droit = forms.ChoiceField(label="Ce que la personne pourra faire", choices=DROITS, widget=forms.RadioSelect())


class FormulaireDroit(MessagesClairs, forms.Form):
    droit = forms.ChoiceField(label="Droit", choices=DROITS, widget=forms.Select(attrs={"class": "form-select"}))
