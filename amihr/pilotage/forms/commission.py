"""Composing the commission."""

from django import forms

from amihr.habilitations.models import Public
from amihr.socle.formulaires import MessagesClairs
from candidatures.regles.numeros import erreur_de_siren, siren_lu

CONTROLE = {"class": "form-control"}


class FiltreDesEngagements(forms.Form):
    """What narrows the register of undertakings; a value that does not exist narrows nothing."""

    etat = forms.ChoiceField(
        label="Afficher", required=False, choices=[("", "Tous"), ("attendus", "À signer"), ("signes", "Signés")],
        widget=forms.Select({"class": "form-select w-auto"}),
    )  # fmt: skip
    public = forms.ChoiceField(
        label="Engagement", required=False, choices=[("", "Tous"), *Public.choices],
        widget=forms.Select({"class": "form-select w-auto"}),
    )  # fmt: skip

    def choisir(self, signatures, attendues):
        """Return (signatures, people who have not signed) that match; ``None`` for a list that is not asked for."""
        self.is_valid()
        etat, public = self.cleaned_data.get("etat"), self.cleaned_data.get("public")
        choisies = [[x for x in lot if public in ("", None, x.version.public)] for lot in (signatures, attendues)]
        return (None if etat == "attendus" else choisies[0], None if etat == "signes" else choisies[1])


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
