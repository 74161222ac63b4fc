"""Asking for a complement, and giving more time."""

from datetime import datetime

from django import forms

from amihr.horloge import PARIS
from amihr.socle.formulaires import ChampArticle, MessagesClairs

CONTROLE = {"class": "form-control"}
COURT = {"class": "form-control c-14"}


class FormulaireEcheance(MessagesClairs, forms.Form):
    """The last day and the last minute that count, in Paris."""

    jour = forms.DateField(
        label="Dernier jour", widget=forms.DateInput(attrs=COURT | {"type": "date"}, format="%Y-%m-%d")
    )
    heure = forms.TimeField(
        label="Dernière minute qui compte",
        widget=forms.TimeInput(attrs=COURT | {"type": "time"}, format="%H:%M"),
        help_text="Heure de Paris. Toute cette minute est dans les délais.",
    )

    def derniere_minute(self):
        """Return the last minute in time, as an aware datetime in Paris."""
        return datetime.combine(self.cleaned_data["jour"], self.cleaned_data["heure"], tzinfo=PARIS)


class FormulaireComplement(FormulaireEcheance):
    """Which pieces, why, until when."""

    pieces = forms.MultipleChoiceField(label="Pièces demandées", widget=forms.CheckboxSelectMultiple())
    article = ChampArticle(max_length=100)
    motif = forms.CharField(
        label="Motif communiqué à l’équipe du dossier",
        max_length=2000,
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 4}),
        help_text="Le même pour tous les dossiers choisis\u00a0: n’y nommez aucune structure.",
    )
    field_order = ["pieces", "article", "motif", "jour", "heure"]

    def __init__(self, *args, pieces, **options):
        super().__init__(*args, **options)
        self.fields["pieces"].choices = pieces

    def caches(self):
        """Return ``[(name, value)]`` for the page that confirms: what was typed, as it was typed."""
        simples = [(nom, self.data.get(nom, "")) for nom in ("article", "motif", "jour", "heure")]
        return [("pieces", code) for code in self.cleaned_data["pieces"]] + simples
