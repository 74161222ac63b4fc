"""Conclusions proposed to a second agent, on dossiers already authorised."""

from candidatures.models import PropositionDeConclusion


def propositions_de(candidature):
    """Return the proposals of a candidature, latest first, with who proposed and who answered."""
    propositions = PropositionDeConclusion.objects.filter(candidature=candidature).select_related("par", "close_par")
    return list(propositions.order_by("-instant", "pk"))


def derniere_proposition(candidature, examen):
    """Return the latest proposal of one examination, waiting or closed, or ``None``."""
    return next((p for p in propositions_de(candidature) if p.examen == examen), None)
