"""A copy of one's own data: asked for, made by the worker, forgotten after a day."""

from functools import partial

from django.db import transaction

from amihr import horloge
from amihr.fichiers.rangement import effacer, produire, produire_chacun
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from candidatures.documents.mes_donnees import archive
from candidatures.lectures.mes_donnees import donnees_de, fichiers_de
from candidatures.models import CopieDeMesDonnees
from candidatures.models.mes_donnees import DUREE


@acte
def demander_une_copie(*, par):
    """Ask for a copy of one's own data. Effects, in order: the copy, journal. Raises ``ActeRefuse("copie_en_cours")``."""
    instant = horloge.instant_de_la_base()
    en_cours = CopieDeMesDonnees.objects.a_produire(instant).filter(personne=par)
    exiger(not en_cours.exists(), "copie_en_cours")
    copie = CopieDeMesDonnees.objects.create(personne=par, demande_le=instant, expire_le=instant + DUREE)
    inscrire("mes_donnees.demande", par=par, objet=copie, instant=instant)
    return copie


@acte
def attacher_la_copie(copie, fichier, *, candidatures, instant):
    """Give a copy its file, once. Effects, in order: file, journal. Tells whether it was the first."""
    attachees = CopieDeMesDonnees.objects.filter(pk=copie.pk, fichier=None).update(
        fichier=fichier, candidatures=[str(candidature.pk) for candidature in candidatures]
    )
    if attachees:
        inscrire("mes_donnees.produit", par=copie.personne, objet=copie, instant=instant, sha256=fichier.sha256)
    return bool(attachees)


def produire_les_copies(instant, lot=5):
    """Make the copies asked for, erase the bytes of those whose day is over. Returns how many were made."""
    dues = CopieDeMesDonnees.objects.a_produire(instant).select_related("personne").order_by("demande_le", "pk")
    produites = produire_chacun(dues[:lot], partial(_produire, instant=instant))
    for copie in CopieDeMesDonnees.objects.perimees(instant).select_related("fichier").order_by("pk")[:50]:
        with transaction.atomic():
            effacer(copie.fichier, instant=instant)
    return produites


def _produire(copie, instant):
    candidatures, contenu = donnees_de(copie.personne)
    octets = archive(contenu, fichiers_de(copie.personne, candidatures))
    attacher = partial(attacher_la_copie, copie, candidatures=candidatures, instant=instant)
    return produire(octets, attacher, nom="mes-donnees.zip", type_mime="application/zip", instant=instant)
