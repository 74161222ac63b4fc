"""What a rehearsal asks: a scene, a number of dossiers; its name, before it is wiped."""

from django import forms

from amihr.editions.models import Scene
from amihr.socle.formulaires import MessagesClairs
from amihr.socle.refus import phrase

from .edition import CONTROLE, COURT

DOSSIERS_AU_PLUS = 40


class FormulaireRepetition(MessagesClairs, forms.Form):
    """The scene to rehearse, over how many fictional dossiers."""

    scene = forms.ChoiceField(label="Scène à répéter", choices=Scene, initial=Scene.CLOS, widget=forms.RadioSelect)
    nombre = forms.IntegerField(
        label="Dossiers fictifs",
        min_value=1,
        max_value=DOSSIERS_AU_PLUS,
        initial=12,
        widget=forms.NumberInput(attrs=COURT),
        help_text=f"De 1 à {DOSSIERS_AU_PLUS}. Chacun se dépose en quelques secondes.",
    )


class FormulaireEffacement(MessagesClairs, forms.Form):
    """The name of what is wiped, typed again."""

    nom = forms.CharField(
        label="Nom de la répétition", max_length=200, widget=forms.TextInput(attrs=CONTROLE | {"autocomplete": "off"})
    )

    def __init__(self, edition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.attendu = edition.nom
        self.fields["nom"].help_text = f"Recopiez\u00a0: {edition.nom}"

    def clean_nom(self):
        """Spaces and typographic signs aside, the very name."""
        if _nu(self.cleaned_data["nom"]) != _nu(self.attendu):
            raise forms.ValidationError(phrase("repetition_nom"))
        return self.cleaned_data["nom"]


def _nu(nom):
    return " ".join(nom.replace("’", "'").split()).casefold()
