"""Naming who reports on one dossier, or on several."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

AUCUN = ("aucun", "Personne\u00a0: le dossier n’a plus de rapporteur")


class FormulaireDeLot(MessagesClairs, forms.Form):
    """Who reports on the chosen dossiers."""

    personne = forms.ChoiceField(label="Rapporteur", widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, *args, possibles, **options):
        super().__init__(*args, **options)
        self.possibles = {str(personne.pk): personne for personne in possibles}
        choix = [(pk, personne.nom_complet) for pk, personne in self.possibles.items()]
        self.fields["personne"].choices = [("", "Choisir une personne"), *choix]

    def choisie(self):
        """Return the ``Personne`` that is chosen, or ``None`` for nobody."""
        return self.possibles.get(self.cleaned_data["personne"])


class FormulaireRapporteur(FormulaireDeLot):
    """The same for one dossier; replacing ``actuel``, or leaving nobody in its place, takes a reason."""

    motif = forms.CharField(
        label="Motif du changement",
        max_length=1000,
        help_text="Gardé au dossier, lu par les agents et l’opérateur, jamais par la structure candidate.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
    )
    remplace = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args, actuel, **options):
        super().__init__(*args, initial={"remplace": actuel.pk if actuel else ""}, **options)
        personne = self.fields["personne"]
        if actuel is None:
            del self.fields["motif"]
            return
        personne.label = "Nouveau rapporteur"
        autres = [choix for choix in personne.choices[1:] if choix[0] != str(actuel.personne_id)]
        personne.choices = [("", "Choisir une personne"), *autres, AUCUN]
