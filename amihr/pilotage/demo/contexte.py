"""Context processor of the demonstration: its banner, and the bar of the tour."""

from dataclasses import dataclass

from amihr.pilotage.demo.visite import ETAPES, Vue, vues

TEMOIN_DE_VISITE = "demo_visite"


@dataclass(frozen=True)
class Bandeau:
    """What every page shows in the demonstration."""

    vue: Vue | None
    etapes: int = ETAPES


def demonstration(request):
    """Promise `demonstration` to every template; nothing is queried."""
    return {"demonstration": Bandeau(vue_en_cours(request))}


def vue_en_cours(request):
    """The view that this browser's tour stands at, or None. The rank given by the page itself wins over the cookie."""
    rang = getattr(request, "vue_de_la_visite", None) or request.COOKIES.get(TEMOIN_DE_VISITE, "")
    connues = vues()
    return connues[int(rang)] if str(rang).isdigit() and int(rang) < len(connues) else None
