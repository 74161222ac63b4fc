"""One control per type of question. They keep what was typed; the rules say what is wrong with it."""

import re

from django import forms
from django.utils.html import format_html

from amihr.socle.formulaires import sans_invisibles
from amihr.socle.paragraphes import nettoyer
from amihr.socle.textes import MOIS, nombre, replier
from candidatures.regles.reponses import CHIFFRES_AU_PLUS, maximum_de

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
LIGNES = 8
ABREGE = 3  # letters at least
EUROS = re.compile(r"(?<=\d)(€|euros?)$", re.IGNORECASE)
GROUPE_DES = 10_000  # beyond any year


def mois_en_chiffres(mois):
    """Return the number of a month that was written in letters, whole or cut (« mars », « févr. »); else what was typed."""
    ecrit = replier(mois).strip(" .")
    debuts = [rang for rang, nom in enumerate(MOIS, start=1) if len(ecrit) >= ABREGE and replier(nom).startswith(ecrit)]
    return str(debuts[0]) if len(debuts) == 1 else mois.strip()


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
        return f"{annee.strip()}-{mois_en_chiffres(mois).zfill(2)}-{jour.strip().zfill(2)}"


def en_nombre(saisie, genre):
    """Return the integer that was typed, the text itself when it is none, ``None`` when empty.

    Spaces are allowed; « € » or « euros » too at the end of an amount.
    """
    texte = re.sub(r"\s", "", str(saisie or ""))
    if genre == "montant":
        texte = EUROS.sub("", texte)
    if not texte:
        return None
    return int(texte) if re.fullmatch(rf"-?\d{{1,{CHIFFRES_AU_PLUS}}}", texte) else str(saisie)


def _widget(question):
    genre = question["type"]
    if genre == "date":
        return DateEnTroisParties()
    if genre in ("choix_multiple", "cas_usage"):
        return forms.CheckboxSelectMultiple()
    if question.get("deroulant"):
        return forms.Select({"class": "form-select"})
    if genre in ("choix", "oui_non", "thematique"):
        return forms.RadioSelect()
    # What js/compteur.js counts down from; the short codes have errors of their own.
    compte = {"data-caracteres": maximum_de(question)} if genre in (*LONGS, "texte_court") else {}
    if genre in LONGS:
        return _Colle({"class": "form-control", "rows": question.get("lignes") or LIGNES, **compte})
    classes = f"form-control {TAILLES.get(genre, '')}".strip()
    genre_de_controle = _Nombre if genre in ("entier", "montant") else forms.TextInput
    return genre_de_controle({"class": classes, **SAISIE.get(genre, {}), **compte})


def aide_de(question, si=""):
    """Return the hint of a question: when it applies, what it asks, how long it may be.

    ``si`` stands apart, so that the script which hides what does not apply can hide it too.
    """
    aide, limite = question.get("aide") or "", question.get("max")
    if limite and question["type"] in LONGS:
        aide = f"{aide} {nombre(limite)}\u00a0caractères au plus.".strip()
    return format_html("<span data-si>{} </span>{}", si, aide) if si else aide


def champ_de(question, choix, *, si="", article=""):
    """Return the field of one question; it never refuses what was typed.

    ``choix``: as ``choix_proposes`` gives them.
    ``article``: the one that the part already cites; a question says its own only when it is another.
    """
    options = {"label": question["libelle"], "required": False, "help_text": aide_de(question, si)}
    genre = question["type"]
    widget = _widget(question)
    if genre in ("choix_multiple", "cas_usage"):
        champ = _ChoixMultiple(choices=choix, widget=widget, **options)
    elif genre in ("choix", "oui_non", "thematique"):
        proposes = [("", question["deroulant"]), *choix] if question.get("deroulant") else choix
        champ = _Choix(choices=proposes, widget=widget, **options)
    else:
        champ = sans_invisibles(forms.CharField(widget=widget, max_length=LONGUEUR_MAXIMALE, strip=False, **options))
    champ.facultatif = not question.get("obligatoire")
    champ.article = "" if question.get("article") == article else question.get("article", "")
    champ.unite = question.get("unite", "")
    champ.condition = question.get("condition")
    return champ


class _Nombre(forms.TextInput):
    """A large number is shown in groups of three; what was just typed stays as it was."""

    def format_value(self, value):
        return nombre(value) if isinstance(value, int) and value >= GROUPE_DES else super().format_value(value)


class _Colle(forms.Textarea):
    """What is pasted keeps its lists: their private signs are read before what nobody can see is dropped."""

    def value_from_datadict(self, donnees, fichiers, nom):
        saisi = super().value_from_datadict(donnees, fichiers, nom)
        return nettoyer(saisi) if isinstance(saisi, str) else saisi


class _Choix(forms.ChoiceField):
    def valid_value(self, value):
        return True


class _ChoixMultiple(forms.MultipleChoiceField):
    def valid_value(self, value):
        return True
