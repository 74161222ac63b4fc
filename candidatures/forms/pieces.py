"""The date that a joined document bears."""

from datetime import date

from django import forms

from .champs import DateEnTroisParties


class FormulaireDeDate(forms.Form):
    """One date, optional, asked beside a received file; ``emplacement`` keeps the controls of the slots apart."""

    def __init__(self, *args, emplacement, **options):
        super().__init__(*args, **options)
        self.nom = f"{emplacement}_date"
        self.fields[self.nom] = forms.CharField(
            label="Date du document",
            required=False,
            widget=DateEnTroisParties(),
            help_text="Par exemple 30 4 2026.",
        )

    def clean(self):
        lue = self.cleaned_data.get(self.nom)
        try:
            self.jour = date.fromisoformat(lue) if lue else None
        except ValueError:
            self.add_error(
                self.nom,
                "La date doit exister et s’écrire jour, mois et année, en chiffres\u00a0: par exemple 30, 4 et 2026.",
            )
        return self.cleaned_data
