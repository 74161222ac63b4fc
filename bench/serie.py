"""The whole series, step by step; what is not asked for is prepared all the same and not measured."""

from . import banc, calculs, donnees, pages, ruee
from .mesure import Visiteur, mesurer, resultat

DOSSIERS_EN_PLUS = 3_000
CIBLES_DU_CATALOGUE = {100: (4, 4), 2_000: (3, 2.5)}
CIBLES_DU_CLASSEMENT_MS = {pages.EN_COMMISSION: 25, DOSSIERS_EN_PLUS: 800}


def mesures(voulues):
    """Yield the results asked for (all of them when `voulues` is empty), in the order of the call."""

    def demandee(nom):
        return not voulues or nom.split()[0] in voulues

    monde = donnees.fonder()
    with banc.site() as (port, serveur):
        for etape in _etapes(monde, demandee, port, serveur):
            for charge, session in etape:
                if session is None:
                    yield charge
                elif demandee(charge.nom):
                    yield mesurer(charge, Visiteur(port, session), banc.DOSSIER / "pages")
        if demandee("P20"):
            yield _memoire(serveur)


def _etapes(monde, demandee, port, serveur):
    """The steps of the call: each yields (workload, session), or (result, None) for what is not a page."""
    yield pages.pendant_l_appel(monde)
    if demandee("P13"):
        yield ((ligne, None) for ligne in ruee.mesurer(monde, port, serveur))
    if demandee("P16"):
        yield [(calculs.accuse(), None)]
    yield pages.en_commission(monde)
    if demandee("P9"):
        yield _classements(monde)
    yield pages.apres_publication(monde, CIBLES_DU_CATALOGUE)
    if demandee("P22"):
        yield [(calculs.journal(), None)]


def _classements(monde):
    for dossiers, cible in CIBLES_DU_CLASSEMENT_MS.items():
        if dossiers > pages.EN_COMMISSION:
            donnees.ouvrir_l_evaluation(dossiers)
            donnees.noter(pages.EN_COMMISSION + 1, dossiers)
        yield calculs.classement(monde, dossiers, cible, fois=4 if dossiers > pages.EN_COMMISSION else 15), None


def _memoire(serveur):
    memoire, pango = banc.memoire_des_ouvriers(serveur)
    return resultat("P20 mémoire d’un ouvrier web", "fin de série", {"memoire_mo": memoire, "pango": pango},
                    {"memoire_mo": 120, "pango": 0})  # fmt: skip
