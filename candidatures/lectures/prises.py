"""Who has taken which dossier, as long as that agent may still examine it: computed at each reading, never stored."""

from collections import defaultdict

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, Subquery

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import PriseEnCharge, PropositionDeConclusion
from candidatures.regles.instruction import EN_INSTRUCTION, Suivi

from .complements import complements_a_examiner


def prises_en_cours(edition):
    """Return ``{pk of a candidature: PriseEnCharge}`` of those that nobody has ended, whether they still count or not."""
    prises = PriseEnCharge.objects.en_cours().filter(candidature__edition=edition).select_related("par")
    return {prise.candidature_id: prise for prise in prises.order_by("pk")}


def avec_prise(dossiers, prises, instant=None):
    """Annotate dossiers with ``est_tenu``: under instruction, taken, and whoever took it may still examine it.

    A déport, a role that ends, an undertaking to sign anew free a dossier by themselves. ``prises``: see above.
    ``visa_demande_par``: who proposes a conclusion that waits for a visa, or ``None``; ``complement_recu_le``: when the
    team answered a complement that nobody has concluded on since, or ``None``.
    """
    siens = defaultdict(list)
    for pk, prise in prises.items():
        siens[prise.par].append(pk)
    tenus = Q(acces.encore_permis(siens, Action.PREPARER, instant), etat__in=EN_INSTRUCTION)
    attendus = PropositionDeConclusion.objects.en_cours().filter(candidature=OuterRef("pk")).values("par")
    return dossiers.annotate(
        est_tenu=ExpressionWrapper(tenus, BooleanField()),
        visa_demande_par=Subquery(attendus),
        complement_recu_le=Subquery(complements_a_examiner().values("envoye_le")[:1]),
    )


def suivis(personne, dossiers, prises, suivi):
    """Return those of ``dossiers``, annotated by ``avec_prise``, that stand there: see ``Suivi``. ``""``: all of them."""
    siens = [pk for pk, prise in prises.items() if prise.par_id == personne.pk]
    conditions = {
        Suivi.A_PRENDRE: Q(est_tenu=False, etat__in=EN_INSTRUCTION),
        Suivi.LES_MIENS: Q(est_tenu=True, pk__in=siens),
        Suivi.PRIS: Q(est_tenu=True),
        Suivi.A_VISER: Q(visa_demande_par__isnull=False, etat__in=EN_INSTRUCTION) & ~Q(visa_demande_par=personne.pk),
        Suivi.COMPLEMENT: Q(complement_recu_le__isnull=False),
        Suivi.INSTRUITS: ~Q(etat__in=EN_INSTRUCTION),
    }
    return dossiers.filter(conditions[Suivi(suivi)]) if suivi else dossiers


def prise_de(candidature, instant=None):
    """Return who has taken a candidature already authorised, a ``PriseEnCharge``, or ``None``."""
    prise = PriseEnCharge.objects.en_cours().filter(candidature=candidature).select_related("par").first()
    if prise is None or candidature.etat not in EN_INSTRUCTION:
        return None
    return prise if acces.acces(prise.par, candidature, Action.PREPARER, instant) else None
