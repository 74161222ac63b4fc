"""Booklets, made by the worker for one member, then erased: after an hour, or as soon as one dossier in it is closed."""

from functools import partial

from django.db import transaction

from amihr import horloge
from amihr.fichiers.rangement import effacer, produire, produire_chacun
from amihr.journal.chaine import acte, inscrire
from evaluation.documents.livret import pdf_du_livret
from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.livret import dossiers_lus, livrets_a_effacer, livrets_a_produire, marges_du_membre
from evaluation.models import Livret


@acte
def attacher_le_livret(livret, fichier, *, candidatures, instant):
    """Give a booklet its file, once. Effects, in order: file, journal. Tells whether it was the first."""
    attaches = Livret.objects.filter(pk=livret.pk, fichier=None).update(fichier=fichier, candidatures=candidatures)
    if attaches:
        faits = {"sha256": fichier.sha256, "dossiers": len(candidatures)}
        inscrire("livret.produit", par=livret.membre.personne, objet=livret, instant=instant, **faits)
    return bool(attaches)


def produire_les_livrets(instant):
    """Erase the booklets that are over, then make those that were asked for. Returns how many were made.

    Erasing comes first: a booklet that fails to be made keeps no other one alive.
    """
    for livret in livrets_a_effacer(instant):
        with transaction.atomic():
            Livret.objects.filter(pk=livret.pk, expire_le__gt=instant).update(expire_le=instant)
            effacer(livret.fichier, instant=instant)
    return produire_chacun(livrets_a_produire(instant), partial(_produire, instant=instant))


def _produire(livret, instant):
    siege = livret.membre
    dossiers = dossiers_lus(siege)
    marges = marges_du_membre(siege) if livret.avec_marges else {}
    octets = pdf_du_livret(siege, dossiers, grille_lue(siege.edition), instant, marges=marges)
    attacher = partial(
        attacher_le_livret, livret, candidatures=[str(d.candidature_id) for d in dossiers], instant=instant
    )
    nom = f"livret-{horloge.paris(instant):%Y-%m-%d-%Hh%M}.pdf"
    return produire(octets, attacher, nom=nom, type_mime="application/pdf", instant=instant)
