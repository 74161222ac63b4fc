"""When what a member has to score last changed, and when they last said that they know it."""

from django.db.models import Exists, JSONField, Max, OuterRef, Subquery
from django.db.models.functions import Greatest, JSONObject

from amihr.habilitations.models import Membre
from candidatures.models import Affectation, PriseDeConnaissance, Repartition


def _change_le():
    """What one ended oneself, by a recusal, is known already."""
    siennes = Affectation.objects.filter(membre=OuterRef("pk")).exclude(retiree_par=OuterRef("personne"))
    derniere = siennes.order_by().values("membre").annotate(le=Max(Greatest("affectee_le", "retiree_le")))
    return Subquery(derniere.values("le"))


def _connue_le():
    dites = PriseDeConnaissance.objects.filter(membre=OuterRef("pk")).order_by().values("membre")
    return Subquery(dites.annotate(le=Max("instant")).values("le"))


def sieges_et_connaissance(edition):
    """Return the seats of an edition with ``change_le`` and ``connue_le``."""
    return Membre.objects.en_fonction().filter(edition=edition).annotate(change_le=_change_le(), connue_le=_connue_le())


def connaissance_en_json(personne, edition):
    """Both instants of one member as one JSON value, null unless dossiers are shared."""
    restreinte = Exists(Repartition.objects.en_vigueur().filter(edition=edition))
    siens = sieges_et_connaissance(edition).filter(restreinte, personne=personne).order_by()
    faits = JSONObject(change_le="change_le", connue_le="connue_le")
    return Subquery(siens.values_list(faits, flat=True)[:1], output_field=JSONField())


def siege_a_informer(personne, edition):
    """Return one's seat with both instants, or ``None`` unless dossiers are shared."""
    restreinte = Exists(Repartition.objects.en_vigueur().filter(edition=edition))
    return sieges_et_connaissance(edition).filter(restreinte, personne=personne).order_by().first()


def siege_du_courrier(courrier):
    """Return the seat of the member whom a mail tells that their dossiers have changed, if they still sit.

    ``change_le``: when, as the mail was posted; ``est_a_connaitre``: whether the desk has a list for them to acknowledge.
    """
    sieges = Membre.objects.en_fonction().filter(edition=courrier.cle_de_l_objet, personne=courrier.personne)
    partages = Repartition.objects.en_vigueur().filter(edition=OuterRef("edition"))
    sieges = sieges.annotate(est_partagee=Exists(partages), change_le=_change_le())
    siege = sieges.select_related("edition").first()
    if siege:
        siege.est_a_connaitre = siege.est_partagee and siege.change_le is not None
        siege.change_le = courrier.poste_le
    return siege
