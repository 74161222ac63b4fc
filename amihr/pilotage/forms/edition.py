"""Leading a call: postponing, a new version of the règlement, an editable text."""

from datetime import datetime

from django import forms

from amihr.horloge import PARIS
from amihr.socle.formulaires import MessagesClairs

CONTROLE = {"class": "form-control"}
TEXTE_AU_PLUS = 20_000
COURT = {"class": "form-control c-14"}


class FormulaireReport(MessagesClairs, forms.Form):
    """The new closing, as people say it: the last minute that counts, in Paris."""

    jour = forms.DateField(label="Dernier jour", widget=forms.DateInput(attrs=COURT | {"type": "date"}))
    heure = forms.TimeField(
        label="Dernière minute qui compte",
        widget=forms.TimeInput(attrs=COURT | {"type": "time"}),
        help_text="Heure de Paris. Toute cette minute est dans les délais.",
        initial="23:59",
    )

    def derniere_minute(self):
        """Return the last minute in time, as an aware datetime in Paris."""
        return datetime.combine(self.cleaned_data["jour"], self.cleaned_data["heure"], tzinfo=PARIS)


class Confirmation(MessagesClairs, forms.Form):
    """A gesture that asks for nothing but its confirmation. ``est_annoncee``: whether all are told of it."""

    def __init__(self, *args, est_annoncee, **options):
        super().__init__(*args, **options)
        self.est_annoncee = est_annoncee


class FormulaireAnnulation(Confirmation):
    """Why the call is cancelled, and who reads it."""

    motif = forms.CharField(
        label="Motif de l’annulation", max_length=2000, widget=forms.Textarea(attrs=CONTROLE | {"rows": 4})
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["motif"].help_text = (
            "Lu par tous\u00a0: publié dans les actualités et envoyé par courriel."
            if self.est_annoncee
            else "Conservé avec la décision, lu par les agents\u00a0: cet appel n’est pas public, rien n’est publié ni envoyé."
        )


class FormulaireReglement(MessagesClairs, forms.Form):
    texte = forms.CharField(
        label="Texte du règlement",
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 20}),
        help_text="Paragraphes séparés par une ligne vide\u00a0; «\u00a0##\u00a0» pour un titre, «\u00a0-\u00a0» pour une liste.",
    )
    changements = forms.CharField(
        label="Ce qui change",
        required=False,
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 3}),
        help_text="Affiché avec la version.",
    )

    def __init__(self, *args, est_la_premiere, **options):
        super().__init__(*args, **options)
        if est_la_premiere:
            del self.fields["changements"]
            return
        self.fields["changements"].required = True
        self.fields["changements"].error_messages["required"] = "Dites ce qui change depuis la version précédente."


class FormulaireDocument(MessagesClairs, forms.Form):
    """The PDF that goes with the text: chosen last, since a page that is shown again would lose it."""

    fichier = forms.FileField(
        label="Document (PDF)",
        required=False,
        widget=forms.FileInput(attrs=CONTROLE),
        help_text="Le règlement mis en page et signé, s’il existe. L’empreinte publiée est alors la sienne.",
    )


class FormulaireTexte(MessagesClairs, forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    contenu = forms.CharField(
        label="Texte",
        required=False,
        max_length=TEXTE_AU_PLUS,
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 14}),
        strip=False,
        help_text="Paragraphes séparés par une ligne vide\u00a0; «\u00a0##\u00a0» pour un titre, «\u00a0-\u00a0» pour une liste.",
    )
