"""The template of the dossier in files, made by the worker."""

from functools import partial

from amihr.fichiers.rangement import produire, produire_chacun, supprimer
from amihr.journal.chaine import acte, inscrire
from evaluation.documents.trame import TYPES, document_de_la_trame
from evaluation.lectures.trame import empreinte_de, trames_a_produire
from evaluation.models import Trame


@acte
def attacher_la_trame(edition, format_, fichier, *, empreinte, instant):
    """Give an edition its file in one format, in the place of the former one, which is forgotten.

    Effects, in order: file, former file, journal. Tells whether it was the first to say this.
    """
    faits = {"empreinte": empreinte, "fichier": fichier, "produite_le": instant}
    trame, est_nouvelle = Trame.objects.select_for_update(of=("self",)).get_or_create(
        edition=edition, format=format_, defaults=faits
    )
    if not est_nouvelle:
        if trame.empreinte == empreinte:
            return False
        ancien = trame.fichier
        Trame.objects.filter(pk=trame.pk).update(**faits)
        supprimer(ancien)
    inscrire("trame.produite", par=None, objet=edition, instant=instant, format=str(format_), sha256=fichier.sha256)
    return True


def produire_les_trames(instant):
    """Make the files that are missing or no longer true. Returns how many were made."""
    return produire_chacun(trames_a_produire(instant), partial(_produire, instant=instant))


def _produire(due, instant):
    edition, format_, trame = due
    attacher = partial(attacher_la_trame, edition, format_, empreinte=empreinte_de(trame), instant=instant)
    return produire(
        document_de_la_trame(format_, edition, trame),
        attacher,
        nom=f"modele-de-dossier-{edition.slug}.{format_}",
        type_mime=TYPES[format_],
        instant=instant,
    )
