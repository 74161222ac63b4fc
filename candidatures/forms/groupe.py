"""Several controls under one title: the rows of a list, a row, the years of a forecast."""

from crispy_forms.layout import LayoutObject
from django.template.loader import render_to_string


class Groupe(LayoutObject):
    """Draws its fields, or other groups, through `candidatures/groupe.html`; `contexte` is what that template reads.

    Crispy's own Fieldset compiles its title as a template: a title here comes from the edition's file and is escaped.
    """

    template = "candidatures/groupe.html"

    def __init__(self, *champs, **contexte):
        self.fields = list(champs)
        self.contexte = contexte

    def render(self, form, context, template_pack=None, **options):
        champs = self.get_rendered_fields(form, context, template_pack, **options)
        return render_to_string(self.template, self.contexte | {"champs": champs})


class Ajout(LayoutObject):
    """Draws, after a question, a template that reads `contexte`: no field of the form."""

    def __init__(self, gabarit, **contexte):
        self.gabarit, self.contexte = gabarit, contexte

    def render(self, form, context, template_pack=None, **options):
        return render_to_string(self.gabarit, self.contexte)
