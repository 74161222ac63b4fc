"""Two dossiers of a ranking whose order one asks about."""

from django import forms

from amihr.socle.formulaires import MessagesClairs


class FormulairePaire(MessagesClairs, forms.Form):
    """Two choices among the lines that the reader sees: a dossier that is hidden is as unknown as one that does not exist."""

    premier = forms.ChoiceField(label="Un dossier", widget=forms.Select(attrs={"class": "form-select"}))
    second = forms.ChoiceField(label="Et un autre", widget=forms.Select(attrs={"class": "form-select"}))

    def __init__(self, lignes, *args, **options):
        super().__init__(*args, **options)
        choix = [(ligne.candidature.reference, _nom(ligne)) for ligne in lignes]
        for champ, defaut in zip(self.fields.values(), choix, strict=False):
            champ.choices, champ.initial = choix, defaut[0]

    def clean(self):
        lus = super().clean()
        if "premier" in lus and lus["premier"] == lus.get("second"):
            self.add_error("second", "Choisissez deux dossiers différents.")
        return lus


def _nom(ligne):
    return f"{ligne.rang}. {ligne.candidature.titre}, {ligne.candidature.reference}"
