"""Examining a dossier point by point, and concluding."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from amihr.editions.recours import AccepteSansVoiesDeRecours
from amihr.socle.formulaires import MessagesClairs
from candidatures.forms.groupe import Groupe

# The field of the conclusion that each reason of a refusal concerns.
A_LA_CONCLUSION = {"motif_requis": "motif", "voies_de_recours": "sans_voies_de_recours"}
VERDICTS = (("conforme", "Conforme"), ("non_conforme", "Non conforme"), ("sans_objet", "Sans objet"))


class PointExamine(Groupe):
    """One point: what there is to judge, then its verdict and its reason."""

    template = "pilotage/point.html"


class FormulaireExamen(MessagesClairs, forms.Form):
    """One verdict and one reason a point; ``points()`` gives those that were answered."""

    def __init__(self, points, examines, **options):
        super().__init__(**options)
        self.points_a_examiner = points
        for point in points:
            verdict, deja = f"{point.code}.verdict", examines.get(point.code)
            self.fields[verdict] = self._verdict(point, deja)
            self.fields[f"{point.code}.raison"] = self._raison(deja, verdict)

    def montrer(self, faits, reference, *, lit_les_complements):
        """Draw each point beside its ``Faits``, by code: what there is to judge in the dossier of that reference."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            *(
                PointExamine(
                    f"{point.code}.verdict",
                    f"{point.code}.raison",
                    point=point,
                    faits=faits[point.code],
                    reference=reference,
                    lit_les_complements=lit_les_complements,
                )
                for point in self.points_a_examiner
            )
        )

    @staticmethod
    def _verdict(point, deja):
        champ = forms.ChoiceField(
            label="Verdict",
            choices=VERDICTS[:2] if point.toujours else VERDICTS,
            required=False,
            initial=deja.verdict if deja else "",
            widget=forms.RadioSelect(attrs={"class": "cote-a-cote"}),
        )
        champ.facultatif, champ.se_nomme = False, True
        return champ

    @staticmethod
    def _raison(deja, verdict):
        champ = forms.CharField(
            label="Raison",
            required=False,
            max_length=4000,
            initial=deja.raison if deja else "",
            widget=forms.Textarea(attrs={"class": "form-control", "rows": 2}),
            help_text="Communiquée à la structure candidate si le point n’est pas conforme.",
        )
        champ.facultatif, champ.se_nomme = False, True
        champ.condition = {"code": verdict, "vaut": ["non_conforme", "sans_objet"]}
        return champ

    def points(self):
        """Return ``{code: (verdict, reason)}`` for the points that have a verdict."""
        lus = self.cleaned_data
        return {
            point.code: (lus[f"{point.code}.verdict"], lus.get(f"{point.code}.raison", ""))
            for point in self.points_a_examiner
            if lus.get(f"{point.code}.verdict")
        }

    def saisi(self):
        """Return what was typed, in the words of the page: ``[{"libelle", "texte"}]``."""
        verdicts = dict(VERDICTS)
        lignes = []
        for point in self.points_a_examiner:
            verdict = verdicts.get(self.data.get(f"{point.code}.verdict", ""), "")
            raison = self.data.get(f"{point.code}.raison", "").strip()
            lignes.append({"libelle": point.libelle, "texte": "\n".join(filter(None, [verdict, raison]))})
        return [ligne for ligne in lignes if ligne["texte"]]


class FormulaireMotif(AccepteSansVoiesDeRecours, MessagesClairs, forms.Form):
    """The reason of an unfavourable conclusion, as the team will read it; its letter tells of appeals (see Q22)."""

    ancre = "conclusion-defavorable"
    ce_qui_part = "d’annoncer cette conclusion"
    motif = forms.CharField(
        label="Motif communiqué à la structure candidate",
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 4}),
    )


class FormulaireVisa(AccepteSansVoiesDeRecours, MessagesClairs, forms.Form):
    """A second agent's agreement: it asks nothing, save when a letter would leave without a word on appeals (see Q22)."""

    ce_qui_part = "d’annoncer cette conclusion"


class FormulaireRenvoi(MessagesClairs, forms.Form):
    """Why a proposal is sent back: its author reads it on the page of the examination, as do all those who prepare."""

    raison = forms.CharField(
        label="Raison du renvoi",
        max_length=4000,
        help_text="Lue par les agents et l’opérateur, jamais par la structure candidate.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 3}),
    )


def placer(empechements, examen, motif):
    """Put each reason of a refusal beside the point or the field that it concerns; an acte found them, not the forms."""
    for empechement in empechements:
        champ = "raison" if empechement.code == "raison_requise" else "verdict"
        for point in empechement.points:
            examen.add_error(f"{point.code}.{champ}", empechement.phrase(point))
        if (champ := A_LA_CONCLUSION.get(empechement.code)) in motif.fields:
            if not motif.has_error(champ):
                motif.add_error(champ, empechement.phrase())
        elif not empechement.points:
            motif.add_error(None, empechement.phrase())
