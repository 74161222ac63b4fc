"""Asking for exceptional access to one dossier."""

from django import forms

from amihr.socle.formulaires import MessagesClairs


class FormulaireDAccesExceptionnel(MessagesClairs, forms.Form):
    """Which dossier, and why."""

    reference = forms.CharField(
        label="Référence du dossier",
        max_length=40,
        help_text="Telle qu’elle figure sur l’accusé de dépôt.",
        widget=forms.TextInput(attrs={"class": "form-control c-20", "autocomplete": "off"}),
    )
    motif = forms.CharField(
        label="Motif",
        max_length=1000,
        help_text="Ce que vous devez vérifier, et pourquoi personne d’autre ne le peut. Gardé au registre des accès.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
