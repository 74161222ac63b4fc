"""The PDF of drafts, made by the worker, forgotten after a day."""

from functools import partial

from django.db import transaction

from amihr import horloge
from amihr.fichiers.rangement import produire, produire_chacun
from candidatures.documents.apercu import apercu_du_dossier
from candidatures.lectures.apercus import apercus_a_produire, apercus_perimes, dossier_a_imprimer
from candidatures.models import ApercuDuDossier

from .demande_d_apercu import oublier_l_apercu


def attacher_l_apercu(apercu, fichier, *, empreinte):
    """Give a PDF its file, once, with the hash of what it says: the draft may have moved since it was asked for."""
    return bool(ApercuDuDossier.objects.filter(pk=apercu.pk, fichier=None).update(fichier=fichier, empreinte=empreinte))


def produire_les_apercus(instant):
    """Forget the PDF whose day is over, then make those that are waited for. Returns how many were made."""
    for perime in apercus_perimes(instant):
        with transaction.atomic():
            oublier_l_apercu(perime.candidature_id)
    return produire_chacun(apercus_a_produire(), partial(_produire, instant=instant))


def _produire(apercu, instant):
    imprime = dossier_a_imprimer(apercu.candidature)
    octets = apercu_du_dossier(imprime, instant)
    attacher = partial(attacher_l_apercu, apercu, empreinte=imprime.empreinte)
    nom = f"{apercu.candidature.reference}-{horloge.paris(instant):%Y-%m-%d-%Hh%M}.pdf"
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)
