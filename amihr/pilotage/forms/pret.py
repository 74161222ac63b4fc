"""What the checklist of « Prêt à ouvrir » asks of whoever reads it."""

from django import forms

from amihr.socle.formulaires import MessagesClairs


class FormulaireAttendus(MessagesClairs, forms.Form):
    """How many dossiers are expected: kept nowhere, it goes from the page to the signature."""

    attendus = forms.IntegerField(
        label="Dossiers attendus",
        required=False,
        min_value=1,
        max_value=10_000,
        widget=forms.NumberInput(attrs={"class": "form-control c-14"}),
        help_text="Pour juger du temps de lecture de la commission avant que des dossiers soient déposés.",
    )
