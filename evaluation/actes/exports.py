"""Exports of results: made by the worker, forgotten after a day. Asking for one is ``demande_d_export``."""

from functools import partial

from django.db import connection, transaction

from amihr import horloge
from amihr.fichiers.rangement import effacer, produire, produire_chacun
from amihr.journal.chaine import acte, inscrire
from evaluation.documents.tableurs import TYPES, tableur
from evaluation.lectures.exports import exports_a_produire, exports_perimes, resultats_exportes
from evaluation.models import Export


def _photographier(export):
    """Read the results in one REPEATABLE READ snapshot: a note submitted meanwhile is wholly in, or wholly out."""
    with transaction.atomic(durable=True):
        with connection.cursor() as curseur:
            curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        instant = horloge.instant_de_la_base()  # the first reading: the snapshot is taken here
        return instant, *resultats_exportes(export.par, export.edition, instant)


@acte
def attacher_l_export(export, fichier, *, instantane_le, grille, candidatures, empreinte, instant):
    """Give an export its file, once. Effects, in order: file and stamp, journal. Tells whether it was the first."""
    attaches = Export.objects.filter(pk=export.pk, fichier=None).update(
        fichier=fichier, instantane_le=instantane_le, grille=grille, candidatures=candidatures, empreinte=empreinte
    )
    if attaches:
        inscrire(
            "export.produit",
            par=export.par,
            objet=export,
            instant=instant,
            empreinte=empreinte,
            sha256=fichier.sha256,
            dossiers=len(candidatures),
            grille=grille.numero,
        )
    return bool(attaches)


def produire_les_exports(instant):
    """Make the exports that were asked for, and erase the bytes of those whose day is over. Returns how many were made."""
    produits = produire_chacun(exports_a_produire(instant), partial(_produire, instant=instant))
    for export in exports_perimes(instant):
        with transaction.atomic():
            effacer(export.fichier, instant=instant)
    return produits


def _produire(export, instant):
    instantane_le, grille, candidatures, contenu = _photographier(export)
    nom = f"resultats-{horloge.paris(instantane_le):%Y-%m-%d-%Hh%M}.{export.format}"
    attacher = partial(
        attacher_l_export,
        export,
        instantane_le=instantane_le,
        grille=grille,
        candidatures=candidatures,
        empreinte=contenu["empreinte"],
        instant=instant,
    )
    octets = tableur(export.format, contenu)
    return produire(octets, attacher, nom=nom, type_mime=TYPES[export.format], instant=instant)
