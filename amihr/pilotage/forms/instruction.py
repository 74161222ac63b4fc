"""Examining a dossier point by point, and concluding."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms

from amihr.editions.recours import AccepteSansVoiesDeRecours
from amihr.socle.formulaires import MessagesClairs
from amihr.socle.textes import date_heure
from candidatures.forms.groupe import Groupe
from candidatures.regles.points_montres import ENREGISTREE, SAISIE, confronter, empreinte

# The field of the conclusion that each reason of a refusal concerns.
A_LA_CONCLUSION = {"motif_requis": "motif", "voies_de_recours": "sans_voies_de_recours"}
VERDICTS = (("conforme", "Conforme"), ("non_conforme", "Non conforme"), ("sans_objet", "Sans objet"))


class PointExamine(Groupe):
    """One point: what there is to judge, then its verdict and its reason."""

    template = "pilotage/point.html"


class FormulaireExamen(MessagesClairs, forms.Form):
    """One verdict and one reason a point; ``points()`` gives those that were answered.

    ``examines``: ``{code: what is saved}``. What is typed is never drawn without what somebody saved since its page was:
    ``conflits`` for the points changed on both sides, ``repris`` for those whose saved version takes the place of what the
    page showed. Both are ``{code: what is saved}``, filled by ``rapprocher()``.
    """

    def __init__(self, points, examines, *, data=None, **options):
        self.points_a_examiner, self.examines = points, examines
        super().__init__(data=None if data is None else self._choisi(data), **options)
        self.conflits, self.repris = {}, {}
        for point in points:
            verdict, deja = f"{point.code}.verdict", examines.get(point.code)
            self.fields[verdict] = self._verdict(point, deja)
            self.fields[f"{point.code}.raison"] = self._raison(deja, verdict)

    def montrer(self, faits, reference, *, lit_les_complements, lecteur):
        """Draw each point beside its ``Faits``, by code: what there is to judge in the dossier of that reference."""
        self.helper = FormHelper()
        self.helper.form_tag = False
        montrees = self.montrees()
        self.helper.layout = Layout(
            *(
                PointExamine(
                    f"{point.code}.verdict",
                    f"{point.code}.raison",
                    point=point,
                    faits=faits[point.code],
                    reference=reference,
                    lit_les_complements=lit_les_complements,
                    montree=montrees[point.code],
                    conflit=self.conflits.get(point.code),
                    contre=empreinte(*self._enregistre(point.code)),
                    lecteur=lecteur,
                )
                for point in self.points_a_examiner
            )
        )

    def montrees(self):
        """Return what the page shows of each point: ``{code: empreinte}``; of one that comes back, what it showed."""
        if self.is_bound:
            return {point.code: self.data.get(f"{point.code}.montree", "") for point in self.points_a_examiner}
        return {point.code: empreinte(*self._enregistre(point.code)) for point in self.points_a_examiner}

    def rapprocher(self):
        """Set what is typed beside what is saved, before it is drawn again."""
        if not self.is_bound:
            return
        saisis = {
            p.code: self._tape(self.data, p.code) for p in self.points_a_examiner if self._tape(self.data, p.code)[0]
        }
        actuels = {code: self._enregistre(code) for code in self.examines}
        vus = confronter(saisis, actuels, self.montrees())
        self.conflits = {code: self.examines[code] for code in vus.conflits}
        self.repris = {code: self.examines[code] for code in vus.ailleurs}
        for code in vus.ailleurs:
            self._ecrire(self.data, code, *actuels[code], montree=empreinte(*actuels[code]))

    def signaler_les_conflits(self, lecteur):
        """Say beside each point changed on both sides that a version must be chosen."""
        self.is_valid()
        for point in self.points_a_examiner:
            if autre := self.conflits.get(point.code):
                dit = f"«\u00a0{point.libelle}\u00a0» a été changé {par_qui(autre, lecteur)}\u00a0: choisissez la version à garder."
                self.add_error(f"{point.code}.verdict", dit)

    def changes(self):
        """Return ``[(Point, what is saved, whether both versions are shown)]`` of what others changed, in page order.

        Without the points that have their own error, which the summary of the page lists.
        """
        tous = self.conflits | self.repris
        return [
            (point, tous[point.code], point.code in self.conflits)
            for point in self.points_a_examiner
            if point.code in tous and not self.has_error(f"{point.code}.verdict")
        ]

    def a_renvoyer(self):
        """Return the fields that the page of confirmation sends again, once the points are saved: what it showed is that."""
        envoyes = self.data.copy()
        for point in self.points_a_examiner:
            envoyes[f"{point.code}.montree"] = empreinte(*self._tape(envoyes, point.code))
            for choix in ("garde", "contre"):  # made, and saved: it holds against nothing more
                envoyes.pop(f"{point.code}.{choix}", None)
        return [(nom, valeur) for nom, valeur in envoyes.items() if nom != "csrfmiddlewaretoken"]

    def _choisi(self, data):
        """Return what was sent, once its choices between two versions are made: each holds against the version it showed."""
        envoye = data.copy()
        for point in self.points_a_examiner:
            garde, contre = envoye.get(f"{point.code}.garde"), envoye.get(f"{point.code}.contre", "")
            if contre != empreinte(*self._enregistre(point.code)):
                continue  # changed once more: both versions are shown anew
            if garde == SAISIE:
                envoye[f"{point.code}.montree"] = contre
            elif garde == ENREGISTREE:
                self._ecrire(envoye, point.code, *self._enregistre(point.code), montree=contre)
        return envoye

    def _enregistre(self, code):
        point = self.examines.get(code)
        return (point.verdict, point.raison) if point else ("", "")

    @staticmethod
    def _tape(envoye, code):
        return envoye.get(f"{code}.verdict", ""), envoye.get(f"{code}.raison", "")

    @staticmethod
    def _ecrire(envoye, code, verdict, raison, *, montree):
        envoye[f"{code}.verdict"], envoye[f"{code}.raison"], envoye[f"{code}.montree"] = verdict, raison, montree

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
            help_text="Gardée pour un point non conforme ou sans objet. Communiquée à la structure candidate si le point n’est "
            "pas conforme.",
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


def par_qui(point, lecteur):
    """Return by whom and when a point was found so, in words; by oneself, it was on another page."""
    qui = "dans un autre onglet" if point.par_id == lecteur.pk else f"par {point.par}"
    return f"{qui} le {date_heure(point.instant)}"


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
