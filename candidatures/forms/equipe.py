"""Inviting somebody to the team, changing a right, lending the dossier to read."""

from django import forms

from amihr.socle.formulaires import MessagesClairs
from candidatures.regles.droits import DROITS


class FormulaireInvitation(MessagesClairs, forms.Form):
    courriel = forms.EmailField(
        label="Adresse de courriel",
        widget=forms.EmailInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
    )
    droit = forms.ChoiceField(label="Ce que la personne pourra faire", choices=DROITS, widget=forms.RadioSelect())


class FormulaireDroit(MessagesClairs, forms.Form):
    droit = forms.ChoiceField(label="Droit", choices=DROITS, widget=forms.Select(attrs={"class": "form-select"}))


class FormulairePartage(MessagesClairs, forms.Form):
    """For whom a read-only link is, and how long it lasts."""

    pour_qui = forms.CharField(
        label="Pour qui",
        max_length=120,
        help_text="Par exemple « Maître Durand, avocate ». Ce nom n’est lu que par l’équipe.",
        widget=forms.TextInput(attrs={"class": "form-control"}),
    )
    jours = forms.TypedChoiceField(
        label="Le lien s’ouvre pendant",
        coerce=int,
        choices=[(1, "1 jour"), (7, "7 jours"), (30, "30 jours")],
        widget=forms.RadioSelect(),
    )


class FormulaireSuppression(MessagesClairs, forms.Form):
    """Deleting what others have written too is confirmed by a box of its own."""

    confirme = forms.BooleanField(
        label="Je confirme la suppression, y compris de ce que ces personnes ont écrit et joint",
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": "Cochez cette case pour supprimer le brouillon, ou revenez au dossier."},
    )
