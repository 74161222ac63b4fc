"""What staff writes as news of the call."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

CONTROLE = {"class": "form-control"}


class FormulaireActualite(MessagesClairs, forms.Form):
    """A title and a text, read by all."""

    titre = forms.CharField(label="Titre", max_length=150, widget=forms.TextInput(attrs=CONTROLE))
    texte = forms.CharField(
        label="Texte",
        max_length=10_000,
        help_text=(
            "Paragraphes séparés par une ligne vide, «\u00a0- \u00a0» pour une liste, [mots](https://adresse) pour un lien. "
            "N’écrivez rien qui ne vaille pour tous."
        ),
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 10}),
    )
