"""Asking for an export, apart from making it: a web worker never loads what writes workbooks."""

from amihr import horloge
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from evaluation.lectures.secretariat import exporte_les_resultats
from evaluation.models import Export, Format
from evaluation.models.export import DUREE


@acte
def demander(edition, format_, *, par):
    """Ask for an export of the results that ``par`` may see; the worker makes it.

    Effects, in order: Export, journal. Raises ``Http404`` for anybody but an agent who does not sit,
    ``ActeRefuse("export_en_cours")``.
    """
    instant = horloge.instant_de_la_base()
    exiger_trouve(exporte_les_resultats(par, edition) and format_ in Format.values)
    en_cours = Export.objects.a_produire(instant).filter(edition=edition, par=par, format=format_)
    exiger(not en_cours.exists(), "export_en_cours")
    export = Export.objects.create(
        edition=edition, par=par, format=format_, demande_le=instant, expire_le=instant + DUREE
    )
    inscrire("export.demande", par=par, objet=export, instant=instant, format=format_)
    return export
