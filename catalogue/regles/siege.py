"""Where a holder has its head office, as far as the catalogue tells it."""

from amihr.territoires.regions import departement_de_la_commune, departement_ecrit, region_du_departement


def departement_du_siege(*, code_commune="", code_departement="", commune=""):
    """Return the département of a head office: from the commune's INSEE code first, else as written; "" if unknown."""
    return departement_de_la_commune(code_commune) or code_departement or departement_ecrit(commune)


def est_du_territoire(territoire, departement):
    """Tell whether a head office stands in the région of the call.

    R16: a piece of information and a facet of the catalogue, never an exclusion nor a note (see Q3).
    """
    region = territoire.get("region", "")
    return bool(region) and region_du_departement(departement) == region


def siege_affiche(commune, departement):
    """Return « Montreuil (93) »: the commune, with its département unless it is already written."""
    if not commune or not departement or departement_ecrit(commune):
        return commune
    return f"{commune} ({departement})"
