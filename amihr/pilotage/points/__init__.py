"""The checklist of « Prêt à ouvrir »: what must be there before a call opens, what deserves a look."""

from amihr.pilotage import fichier

from . import dates, moyens, textes
from .commun import A_VOIR, BON, MANQUE, Point
from .dates import avertissements_du_report, points_des_dates
from .moyens import engagements

__all__ = [
    "A_VOIR",
    "BON",
    "MANQUE",
    "Point",
    "avertissements_du_report",
    "engagements",
    "points",
    "points_des_dates",
]


def points(edition, personne, instant, attendus=None):
    """Return the ``Point`` of the checklist, in the order of the call, over what ``personne`` may count.

    ``attendus``: how many dossiers are expected; else those already filed are counted.
    """
    ecrits = dict(edition.textes.order_by("code").values_list("code", "contenu"))
    document = fichier.document(edition)
    return [
        textes.reglement(edition),
        engagements(edition),
        *textes.textes(ecrits, document),
        textes.relecture(edition, document),
        textes.nombres(document),
        textes.contact(edition),
        textes.prefixe(edition),
        textes.aide(ecrits),
        moyens.expediteur(),
        dates.questions(edition),
        dates.cloture(edition),
        dates.jours(edition),
        dates.ordre(edition, instant),
        dates.commission_apres(edition),
        dates.declarations(edition),
        dates.lecture(edition, personne, instant, attendus),
        moyens.poids(edition),
        moyens.membres(edition),
        moyens.repetition(edition),
        moyens.cachet(),
        *moyens.sauvegardes(instant),
        textes.accessibilite(ecrits),
    ]
