"""One control per type of question. They keep what was typed; the rules say what is wrong with it."""

import re

from django import forms

TAILLES = {"siren": "c-14", "siret": "c-14", "entier": "c-7", "montant": "c-14", "telephone": "c-14"}
SAISIE = {
    "siren": {"inputmode": "numeric"},
    "siret": {"inputmode": "numeric"},
    "entier": {"inputmode": "numeric"},
    "montant": {"inputmode": "numeric"},
    "courriel": {"type": "email", "autocomplete": "email", "spellcheck": "false"},
    "telephone": {"type": "tel", "autocomplete": "tel"},
    "url": {"inputmode": "url", "spellcheck": "false"},
    "url_video": {"inputmode": "url", "spellcheck": "false"},
}
LONGS = ("texte_long", "memoire")
LONGUEUR_MAXIMALE = 200_000
PETIT_TEXTE = 500


class DateEnTroisParties(forms.MultiWidget):
    """Day, month, year: three short controls, as people write a date."""

    use_fieldset = True
    template_name = "candidatures/widgets/date.html"

    def __init__(self, attrs=None):
        parties = [forms.TextInput({"inputmode": "numeric", "class": "form-control num c-7"}) for _ in range(3)]
        super().__init__({"jour": parties[0], "mois": parties[1], "annee": parties[2]}, attrs)

    def decompress(self, valeur):
        annee, mois, jour = [*str(valeur or "").split("-"), "", "", ""][:3]
        return [jour.lstrip("0"), mois.lstrip("0"), annee]

    def value_from_datadict(self, donnees, fichiers, nom):
        jour, mois, annee = (partie or "" for partie in super().value_from_datadict(donnees, fichiers, nom))
        if not (jour or mois or annee):
            return ""
        return f"{annee.strip()}-{mois.strip().zfill(2)}-{jour.strip().zfill(2)}"


def en_nombre(saisie):
    """Return the integer that was typed (spaces allowed), the text itself when it is none, ``None`` when empty."""
    texte = re.sub(r"\s", "", str(saisie or ""))
    if not texte:
        return None
    return int(texte) if re.fullmatch(r"-?\d{1,15}", texte) else str(saisie)


def _widget(question, choix):
    genre, maximum = question["type"], question.get("max")
    if genre == "date":
        return DateEnTroisParties()
    if genre in ("choix_multiple", "cas_usage"):
        return forms.CheckboxSelectMultiple()
    if genre in ("choix", "oui_non", "thematique"):
        return forms.RadioSelect()
    if genre in LONGS:
        lignes = 5 if maximum and maximum <= PETIT_TEXTE else 12
        return forms.Textarea({"class": "form-control", "rows": lignes})
    classes = f"form-control {TAILLES.get(genre, '')}".strip()
    return forms.TextInput({"class": classes, **SAISIE.get(genre, {})})


def _aide(question, si):
    phrases = [si, question.get("aide") or ""]
    if question.get("max") and question["type"] in (*LONGS, "texte_court"):
        phrases.append(f"{question['max']} caractères au plus.".replace(" ", "\u00a0", 1))
    return " ".join(phrase for phrase in phrases if phrase)


def champ_de(question, choix, si=""):
    """Return the field of one question; it never refuses what was typed."""
    options = {"label": question["libelle"], "required": False, "help_text": _aide(question, si)}
    genre = question["type"]
    widget = _widget(question, choix)
    if genre in ("choix_multiple", "cas_usage"):
        champ = _ChoixMultiple(choices=list(choix.items()), widget=widget, **options)
    elif genre in ("choix", "oui_non", "thematique"):
        champ = _Choix(choices=list(choix.items()), widget=widget, **options)
    else:
        champ = forms.CharField(widget=widget, max_length=LONGUEUR_MAXIMALE, strip=False, **options)
    champ.facultatif = not question.get("obligatoire")
    champ.article = question.get("article", "")
    champ.unite = question.get("unite", "")
    return champ


class _Choix(forms.ChoiceField):
    def valid_value(self, value):
        return True


class _ChoixMultiple(forms.MultipleChoiceField):
    def valid_value(self, value):
        return True
