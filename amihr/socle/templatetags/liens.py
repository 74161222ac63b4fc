"""The tag {% url %}, which keeps a reader inside the edition that the address names."""

from django import template
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as url_de_django

from amihr.socle.liens import prefixer

register = template.Library()


class NoeudUrl(URLNode):
    """Django's tag, then the edition's prefix; a name that does not resolve still raises."""

    def render(self, context):
        chemin = super().render(context)
        if self.asvar is None:
            return prefixer(chemin)
        # Empty when the name does not resolve, which {% url … as … %} allows.
        context[self.asvar] = context[self.asvar] and prefixer(context[self.asvar])
        return ""


@register.tag
def url(parser, token):
    """Same grammar as Django's own {% url %}."""
    noeud = url_de_django(parser, token)
    return NoeudUrl(noeud.view_name, noeud.args, noeud.kwargs, noeud.asvar)
