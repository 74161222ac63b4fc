"""What visitors answer, ask and give: « Suis-je concerné ? », a question about the call, an address for its news."""

from django import forms

from amihr.editions.eligibilite import INCERTAIN, NON, OUI
from amihr.socle.formulaires import MessagesClairs

REPONSES = ((OUI, "Oui"), (NON, "Non"), (INCERTAIN, "Je ne sais pas"))


class FormulaireEligibilite(MessagesClairs, forms.Form):
    """One question a condition."""

    def __init__(self, conditions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for condition in conditions:
            question = condition.get("question") or condition["libelle"]
            champ = forms.ChoiceField(
                label=question,
                help_text=condition.get("aide", ""),
                choices=REPONSES,
                widget=forms.RadioSelect,
            )
            champ.article = condition["article"]
            champ.error_messages["required"] = f"Choisissez une réponse\u00a0: «\u00a0{question}\u00a0»"
            self.fields[condition["code"]] = champ


class FormulaireQuestion(MessagesClairs, forms.Form):
    """What somebody asks about the call; who is signed in is answered at their own address."""

    texte = forms.CharField(
        label="Votre question",
        max_length=2000,
        help_text="N’écrivez rien de confidentiel\u00a0: la question peut être publiée, sans votre nom.",
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}),
    )
    article = forms.CharField(
        label="Article du règlement",
        max_length=40,
        required=False,
        help_text="Par exemple «\u00a0B.2\u00a0».",
        widget=forms.TextInput(attrs={"class": "form-control c-14"}),
    )
    courriel = forms.EmailField(
        label="Adresse où recevoir la réponse",
        help_text="Elle ne sert qu’à vous répondre\u00a0: ni l’équipe de l’appel ni le public ne la voient.",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
    )

    def __init__(self, *args, personne=None, **options):
        super().__init__(*args, **options)
        if personne is not None:
            del self.fields["courriel"]


class FormulaireAbonnement(MessagesClairs, forms.Form):
    """An address that wants the news of the call."""

    courriel = forms.EmailField(
        label="Votre adresse de courriel",
        help_text="Elle ne sert qu’à envoyer les actualités de cet appel. Chaque courriel permet d’arrêter en un clic.",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "email"}),
    )
