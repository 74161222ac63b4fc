"""Deciding on a detected link: one reason, two ways out."""

from django import forms

from amihr.socle.formulaires import MessagesClairs


class FormulaireDeLienDetecte(MessagesClairs, forms.Form):
    """Why the link is set aside, or why the person steps aside; the button pressed says which."""

    raison = forms.CharField(
        label="Raison de votre décision",
        max_length=1000,
        help_text="Elle figure au registre des liens d’intérêts, avec votre nom et la date.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
