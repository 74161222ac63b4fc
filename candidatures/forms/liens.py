"""Links of interest: one answer per dossier, before any reading."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.models import Categorie

AUCUN, LIEN = "aucun", "lien"


class FormulaireDeDeport(MessagesClairs, forms.Form):
    """What the link is: a category, and a word for the secretariat."""

    categorie = forms.ChoiceField(label="Nature du lien", choices=Categorie.choices, widget=forms.RadioSelect())
    precision = forms.CharField(
        label="Précision pour le secrétariat", required=False, max_length=1000,
        help_text="Lue par le secrétariat seulement.", widget=forms.Textarea({"class": "form-control", "rows": 2}),
    )  # fmt: skip


class FormulaireDeLien(FormulaireDeDeport):
    """The same for one dossier of the list, after « aucun lien » or « un lien »."""

    reponse = forms.ChoiceField(
        label="Votre réponse", required=False, choices=[(AUCUN, "Aucun lien d’intérêts"), (LIEN, "J’ai un lien d’intérêts")],
        widget=forms.RadioSelect(),
    )  # fmt: skip
    field_order = ["reponse", "categorie", "precision"]

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, prefix=dossier.reference, **options)
        self.dossier = dossier
        self.fields["reponse"].label = f"Votre réponse pour {dossier.structure}"
        self.fields["categorie"].label = f"Nature du lien avec {dossier.structure}"
        self.fields["categorie"].required = False
        # One may stop halfway, but nothing is read before the answer: neither is « facultatif ».
        self.fields["reponse"].facultatif = self.fields["categorie"].facultatif = False

    def clean(self):
        saisie = super().clean()
        if saisie.get("reponse") == LIEN and not saisie.get("categorie") and "categorie" not in self.errors:
            self.add_error("categorie", f"Indiquez la nature de votre lien avec {self.dossier.structure}")
        return saisie

    def est_sans_lien(self, tous):
        """Tell whether the answer is « aucun lien », said here or for all the others at once."""
        reponse = self.cleaned_data.get("reponse")
        return reponse == AUCUN or (tous and not reponse)

    def lien(self):
        """Return (category, explanation) when a link is declared, else ``None``."""
        if self.cleaned_data.get("reponse") != LIEN:
            return None
        return self.cleaned_data["categorie"], self.cleaned_data["precision"]
