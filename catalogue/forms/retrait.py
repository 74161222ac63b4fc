"""The withdrawal of a label: its motive and the day it takes effect."""

from datetime import datetime, time

from django import forms

from amihr.horloge import PARIS, jour_de_paris
from amihr.socle.formulaires import MessagesClairs


class FormulaireRetrait(MessagesClairs, forms.Form):
    """``effet_le`` left empty, or today: at once; a later day: from its first minute in Paris."""

    motif = forms.CharField(
        label="Motif du retrait",
        help_text="L’engagement qui n’est pas tenu et la demande restée sans réponse. Lu par le titulaire, jamais publié.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    effet_le = forms.DateField(
        label="Premier jour sans label",
        help_text="Laissez vide pour un effet immédiat.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Cette date n’existe pas\u00a0: choisissez un jour du calendrier."},
    )
    confirmation = forms.BooleanField(
        label="Je retire ce label. La vérification, le macaron et le catalogue le diront à cette date.",
        error_messages={"required": "Cochez la case pour confirmer le retrait."},
    )

    def __init__(self, *args, instant, **kwargs):
        super().__init__(*args, **kwargs)
        self._instant = instant

    def clean_effet_le(self):
        """Refuse a day gone by, and turn a later one into its first instant in Paris."""
        jour, aujourd_hui = self.cleaned_data["effet_le"], jour_de_paris(self._instant)
        if jour is None or jour == aujourd_hui:
            return None
        if jour < aujourd_hui:
            raise forms.ValidationError("Cette date est passée\u00a0: choisissez aujourd’hui ou un jour à venir.")
        return datetime.combine(jour, time.min, PARIS)


class FormulaireLevee(MessagesClairs, forms.Form):
    """Why a withdrawal is lifted."""

    motif = forms.CharField(
        label="Motif de la levée",
        help_text="Conservé au dossier, jamais publié.",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
