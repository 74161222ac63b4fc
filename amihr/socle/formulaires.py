"""Error sentences that say what to do, for every form of the site."""

import re

from django import forms
from django.core.validators import MaxLengthValidator

from amihr.socle.textes import visible

# The years that people may write: from others, the days after and the ends of terms could not be computed.
ANNEES_ADMISES = (1900, 2999)
AIDE_ARTICLE = "Son numéro seul, par exemple B.2."
MOT_ARTICLE = re.compile(r"^(?:(?:articles?|arts?)\b\.?\s*)+", re.IGNORECASE)
PAR_DEFAUT = forms.Field.default_error_messages["required"]
COURRIEL_MAXIMAL = 254  # what the columns of addresses hold, and what mail carries; Django's forms accept 320
CHOIX_PAR_DEFAUT = forms.ChoiceField.default_error_messages["invalid_choice"]


class Renvoyable:
    """Mixin: a form whose answers another form of the page sends again."""

    def a_renvoyer(self):
        """Return ``[(name, value)]`` of what a page sends again by hidden fields: without ids, which the form itself has."""
        envoyes = [(champ.html_name, champ.value()) for champ in self.visible_fields()]
        listes = [(nom, lu if isinstance(lu, list | tuple) else [lu]) for nom, lu in envoyes]
        return [(nom, valeur) for nom, valeurs in listes for valeur in valeurs if valeur not in (None, "")]


class ChampArticle(forms.CharField):
    """The number of an article: pages write « art. » before it, so what is typed of that word is left out."""

    def __init__(self, **options):
        controle = forms.TextInput(attrs={"class": "form-control c-14"})
        super().__init__(label="Article du règlement", help_text=AIDE_ARTICLE, widget=controle, **options)

    def to_python(self, valeur):
        return MOT_ARTICLE.sub("", super().to_python(valeur))


class MessagesClairs:
    """Mixin: an error says what to do: a required field left empty answers with its label, one too long with its limit.

    The sentence stands alone in the summary at the top of the page, so it must name its control.
    A field that has its own message keeps it. Texts lose first what nobody can see.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for champ in self.fields.values():
            sans_invisibles(champ)
            if champ.error_messages.get("required") == PAR_DEFAUT:
                champ.error_messages["required"] = phrase_de_manque(champ)
            if champ.error_messages.get("invalid_choice") == CHOIX_PAR_DEFAUT:
                champ.error_messages["invalid_choice"] = f"Choisissez une des réponses proposées\u00a0: {citer(champ)}"
            if isinstance(champ, forms.DateField):
                champ.validators.append(exiger_une_annee_admise)
            borner_le_courriel(champ)
            if isinstance(champ, forms.CharField) and champ.max_length:
                champ.error_messages.setdefault(
                    "max_length", f"Le texte dépasse {champ.max_length}\u00a0caractères\u00a0: raccourcissez-le."
                )


def exiger_une_annee_admise(jour):
    """Refuse a day from which others could not be computed, or that is a slip of the keyboard."""
    premiere, derniere = ANNEES_ADMISES
    if not premiere <= jour.year <= derniere:
        raise forms.ValidationError(f"L’année se situe entre {premiere} et {derniere}\u00a0: vérifiez la date.")


def borner_le_courriel(champ):
    """Bound a field of addresses by what is kept of one, whatever the form that has it; other fields are left alone."""
    if isinstance(champ, forms.EmailField):
        champ.max_length = COURRIEL_MAXIMAL
        autres = [juge for juge in champ.validators if not isinstance(juge, MaxLengthValidator)]
        champ.validators = [*autres, MaxLengthValidator(COURRIEL_MAXIMAL)]
        champ.widget.attrs["maxlength"] = str(COURRIEL_MAXIMAL)
        champ.error_messages["max_length"] = (
            f"Une adresse de courriel ne dépasse pas {COURRIEL_MAXIMAL}\u00a0caractères\u00a0: vérifiez celle-ci."
        )


def sans_invisibles(champ):
    """Make a text field drop what nobody can see before it judges; outside of a text area, the text is one line.

    A password keeps each of its signs; other fields are left alone. Returns the field.
    """
    if isinstance(champ, forms.CharField) and not isinstance(champ.widget, forms.PasswordInput):
        convertir, une_ligne = champ.to_python, not isinstance(champ.widget, forms.Textarea)

        def to_python(valeur):
            return convertir(visible(valeur, une_ligne=une_ligne) if isinstance(valeur, str) else valeur)

        champ.to_python = to_python
    return champ


def phrase_de_manque(champ):
    """Return what to do about an empty control: to fill, to choose, to tick or to attach."""
    libelle = citer(champ)
    if isinstance(champ, forms.FileField):
        return f"Joignez le fichier demandé\u00a0: {libelle}"
    if isinstance(champ, forms.BooleanField):
        return f"Cochez la case {libelle}"
    if isinstance(champ, forms.ChoiceField):
        return f"Choisissez une réponse\u00a0: {libelle}"
    return f"Renseignez {libelle}"


def citer(champ):
    """Return the label of a field in French quotation marks."""
    return f"«\u00a0{champ.label}\u00a0»"
