"""What those who instruct write: an answer in a thread, what of it is published, a note among themselves."""

import uuid

from django import forms

from amihr.socle.formulaires import ChampArticle, MessagesClairs, phrase_de_manque
from candidatures.forms.messages import AU_PLUS, ZONE, FormulaireMessage
from candidatures.regles.messages import LONGUEUR

A_PUBLIER = ("enonce", "article", "texte_public")


class FormulaireReponseAuFil(FormulaireMessage):
    """The answer to the team, and the one that all may read, rewritten (see Q26)."""

    publier = forms.BooleanField(
        label="Publier aussi, anonymisé, dans Questions et réponses",
        required=False,
        help_text="Décochez pour une aide technique, ou pour ce qui ne concerne que ce dossier.",
    )
    enonce = forms.CharField(
        label="La question, telle qu’elle sera publiée",
        max_length=2000,
        required=False,
        help_text="Réécrivez-la\u00a0: retirez tout ce qui permettrait de reconnaître qui l’a posée.",
        widget=forms.Textarea(attrs=ZONE | {"rows": 4}),
    )
    article = ChampArticle(max_length=40, required=False)
    texte_public = forms.CharField(
        label="La réponse, telle qu’elle sera publiée",
        max_length=LONGUEUR,
        required=False,
        help_text="Laissez vide pour publier le message ci-dessus tel quel.",
        widget=forms.Textarea(attrs=ZONE),
    )
    field_order = ("texte", "publier", *A_PUBLIER)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["texte"].label = "Message à l’équipe"
        for nom in ("publier", "enonce"):
            self.fields[nom].facultatif = False
        for nom in A_PUBLIER:
            self.fields[nom].condition = {"code": "publier", "vaut": ["on"]}

    def clean(self):
        lu = super().clean()
        if lu.get("publier") and not lu.get("enonce") and "enonce" not in self.errors:
            self.add_error("enonce", phrase_de_manque(self.fields["enonce"]))
        return lu

    def publication(self):
        """Return what is to be published, or ``None``."""
        lu = self.cleaned_data
        if not lu["publier"]:
            return None
        return {"enonce": lu["enonce"], "article": lu["article"], "texte": lu["texte_public"] or lu["texte"]}


class FormulaireNote(MessagesClairs, forms.Form):
    """A note among those who instruct."""

    texte = forms.CharField(
        label="Nouvelle note",
        max_length=LONGUEUR,
        help_text=f"{AU_PLUS} Une note ne se modifie pas\u00a0: corrigez-la par une autre.",
        widget=forms.Textarea(attrs=ZONE | {"rows": 4}),
    )
    cle = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
