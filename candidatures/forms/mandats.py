"""A mandate, and its end."""

from django import forms

from amihr.habilitations.models import Nature
from amihr.socle.formulaires import MessagesClairs
from candidatures.regles.numeros import erreur_de_siren, siren_lu

CONTROLE = {"class": "form-control"}
COURT = {"class": "form-control c-14"}
JOUR = COURT | {"type": "date"}


class FormulaireDeMandat(MessagesClairs, forms.Form):
    """The structure, what one does there, since when. ``annuaire``: the register of companies may give the name."""

    siren = forms.CharField(
        label="SIREN de la structure", max_length=20, widget=forms.TextInput(attrs=COURT | {"inputmode": "numeric"})
    )
    denomination = forms.CharField(label="Nom de la structure", max_length=200, widget=forms.TextInput(attrs=CONTROLE))
    nature = forms.ChoiceField(label="Nature", choices=Nature, widget=forms.Select(attrs={"class": "form-select"}))
    depuis = forms.DateField(label="Depuis le", required=False, widget=forms.DateInput(attrs=JOUR, format="%Y-%m-%d"))
    jusque = forms.DateField(
        label="Terminé le", required=False, help_text="Laissez vide si ce mandat court encore.",
        widget=forms.DateInput(attrs=JOUR, format="%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args, annuaire, **options):
        super().__init__(*args, **options)
        if annuaire:
            self.fields["denomination"].required = False
            self.fields["denomination"].help_text = "Laissé vide, il est repris de l’Annuaire des entreprises."

    def clean_siren(self):
        siren = self.cleaned_data["siren"]
        if erreur := erreur_de_siren(siren):
            raise forms.ValidationError(erreur)
        return siren_lu(siren)


class FormulaireDeFin(MessagesClairs, forms.Form):
    """The day on which a mandate ended."""

    jusque = forms.DateField(label="Terminé le", widget=forms.DateInput(attrs=JOUR, format="%Y-%m-%d"))
