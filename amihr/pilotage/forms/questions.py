"""What staff writes in answer to a question."""

from django import forms

from amihr.socle.formulaires import ChampArticle, MessagesClairs

CONTROLE = {"class": "form-control"}


class FormulaireReponse(MessagesClairs, forms.Form):
    """The question as all may read it, and the answer."""

    enonce = forms.CharField(
        label="La question, telle qu’elle sera publiée",
        max_length=2000,
        help_text="Retirez tout ce qui permettrait de reconnaître qui l’a posée.",
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 4}),
    )
    article = ChampArticle(max_length=40, required=False)
    texte = forms.CharField(
        label="Réponse",
        max_length=10_000,
        help_text="Paragraphes séparés par une ligne vide.",
        widget=forms.Textarea(attrs=CONTROLE | {"rows": 10}),
    )
