"""What the secretariat decides on links of interest, always with a reason."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.models import Categorie
from candidatures.regles.liens import cle_de_structure

CHOIX = {"class": "form-select"}


class FormulaireDeLevee(MessagesClairs, forms.Form):
    """Why a recusal ends."""

    raison = forms.CharField(
        label="Raison de la levée",
        max_length=1000,
        help_text="Elle figure au registre des liens d’intérêts, avec votre nom et la date.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


class FormulaireDeDeportImpose(MessagesClairs, forms.Form):
    """Who is recused from which dossier, and why."""

    personne = forms.ModelChoiceField(label="Personne", queryset=None, widget=forms.Select(attrs=CHOIX))
    dossier = forms.ModelChoiceField(label="Dossier", queryset=None, widget=forms.Select(attrs=CHOIX))
    categorie = forms.ChoiceField(label="Nature du lien", choices=Categorie, widget=forms.Select(attrs=CHOIX))
    raison = forms.CharField(
        label="Raison de votre décision",
        max_length=1000,
        help_text="Elle figure au registre des liens d’intérêts, avec votre nom et la date.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )

    def __init__(self, *args, lecteurs, dossiers, **options):
        super().__init__(*args, **options)
        self.fields["personne"].queryset, self.fields["dossier"].queryset = lecteurs, dossiers

    def reste_a_demander(self, structures):
        """Once the dossier is known to be a consortium’s, draw its structures; tell whether they are still to be shown."""
        if len(structures) < 2:
            return False
        self.fields["structures"] = forms.MultipleChoiceField(
            label="Structures concernées",
            required=False,
            choices=[(cle_de_structure(s), s["denomination"]) for s in structures],
            widget=forms.CheckboxSelectMultiple(),
            help_text="Si vous n’en cochez aucune, le lien vaut pour toutes.",
        )
        return "precise" not in self.data


class FormulaireDeLienDetecte(MessagesClairs, forms.Form):
    """Why the link is set aside, or why the person steps aside; the button pressed says which."""

    raison = forms.CharField(
        label="Raison de votre décision",
        max_length=1000,
        help_text="Elle figure au registre des liens d’intérêts, avec votre nom et la date.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
