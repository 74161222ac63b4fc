"""Filters of a member's desk: words, a thématique, a step."""

from django import forms

from amihr.socle.textes import replier
from evaluation.regles.bureau import Etape

ETAPES = (
    ("", "Tous"),
    (Etape.A_EVALUER.value, "À évaluer"),
    (Etape.COMMENCEE.value, "Commencés"),
    (Etape.REMISE.value, "Remis"),
)
PETIT = "form-select w-auto"


class FiltreDuBureau(forms.Form):
    """What narrows the lists of a desk; nothing in it, whatever it is worth, hides more than it says."""

    q = forms.CharField(label="Solution, structure ou référence", required=False, max_length=100,
                        widget=forms.TextInput({"class": "form-control c-30"}))  # fmt: skip
    thematique = forms.ChoiceField(label="Thématique", required=False, widget=forms.Select({"class": PETIT}))
    etape = forms.ChoiceField(label="État", required=False, choices=ETAPES, widget=forms.Select({"class": PETIT}))

    def __init__(self, donnees, *, dossiers):
        super().__init__(donnees)
        thematiques = sorted({dossier.thematique for dossier in dossiers if dossier.thematique}, key=replier)
        self.fields["thematique"].choices = [("", "Toutes"), *((nom, nom) for nom in thematiques)]
        self.is_valid()  # a value that does not exist filters nothing

    @property
    def est_actif(self):
        """Tell whether something is filtered."""
        return any(self.cleaned_data.values())

    def choisir(self, dossiers):
        """Return the dossiers that match."""
        lu = self.cleaned_data
        mots = replier(lu.get("q", "")).split()
        return [
            dossier
            for dossier in dossiers
            if all(mot in replier(f"{dossier.titre} {dossier.structure} {dossier.reference}") for mot in mots)
            and lu.get("thematique", "") in ("", dossier.thematique)
            and lu.get("etape", "") in ("", dossier.etape)
        ]
