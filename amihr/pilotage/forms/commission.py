"""Composing the commission."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.regles.numeros import erreur_de_siren, siren_lu

CONTROLE = {"class": "form-control"}


class FormulaireMembre(MessagesClairs, forms.Form):
    """A person who takes a seat: an existing account by its address, or a new one."""

    courriel = forms.EmailField(label="Adresse de courriel", widget=forms.EmailInput(attrs=CONTROLE))
    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs=CONTROLE))
    nom = forms.CharField(label="Nom", max_length=80, widget=forms.TextInput(attrs=CONTROLE))
    college = forms.ChoiceField(label="Collège", widget=forms.RadioSelect())
    employeur = forms.CharField(
        label="Employeur",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs=CONTROLE),
        help_text="Sert à repérer les liens d’intérêts.",
    )
    siren_employeur = forms.CharField(
        label="SIREN de l’employeur",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs=CONTROLE | {"class": "form-control c-14", "inputmode": "numeric"}),
    )
    est_president = forms.BooleanField(
        label="Préside la commission", required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
    )

    def __init__(self, *args, colleges=(), **options):
        super().__init__(*args, **options)
        self.fields["college"].choices = [(college.pk, college.libelle) for college in colleges]

    def clean_siren_employeur(self):
        siren = self.cleaned_data["siren_employeur"]
        if siren and (erreur := erreur_de_siren(siren)):
            raise forms.ValidationError(erreur)
        return siren_lu(siren)
