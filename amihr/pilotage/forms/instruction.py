"""Examining a dossier point by point, and concluding."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

VERDICTS = (("conforme", "Conforme"), ("non_conforme", "Non conforme"), ("sans_objet", "Sans objet"))


class FormulaireExamen(MessagesClairs, forms.Form):
    """One verdict and one reason a point; ``points()`` gives those that were answered."""

    def __init__(self, points, examines, **options):
        super().__init__(**options)
        self.points_a_examiner = points
        for point in points:
            deja = examines.get(point.code)
            self.fields[f"{point.code}.verdict"] = forms.ChoiceField(
                label=point.libelle, choices=VERDICTS, required=False, initial=deja.verdict if deja else "",
                widget=forms.RadioSelect(),
            )
            self.fields[f"{point.code}.verdict"].article = point.article
            self.fields[f"{point.code}.verdict"].facultatif = False
            self.fields[f"{point.code}.raison"] = forms.CharField(
                label=f"Raison, pour «\u00a0{point.libelle}\u00a0»", required=False, max_length=4000,
                initial=deja.raison if deja else "",
                widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
                help_text="Demandée pour un point non conforme\u00a0: elle sera communiquée à la structure candidate.",
            )

    def clean(self):
        lus = super().clean()
        for point in self.points_a_examiner:
            if lus.get(f"{point.code}.verdict") == "non_conforme" and not lus.get(f"{point.code}.raison", "").strip():
                self.add_error(f"{point.code}.raison", f"Indiquez la raison pour «\u00a0{point.libelle}\u00a0»")
        return lus

    def points(self):
        """Return ``{code: (verdict, reason)}`` for the points that have a verdict."""
        lus = self.cleaned_data
        return {
            point.code: (lus[f"{point.code}.verdict"], lus.get(f"{point.code}.raison", ""))
            for point in self.points_a_examiner
            if lus.get(f"{point.code}.verdict")
        }


class FormulaireMotif(MessagesClairs, forms.Form):
    """The reason of an unfavourable conclusion, as the team will read it."""

    motif = forms.CharField(
        label="Motif communiqué à la structure candidate", max_length=4000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )
