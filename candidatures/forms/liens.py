"""Links of interest: one answer per dossier, before any reading."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.models import Categorie
from candidatures.regles.liens import cle_de_structure, structures_choisies

AUCUN, LIEN = "aucun", "lien"


class FormulaireDeDeport(MessagesClairs, forms.Form):
    """What the link is: a category, a word for the secretariat; in a consortium, the structures that it is with."""

    categorie = forms.ChoiceField(label="Nature du lien", choices=Categorie.choices, widget=forms.RadioSelect())
    structures = forms.MultipleChoiceField(
        label="Structures concernées", required=False, widget=forms.CheckboxSelectMultiple(),
        help_text="Si vous n’en cochez aucune, votre lien vaut pour toutes.",
    )  # fmt: skip
    precision = forms.CharField(
        label="Précision pour le secrétariat", required=False, max_length=1000,
        help_text="Lue par le secrétariat seulement.", widget=forms.Textarea({"class": "form-control", "rows": 2}),
    )  # fmt: skip

    def __init__(self, *args, structures, **options):
        super().__init__(*args, **options)
        if len(structures) > 1:
            self.fields["structures"].choices = [(cle_de_structure(s), s["denomination"]) for s in structures]
        else:
            del self.fields["structures"]

    def structures_citees(self):
        """Return the keys that were ticked: none means all."""
        return self.cleaned_data.get("structures") or ()


class FormulaireDeLien(FormulaireDeDeport):
    """The same for one dossier of the list, after « aucun lien » or « un lien »."""

    reponse = forms.ChoiceField(
        label="Votre réponse", required=False, choices=[(AUCUN, "Aucun lien d’intérêts"), (LIEN, "J’ai un lien d’intérêts")],
        widget=forms.RadioSelect(),
    )  # fmt: skip
    field_order = ["reponse", "categorie", "structures", "precision"]

    def __init__(self, *args, dossier, **options):
        super().__init__(*args, structures=dossier.structures, prefix=dossier.reference, **options)
        self.dossier = dossier
        self.fields["reponse"].label = f"Votre réponse pour {dossier.structure}"
        self.fields["categorie"].label = f"Nature du lien avec {dossier.structure}"
        self.fields["categorie"].required = False
        if "structures" in self.fields:
            self.fields["structures"].label = f"Structures concernées, dossier\u00a0: {dossier.structure}"
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

    def structures_dites(self):
        """Return the names of the structures that the link is with, to say them back."""
        return [s["denomination"] for s in structures_choisies(self.dossier.structures, self.structures_citees())]


def champs_du_lien(formulaire):
    """Return ``{field: [values]}`` of a valid answer, as its page would send it again."""
    lien = formulaire.lien()
    champs = {"reponse": [LIEN if lien else AUCUN]}
    if lien:
        categorie, precision = lien
        champs |= {
            "categorie": [categorie],
            "precision": [precision],
            "structures": list(formulaire.structures_citees()),
        }
    return {formulaire.add_prefix(nom): valeurs for nom, valeurs in champs.items()}
