"""Asking for a lost second factor to be removed."""

from django import forms

from amihr.comptes.models import Recuperation
from amihr.socle.formulaires import MessagesClairs

CONTROLE = {"class": "form-control"}


class FormulaireDeRecuperation(MessagesClairs, forms.Form):
    """Whose account, why, and how the agent made sure of who the person is."""

    courriel = forms.EmailField(
        label="Adresse de courriel du compte",
        help_text="L’adresse exacte, celle avec laquelle la personne se connecte.",
        widget=forms.EmailInput(attrs=CONTROLE | {"class": "form-control c-30", "autocomplete": "off"}),
    )
    motif = forms.CharField(
        label="Motif",
        max_length=1000,
        help_text="Par exemple\u00a0: téléphone volé, et codes de secours restés dedans.",
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 2}),
    )
    verification = forms.ChoiceField(
        label="Comment avez-vous vérifié l’identité de la personne\u00a0?",
        choices=Recuperation.Verification,
        widget=forms.RadioSelect(),
    )
    precision = forms.CharField(
        label="Précision sur cette vérification",
        max_length=1000,
        required=False,
        help_text="Ni numéro, ni copie de pièce d’identité.",
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 2}),
    )

    def clean(self):
        saisie = super().clean()
        if saisie.get("verification") == Recuperation.Verification.AUTRE and not saisie.get("precision"):
            self.add_error("precision", "Précisez comment vous avez vérifié l’identité de la personne.")
        return saisie
