"""Asking for one's booklet, apart from making it: a web worker never loads what writes PDF."""

from amihr import horloge
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.livret import siege_verrouille
from evaluation.lectures.mission import certifiee_le
from evaluation.models import Livret
from evaluation.models.livret import DUREE


@acte
def demander_un_livret(siege, *, par, avec_marges=False):
    """Ask for an offline copy of what a member reads; the worker makes it, in the place of the former one.

    ``avec_marges``: with their own notes in the margin.

    Effects, in order: former copy ended, Livret, journal. Raises ``Http404`` without a seat, ``ActeRefuse``:
    ``copies_detruites``, ``livret_en_cours``, ``livret_sans_grille``.
    """
    instant = horloge.instant_de_la_base()
    siege = siege_verrouille(siege, par)
    exiger_trouve(siege is not None)
    exiger(certifiee_le(siege) is None, "copies_detruites")
    exiger(not Livret.objects.a_produire(instant).filter(membre=siege).exists(), "livret_en_cours")
    exiger(grille_lue(siege.edition) is not None, "livret_sans_grille")
    Livret.objects.en_cours(instant).filter(membre=siege).update(expire_le=instant)
    livret = Livret.objects.create(membre=siege, demande_le=instant, expire_le=instant + DUREE, avec_marges=avec_marges)
    inscrire("livret.demande", par=par, objet=livret, instant=instant)
    return livret
