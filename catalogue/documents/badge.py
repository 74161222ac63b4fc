"""The badge of one label, as it stands: from what a lecture found to the drawing."""

from amihr.socle.codes import ecrire

from .macaron import Macaron, Mots, macaron_png, macaron_svg

FORMATS = {"svg": macaron_svg, "png": macaron_png}


def macaron_de(lu, racine, titulaire=""):
    """Return the ``Macaron`` of a label read by ``lectures.labels``; ``racine``: the site's address.

    ``titulaire`` names a member of the consortium instead of the lead: each gets one (see Q30).
    """
    label = lu.label
    return Macaron(
        mots=Mots.de(label.edition.macaron, label.est_coup_de_coeur),
        solution=label.solution,
        titulaire=titulaire or label.titulaire,
        millesime=str(label.edition.annee),
        debut=label.debut,
        fin=label.fin,
        code=label.code,
        adresse=f"{racine}/verifier/{ecrire(label.code)}/",
        est_coup_de_coeur=label.est_coup_de_coeur,
        etat=lu.etat,
        retire_le=lu.retire_le,
    )


def octets_du_macaron(macaron, format_):
    """Return the bytes of a badge in one format."""
    return FORMATS[format_](macaron)
