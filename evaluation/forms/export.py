"""Asking for an export."""

from django import forms

from amihr.socle.formulaires import MessagesClairs

FORMATS = (
    ("xlsx", "Classeur XLSX : la grille, chaque note, les moyennes, le classement"),
    ("csv", "Tableau CSV : une note par ligne"),
)


class FormulaireExport(MessagesClairs, forms.Form):
    format = forms.ChoiceField(label="Format", choices=FORMATS, initial="xlsx", widget=forms.RadioSelect)
