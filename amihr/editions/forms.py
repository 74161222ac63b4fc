"""The questions of « Suis-je concerné ? », made from the conditions of the call."""

from django import forms

from amihr.editions.eligibilite import INCERTAIN, NON, OUI
from amihr.socle.formulaires import MessagesClairs

REPONSES = ((OUI, "Oui"), (NON, "Non"), (INCERTAIN, "Je ne sais pas"))


class FormulaireEligibilite(MessagesClairs, forms.Form):
    """One question a condition."""

    def __init__(self, conditions, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for condition in conditions:
            champ = forms.ChoiceField(
                label=condition["libelle"],
                help_text=condition.get("aide", ""),
                choices=REPONSES,
                widget=forms.RadioSelect,
            )
            champ.article = condition["article"]
            champ.error_messages["required"] = f"Choisissez une réponse\u00a0: «\u00a0{condition['libelle']}\u00a0»"
            self.fields[condition["code"]] = champ
