"""A form with each kind of field, for the drawing of fields."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from django import forms

from amihr.socle.formulaires import MessagesClairs

OPTIONS = [("a", "Start-up"), ("b", "PME"), ("c", "Institut de recherche")]


class Echantillon(MessagesClairs, forms.Form):
    """One field of each kind."""

    nom = forms.CharField(label="Nom de la structure", max_length=150)
    siret = forms.RegexField(
        r"^\d{14}$", label="SIRET de l’établissement", help_text="14 chiffres, par exemple 130 025 265 00013",
        error_messages={"invalid": "Le SIRET doit comporter 14 chiffres : vous en avez saisi 11"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 20}),
    )  # fmt: skip
    resume = forms.CharField(
        label="Résumé", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="500 caractères au plus"
    )
    choix = forms.ChoiceField(label="Type de structure", choices=OPTIONS, widget=forms.RadioSelect)
    liste = forms.ChoiceField(label="Thématique", choices=OPTIONS)
    plusieurs = forms.MultipleChoiceField(
        label="Données exploitées", choices=OPTIONS, widget=forms.CheckboxSelectMultiple, required=False
    )
    piece = forms.FileField(label="Extrait Kbis", help_text="PDF, 10 Mo au plus")
    accord = forms.BooleanField(label="J’accepte le règlement de l’appel")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["siret"].article = "B.1"
        self.helper = FormHelper()
        self.helper.form_action = "#resume"
        self.helper.layout = Layout(
            Fieldset("La structure", "nom", "siret", "resume", "choix"), Row("liste"), "plusieurs", "piece", "accord"
        )
        self.helper.add_input(Submit("enregistrer", "Enregistrer la structure"))
