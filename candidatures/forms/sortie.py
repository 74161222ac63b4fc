"""Why a dossier is withdrawn after the closing, or put back."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

ZONE = {"class": "form-control", "rows": 4}


class FormulaireRetrait(MessagesClairs, forms.Form):
    motif = forms.CharField(
        label="Motif du retrait",
        max_length=2000,
        help_text="Gardé au dossier et lu par la Région.",
        widget=forms.Textarea(attrs=ZONE),
    )


class FormulaireReintegration(MessagesClairs, forms.Form):
    motif = forms.CharField(
        label="Motif de la réintégration",
        max_length=2000,
        help_text="Gardé au dossier et lu par l’équipe.",
        widget=forms.Textarea(attrs=ZONE),
    )
