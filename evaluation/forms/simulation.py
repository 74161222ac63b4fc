"""The notes that a visitor invents for three fictional dossiers."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from evaluation.regles.simulation import NOMS


class FormulaireSimulation(MessagesClairs, forms.Form):
    """One choice a criterion and a dossier; the names are ``a1``, ``b1``, ``c1``… by rank of the criterion."""

    def __init__(self, grille, *args, **options):
        super().__init__(*args, **options)
        self.criteres = grille.criteres
        choix = [(str(note), f"{note}, {mot}" if (mot := grille.mot(note)) else str(note)) for note in grille.notes]
        for critere in self.criteres:
            for nom in NOMS:
                self.fields[self.cle(nom, critere)] = forms.TypedChoiceField(
                    label=f"{nom}, {critere.titre}",
                    choices=choix,
                    coerce=int,
                    widget=forms.Select(attrs={"class": "form-select", "aria-label": f"{nom}, {critere.titre}"}),
                )

    @staticmethod
    def cle(nom, critere):
        return f"{nom[-1].lower()}{critere.rang}"

    @property
    def lignes(self):
        """(criterion, its three fields) pairs, as the table draws them."""
        return [(critere, [self[self.cle(nom, critere)] for nom in NOMS]) for critere in self.criteres]

    @property
    def notes(self):
        """``{name: notes}`` of a valid form."""
        return {nom: [self.cleaned_data[self.cle(nom, c)] for c in self.criteres] for nom in NOMS}


def donnees(grille, notes):
    """Return ``{field: value}`` for these notes: the form filled with them."""
    return {
        FormulaireSimulation.cle(nom, critere): str(note)
        for nom, siennes in notes.items()
        for critere, note in zip(grille.criteres, siennes, strict=True)
    }
