"""Who reports on which dossier, who may, and what naming one person for several dossiers would do."""

from django.db.models import BooleanField, CharField, ExpressionWrapper, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from amihr import horloge
from amihr.comptes.models import Attribution, Personne, Role
from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Rapporteur
from candidatures.regles.instruction import AVANT_LA_DECISION, Rapport

from .lots import LigneDeLot


def rapporteurs_de(candidature):
    """Return the rapporteurs of a candidature already authorised, latest first; the one in force has no ``fin_le``."""
    rapporteurs = Rapporteur.objects.filter(candidature=candidature).select_related("personne", "nomme_par", "fin_par")
    return list(rapporteurs.order_by("-nomme_le", "-pk"))


def rapporteur_de(candidature):
    """Return the ``Rapporteur`` in force of a candidature already authorised, or ``None``.

    ``est_empeche``: may no longer examine it (a role withdrawn, a recusal, an undertaking to sign anew).
    """
    rapporteur = next((lu for lu in rapporteurs_de(candidature) if lu.fin_le is None), None)
    if rapporteur is not None:
        rapporteur.est_empeche = not acces.acces(rapporteur.personne, candidature, Action.LIRE_ADMINISTRATIF)
    return rapporteur


def avec_rapporteur(dossiers):
    """Annotate dossiers already authorised with ``nom_du_rapporteur``, "" for none."""
    en_vigueur = Rapporteur.objects.en_vigueur().filter(candidature=OuterRef("pk"))
    nom = Concat("personne__prenom", Value(" "), "personne__nom", output_field=CharField())
    return dossiers.annotate(nom_du_rapporteur=Coalesce(Subquery(en_vigueur.values(complet=nom)), Value("")))


def rapportes(personne, dossiers, rapport):
    """Return those of ``dossiers`` that ``personne`` reports on, or that nobody does: see ``Rapport``. ``""``: all of them."""
    en_vigueur = Rapporteur.objects.en_vigueur()
    conditions = {
        Rapport.LES_MIENS: Q(pk__in=en_vigueur.filter(personne=personne).values("candidature")),
        Rapport.AUCUN: ~Q(pk__in=en_vigueur.values("candidature")) & Q(etat__in=AVANT_LA_DECISION),
    }
    return dossiers.filter(conditions[Rapport(rapport)]) if rapport else dossiers


def rapporteurs_possibles(par, candidatures, instant=None):
    """Return ``{Personne: {pks of those candidatures that they may report on}}``, by name, in two statements.

    Whoever instructs and may examine the dossier: role, undertaking, no team of the edition, no link, no recusal; and
    somebody else than ``par``, who names. People who may report on none of them are left out.
    """
    instant = instant or horloge.maintenant()
    titulaires = Attribution.objects.actives().filter(role__in=(Role.AGENT, Role.OPERATEUR)).values("personne")
    personnes = list(
        Personne.objects.actives()
        .filter(pk__in=titulaires)
        .exclude(pk=par.pk)
        .order_by(AppNorm("nom"), AppNorm("prenom"), "pk")
    )
    pks = [candidature.pk for candidature in candidatures]
    if not personnes or not pks:
        return {}
    permis = {f"p{rang}": _permis(personne, pks, instant) for rang, personne in enumerate(personnes)}
    lignes = acces.dossiers_accessibles(par, Action.INSTRUIRE, instant).filter(pk__in=pks)
    lus = list(lignes.order_by().values("pk", **permis))
    possibles = {p: {lu["pk"] for lu in lus if lu[f"p{rang}"]} for rang, p in enumerate(personnes)}
    return {personne: siens for personne, siens in possibles.items() if siens}


def _permis(personne, pks, instant):
    permis = acces.encore_permis({personne: pks}, Action.LIRE_ADMINISTRATIF, instant)
    return ExpressionWrapper(Q(permis), BooleanField())


def lot_de_rapporteur(par, edition, references):
    """Return (the dossiers of these references that ``par`` may instruct, by title, ``rapporteurs_possibles`` of them)."""
    dossiers = acces.dossiers_accessibles(par, Action.INSTRUIRE).filter(edition=edition, reference__in=references)
    dossiers = list(avec_rapporteur(dossiers).order_by("noms", "reference"))
    return dossiers, rapporteurs_possibles(par, dossiers)


def lignes_du_lot(dossiers, personne, siens):
    """Return a ``LigneDeLot`` for each dossier of a lot if ``personne``, who may report on ``siens``, is named for all.

    A dossier that has a rapporteur is left out: replacing one is motivated, on its own page.
    """
    return [LigneDeLot(dossier, _obstacle(dossier, personne, siens)) for dossier in dossiers]


def _obstacle(dossier, personne, siens):
    if dossier.etat not in AVANT_LA_DECISION:
        return f"le dossier est «\u00a0{dossier.get_etat_display()}\u00a0»."
    if dossier.nom_du_rapporteur == personne.nom_complet:
        return f"{personne} en est déjà rapporteur."
    if dossier.nom_du_rapporteur:
        return f"{dossier.nom_du_rapporteur} en est déjà rapporteur\u00a0: le remplacer se fait sur sa page, avec un motif."
    if dossier.pk not in siens:
        return f"ce dossier est fermé à {personne}."
    return ""
