"""The banner that always says in which state the call is, and the server's hour."""

from datetime import timedelta

from django import template
from django.urls import reverse

from amihr import horloge
from amihr.comptes.portes import second_facteur_requis
from amihr.editions.models import Edition, EtatEdition
from amihr.socle import textes
from amihr.socle.liens import lien

register = template.Library()

DERNIERES_HEURES = timedelta(hours=24)
PARIS = "(heure de Paris)"


@register.inclusion_tag("composants/bandeau.html", takes_context=True)
def bandeau_echeance(context):
    """Draw the banner of the edition being shown; nothing to say without an edition."""
    return _bandeau(context, phrase_publique)


@register.inclusion_tag("composants/bandeau.html", takes_context=True)
def bandeau_interne(context):
    """The same above staff pages, always in the sober look."""
    return _bandeau(context, phrase_publique) | {"etat": "clos"}


@register.inclusion_tag("composants/editions.html", takes_context=True)
def autres_editions(context, page):
    """List the other editions of the instance, each leading to `page` (a URL name) in its own space."""
    ici = getattr(context["request"], "edition", None)
    instant, personne = horloge.maintenant(), context["request"].user
    autres = Edition.objects.exclude(pk=ici.pk if ici else None).defer("formulaire", "reglages", "macaron")
    connues = autres = list(autres.order_by("-annee", "slug"))
    if not all(e.est_annoncee(instant) for e in autres):
        a_une_charge = personne.is_authenticated and second_facteur_requis(personne, instant)
        connues = [e for e in autres if a_une_charge or e.est_annoncee(instant)]
    return {"editions": [{"nom": str(e), "url": lien(page, edition=e)} for e in connues]}


def _bandeau(context, phrase):
    edition = getattr(context["request"], "edition", None)
    instant = horloge.maintenant()
    etat, fort, suite = phrase(edition, instant) if edition else ("clos", "Aucun appel en cours", "")
    return {"etat": etat, "fort": fort, "suite": suite, "instant": instant, "horloge": reverse("horloge")}


def phrase_publique(edition, instant):
    """Return (look, sentence in bold, rest) for the state of the call at `instant`."""
    fin = textes.date_heure(edition.derniere_minute)
    match edition.etat(instant):
        case EtatEdition.ANNULEE:
            return "clos", f"L’appel a été annulé le {textes.date_longue(edition.annulee_le)}", ""
        case EtatEdition.SUSPENDUE:
            depuis = textes.date_heure(edition.suspendue_le)
            return "suspendu", f"L’appel est suspendu depuis le {depuis}", "Vos brouillons sont conservés."
        case EtatEdition.PREPARATION:
            reste = textes.duree_restante(edition.ouverture_le, instant)
            return "", f"L’appel ouvre le {textes.date_heure(edition.ouverture_le)}", f"{PARIS}, {reste}"
        case EtatEdition.CLOSE:
            return "clos", f"L’appel est clos depuis le {fin}", PARIS
    # The bound itself is already the next day: counted to it, a week would read « 8 jours ».
    reste = textes.duree_restante(edition.cloture_le - timedelta(microseconds=1), instant)
    proche = edition.cloture_le - instant <= DERNIERES_HEURES
    return "proche" if proche else "", f"L’appel est ouvert jusqu’au {fin}", f"{PARIS}, clôture {reste}"
