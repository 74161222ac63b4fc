"""The banner that always says in which state the call is, and the server's hour."""

from django import template
from django.urls import reverse

from amihr import horloge
from amihr.editions.echeance import attente_du_sceau as attente
from amihr.editions.echeance import echeance
from amihr.editions.models import Edition
from amihr.editions.repetitions import existe_pour
from amihr.socle.liens import lien

register = template.Library()


@register.inclusion_tag("composants/bandeau.html", takes_context=True)
def bandeau_echeance(context):
    """Draw the banner of the edition being shown; nothing to say without an edition."""
    return _bandeau(context)


@register.inclusion_tag("composants/bandeau.html", takes_context=True)
def bandeau_interne(context):
    """The same above staff pages, always in the sober look."""
    return _bandeau(context) | {"etat": "clos", "est_sobre": True}


@register.simple_tag
def attente_du_sceau(edition, ensuite=""):
    """Write until when the dossiers stay sealed, then what comes next unless the call is cancelled."""
    instant = horloge.maintenant()
    return f"{attente(edition, instant)} {'' if edition.est_annulee(instant) else ensuite}".strip()


@register.inclusion_tag("composants/editions.html", takes_context=True)
def autres_editions(context, page):
    """List the other editions of the instance, each leading to `page` (a URL name) in its own space."""
    ici = getattr(context["request"], "edition", None)
    instant, personne = horloge.maintenant(), context["request"].user
    autres = Edition.objects.exclude(pk=ici.pk if ici else None).defer("formulaire", "reglages", "macaron")
    connues = [e for e in autres.order_by("-annee", "slug") if existe_pour(personne, e, instant)]
    return {"editions": [{"nom": str(e), "url": lien(page, edition=e)} for e in connues]}


def _bandeau(context):
    edition = getattr(context["request"], "edition", None)
    instant = horloge.maintenant()
    if not edition:
        sans_appel = {"etat": "clos", "fort": "Aucun appel en cours", "suite": "", "change_le": None}
        return sans_appel | {"instant": instant, "horloge": reverse("horloge")}
    dit = echeance(edition, instant)
    if not edition.est_annoncee(instant):  # nobody asks of it without an account: the hour alone is kept
        return dit | {"horloge": reverse("horloge")}
    return dit | {"horloge": lien("editions:echeance", edition=edition)}
