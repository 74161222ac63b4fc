"""Where each dossier stands for its own team, in a word and in a sentence."""

from django.conf import settings
from django.utils.module_loading import import_string

from amihr import horloge
from candidatures.models import Etat
from candidatures.regles.suivi import suivi

SUITES = {
    Etat.BROUILLON: ("Brouillon", "Rien n’est déposé."),
    Etat.DEPOSEE: ("Déposée", "La candidature sera examinée après la clôture."),
    Etat.RETIREE: ("Retirée", "La candidature est retirée\u00a0: elle ne sera pas examinée."),
    Etat.IRRECEVABLE: ("Irrecevable", "La candidature n’est pas recevable\u00a0: le motif est dans la décision."),
    Etat.INELIGIBLE: (
        "Inéligible",
        "La candidature ne remplit pas les conditions\u00a0: le motif est dans la décision.",
    ),
    Etat.DISQUALIFIEE: ("Écartée", "La candidature est écartée de l’appel\u00a0: le motif est dans la décision."),
    Etat.LABELLISEE: ("Labellisée", "La commission a labellisé la solution."),
    Etat.NON_LABELLISEE: ("Non labellisée", "La commission n’a pas labellisé la solution."),
}

SANS_COMMISSION = (Etat.IRRECEVABLE, Etat.INELIGIBLE, Etat.DISQUALIFIEE)


def suite_publique(candidature):
    """Return (short, sentence): where a dossier stands for its own team, « en instruction » until notified (A-57)."""
    return suites_publiques([candidature])[candidature.pk]


def suites_publiques(candidatures):
    """Do the same for several, as ``{pk: (short, sentence)}``; what became of the labels is asked once for all.

    A label ends and may be withdrawn: the room above says so (setting SITUATION_DES_LABELS).
    """
    instant = horloge.maintenant()
    labellisees = [candidature for candidature in candidatures if candidature.etat == Etat.LABELLISEE]
    labels = import_string(settings.SITUATION_DES_LABELS)(labellisees, instant) if labellisees else {}
    return {candidature.pk: labels.get(candidature.pk) or _suite(candidature, instant) for candidature in candidatures}


def _suite(candidature, instant):
    fin = candidature.edition.fin(instant)
    if candidature.etat == Etat.BROUILLON and fin:
        return "Non déposée", f"L’appel est {fin} et ce brouillon n’a pas été déposé."
    if candidature.etat in SUITES and not (candidature.etat == Etat.DEPOSEE and fin):
        return SUITES[candidature.etat]
    if candidature.edition.est_annulee(instant):
        return "Appel annulé", "L’appel est annulé\u00a0: aucune candidature n’est plus examinée."
    return "Clos, en instruction", (
        "L’appel est clos\u00a0; l’instruction suit, la même pour tous les dossiers déposés. "
        "La réponse vous parviendra après la commission."
    )


def suivi_de(candidature, depots):
    """Return the steps of a filed candidature for its team, ``depots`` latest first; [] when none counts."""
    instant, edition = horloge.maintenant(), candidature.edition
    if not depots or not candidature.est_deposee() or edition.est_annulee(instant):
        return []
    return suivi(
        depots[0],
        edition,
        instant,
        repondu_le=candidature.etat_depuis if candidature.est_jugee() else None,
        devant_la_commission=candidature.etat not in SANS_COMMISSION,
    )
