"""What staff writes of the calibration: a fictional dossier, the last day asked of the members."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from evaluation.regles.calibrage import LONGUEUR_D_UNE_PARTIE

from .edition import CONTROLE

PREFIXE = "partie_"


class FormulaireDuDossierFictif(MessagesClairs, forms.Form):
    """A title, a structure, and one text a part of the form; a part left empty is not shown."""

    titre = forms.CharField(label="Titre de la solution", max_length=200, widget=forms.TextInput(attrs=CONTROLE))
    structure = forms.CharField(
        label="Structure",
        max_length=200,
        widget=forms.TextInput(attrs=CONTROLE),
        help_text="Un nom inventé\u00a0: aucune entreprise ne doit pouvoir s’y reconnaître.",
    )

    def __init__(self, *args, parties, **options):
        super().__init__(*args, **options)
        for slug, titre in parties.items():
            self.fields[f"{PREFIXE}{slug}"] = forms.CharField(
                label=titre,
                max_length=LONGUEUR_D_UNE_PARTIE,
                required=False,
                widget=forms.Textarea(attrs=CONTROLE | {"rows": 5}),
            )

    @property
    def ecrit(self):
        """What the acte takes: the texts by the slug of their part."""
        textes = {nom.removeprefix(PREFIXE): lu for nom, lu in self.cleaned_data.items() if nom.startswith(PREFIXE)}
        return {"titre": self.cleaned_data["titre"], "structure": self.cleaned_data["structure"], "textes": textes}


def initial_de(dossier):
    """Return the first values of the form from a dossier already written, or ``None``."""
    if dossier is None:
        return None
    textes = {f"{PREFIXE}{partie['slug']}": partie["texte"] for partie in dossier.parties}
    return {"titre": dossier.titre, "structure": dossier.structure} | textes


class FormulaireOuverture(MessagesClairs, forms.Form):
    """The last day asked of the members, if any."""

    avant_le = forms.DateField(
        label="À remettre au plus tard le",
        required=False,
        widget=forms.DateInput(attrs=CONTROLE | {"type": "date"}, format="%Y-%m-%d"),
        help_text="Affiché aux membres. Passé ce jour, une grille est encore acceptée tant que le calibrage n’est pas clos.",
    )
