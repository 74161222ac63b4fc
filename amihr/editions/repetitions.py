"""What tells a rehearsal from a call: who knows of it, and that its mails never leave."""

from django.conf import settings
from django.db.models import Model
from django.utils.module_loading import import_string

from amihr.comptes.portes import second_facteur_requis
from amihr.editions.models import Edition
from amihr.journal.chaine import reference_de
from amihr.socle.parente import ancetre_de


def retenue_des_courriers(objet):
    """Tell what holds the mails about a thing: the reference of its rehearsal, else nothing (``RETENUE_DES_COURRIERS``)."""
    edition = ancetre_de(objet, Edition) if isinstance(objet, Model) else None
    return reference_de(edition) if edition and edition.est_repetition else ""


def existe_pour(personne, edition, instant):
    """Tell whether an edition exists for somebody: announced, or still prepared and they have duties, or rehearsed by them."""
    if edition.est_annoncee(instant):
        return True
    if not personne.is_authenticated:
        return False
    if edition.est_repetition:
        return import_string(settings.PARTICIPE_A_LA_REPETITION)(personne, edition)
    return second_facteur_requis(personne, instant)
