"""Sharing the dossiers among the members: applied as it was shown, corrected dossier by dossier, acknowledged."""

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier import boite as courrier
from amihr.editions.models import Edition
from amihr.habilitations.models import Membre
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Affectation, Candidature, PriseDeConnaissance, Repartition
from evaluation.lectures.affectation import A_REPARTIR, lire_les_affectations
from evaluation.lectures.connaissance import siege_a_informer
from evaluation.lectures.saisie import est_deliberee
from evaluation.regles.plan import (
    changements,
    empreinte_du_plan,
    lignes_a_changer,
    nombre_de_changements,
    planifier,
)


@acte
def affecter(edition, demande, *, par, empreinte):
    """Share the dossiers as ``demande`` asks: exactly the plan that was shown, whose ``empreinte`` this is.

    The dossiers are locked as scoring, recusals and filing lock them: nobody steps aside or begins a grid meanwhile. Only
    those that ``par`` may instruct are shared; the others keep their readers.
    Effects, in order: mode, assignments ended and given, mails to those who have others to score than before, journal.
    Returns (readers added, readers taken away), as the dry run counts them.
    Raises ``Http404``; ``ActeRefuse``: ``annule``, ``affectation_sans_dossier``, ``affectation_impossible``, ``affectation_a_change``.
    """
    instant = horloge.instant_de_la_base()
    exiger_trouve(par.a_role(Role.AGENT))
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: one plan
    acces.exiger_en_cours(edition, instant)
    a_repartir = Candidature.objects.filter(edition=edition, etat__in=A_REPARTIR)
    list(a_repartir.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    affectations = lire_les_affectations(par, edition, Action.INSTRUIRE, instant)
    exiger(affectations.candidatures, "affectation_sans_dossier")
    plan = planifier(affectations, demande)
    exiger(plan.est_applicable, "affectation_impossible")
    exiger(empreinte_du_plan(demande, plan) == empreinte, "affectation_a_change")
    Repartition.objects.update_or_create(
        edition=edition,
        defaults={
            **demande.parametres,
            "lecture_ouverte_le": instant if est_deliberee(edition.pk) else None,
            "appliquee_le": instant,
            "par": par,
        },
    )
    ecarts = changements(affectations, demande, plan)
    _ecrire(lignes_a_changer(affectations, plan), par, instant)
    _prevenir(edition, {membre for ecart in ecarts.values() for membre in set().union(*ecart)}, instant)
    ajoutes, retires = nombre_de_changements(ecarts)
    inscrire(
        "affectation.appliquee",
        par=par,
        objet=edition,
        instant=instant,
        mode=demande.mode,
        geste=demande.geste,
        empreinte=empreinte,
        ajoutees=ajoutes,
        retirees=retires,
    )
    return ajoutes, retires


def _ecrire(ecarts, par, instant):
    """End what is taken away, and give the rest."""
    finies = Affectation.objects.filter(retiree_le=None, candidature__in=list(ecarts))
    paires = {(candidature, membre) for candidature, (_, retires) in ecarts.items() for membre in retires}
    a_finir = [
        pk
        for pk, candidature, membre in finies.values_list("pk", "candidature", "membre").order_by("pk")
        if (candidature, membre) in paires
    ]
    Affectation.objects.filter(pk__in=a_finir).update(retiree_le=instant, retiree_par=par)
    Affectation.objects.bulk_create(
        Affectation(candidature_id=candidature, membre_id=membre, affectee_le=instant, par=par)
        for candidature, (ajoutes, _) in ecarts.items()
        for membre in sorted(ajoutes, key=str)
    )


def _prevenir(edition, membres, instant):
    """One mail a member and an application: neither structure nor title in it."""
    sieges = Membre.objects.en_fonction().filter(pk__in=membres).select_related("personne").order_by("pk")
    courrier.poster(
        "dossiers_affectes",
        objet=f"editions_edition:{edition.pk}:{instant:%Y%m%dT%H%M%S%f}",
        a=[siege.personne for siege in sieges],
        instant=instant,
    )


@acte
def affecter_un_dossier(candidature, membres, *, par):
    """Give one dossier to exactly those members, where dossiers are shared.

    ``membres``: ids. Effects, in order: assignments ended and given, mails to those who gain or lose it, journal.
    Raises ``Http404`` (for a member who may not read it too); ``ActeRefuse``: ``affectation_a_tous``,
    ``affectation_commencee``.
    """
    instant = horloge.instant_de_la_base()
    exiger_trouve(par.a_role(Role.AGENT))
    edition = Edition.objects.verrouiller(candidature.edition_id)
    candidature = acces.verrouiller(par, candidature, Action.INSTRUIRE, instant)
    affectations = lire_les_affectations(par, edition, Action.INSTRUIRE, instant)
    exiger_trouve(candidature.pk in affectations.candidatures)
    exiger(affectations.est_en_vigueur, "affectation_a_tous")
    voulus, commences = set(membres), set(affectations.grilles[candidature.pk])
    exiger_trouve(voulus <= affectations.possibles[candidature.pk] | commences)
    exiger(commences <= voulus, "affectation_commencee")
    presents = affectations.presents[candidature.pk]
    ajoutes, retires = voulus - presents, presents - voulus
    if not ajoutes and not retires:
        return candidature
    _ecrire({candidature.pk: (ajoutes, retires)}, par, instant)
    _prevenir(edition, ajoutes | retires, instant)
    inscrire("affectation.dossier", par=par, objet=candidature, instant=instant, ajoutes=ajoutes, retires=retires)
    return candidature


@acte
def prendre_connaissance(edition, vu, *, par):
    """Record « j’ai pris connaissance de mes dossiers ». ``vu``: when they had last changed, on the page that says so.

    Effects, in order: the statement, journal. Raises ``Http404``, ``ActeRefuse("affectation_nouvelle")``.
    """
    instant = horloge.instant_de_la_base()
    Edition.objects.verrouiller_en_partage(edition.pk)
    siege = siege_a_informer(par, edition)
    exiger_trouve(siege is not None and siege.change_le is not None)
    exiger(vu == siege.change_le.isoformat(), "affectation_nouvelle")
    prise = PriseDeConnaissance.objects.create(membre_id=siege.pk, instant=instant)
    inscrire("affectation.connue", par=par, objet=siege, instant=instant)
    return prise
