"""From the signed act to the publication: each step a set, one instant, one transaction."""

from amihr import horloge
from amihr.courrier import boite
from amihr.editions.models import Edition
from amihr.editions.recours import RECOURS, sans_voies_ni_acceptation
from amihr.journal.chaine import acte, inscrire_plusieurs
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Etat
from candidatures.transitions import passer
from evaluation.models import ActeSigne, Decision, Sens, Suite
from evaluation.regles.lettre import CODES, composer_lettre

LETTRES = {Sens.LABELLISEE: "decision_favorable", Sens.NON_LABELLISEE: "decision_defavorable"}
ETATS = {Sens.LABELLISEE: Etat.LABELLISEE, Sens.NON_LABELLISEE: Etat.NON_LABELLISEE}


def _verrouiller(edition, references, par, instant):
    """Lock candidatures, then their decisions, in pk order; one that is not accessible is a 404."""
    lot = Candidature.objects.filter(edition=edition, reference__in=references)
    candidatures = {c.pk: c for c in lot.select_for_update(of=("self",)).order_by("pk")}
    permises = acces.dossiers_accessibles(par, Action.STATUER, instant).filter(pk__in=list(candidatures))
    exiger_trouve(set(permises.values_list("reference", flat=True)) == set(references))
    verrouillees = Decision.objects.select_for_update(of=("self",)).select_related("seance", "acte")
    decisions = list(verrouillees.filter(candidature__in=list(candidatures)).order_by("pk"))
    exiger(len(decisions) == len(candidatures), "decision_absente")
    for decision in decisions:
        decision.candidature = candidatures[decision.candidature_id]
    return decisions


def _journaliser(evenement, decisions, par, instant, **faits):
    inscrire_plusieurs(
        [{"evenement": evenement, "par": par, "objet": d, "instant": instant, **faits} for d in decisions]
    )


@acte
def enregistrer_acte_signe(
    edition,
    references,
    *,
    par,
    numero,
    date,
    signataire_prenom,
    signataire_nom,
    signataire_qualite,
    fichier,
    delegation="",
):
    """Record the act of the Région, signed outside, that carries the named decisions.

    Q31: number, date, signatory (first name, name, quality, delegation) and the signed file; only signed acts
    are notified. Effects, in order: ActeSigne, decisions signed, journal. Raises ``Http404``; ``ActeRefuse``:
    ``aucune_selection``, ``annule``, ``decision_absente``, ``decision_pas_arretee``, ``seance_non_close``, ``acte_avant_la_seance``,
    ``numero_d_acte``.
    """
    instant = horloge.instant_de_la_base()
    exiger(references, "aucune_selection")
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: an act of each number
    acces.exiger_en_cours(edition, instant)
    decisions = _verrouiller(edition, references, par, instant)
    exiger(all(decision.suite == Suite.ARRETEE for decision in decisions), "decision_pas_arretee")
    exiger(all(decision.seance.close_le is not None for decision in decisions), "seance_non_close")
    exiger(all(decision.seance.jour <= date for decision in decisions), "acte_avant_la_seance")
    exiger(not ActeSigne.objects.filter(edition=edition, numero=numero.strip()).exists(), "numero_d_acte")
    acte_signe = ActeSigne.objects.create(
        edition=edition,
        numero=numero.strip(),
        date=date,
        signataire_prenom=signataire_prenom,
        signataire_nom=signataire_nom,
        signataire_qualite=signataire_qualite,
        delegation=delegation,
        fichier=fichier,
        enregistre_le=instant,
        par=par,
    )
    for decision in decisions:
        decision.suite, decision.acte = Suite.SIGNEE, acte_signe
        decision.save(update_fields=["suite", "acte"])
    _journaliser("decision.signee", decisions, par, instant, acte=str(acte_signe.pk), sha256=fichier.sha256)
    return acte_signe


@acte
def notifier(edition, references, *, par, sans_voies_de_recours=False, annonce_le=None):
    """Release the decision letters of the named dossiers: one letter per dossier and recipient, never two.

    T8: one decision, one notification: a dossier already notified is left as it is.
    An empty « voies et délais de recours » blocks, unless whoever notifies accepts it by name (see Q22).
    ``annonce_le``: the day of the public announcement that the letters give, if it is known.
    Effects, in order: decisions notified, each with its letter as it stands now, état of the candidatures (where the
    fact is stored keeps the embargo), letters to the teams, journal. Raises ``Http404``; ``ActeRefuse``: ``aucune_selection``, ``annule``, ``decision_absente``,
    ``decision_pas_signee``, ``annonce_passee``, ``voies_de_recours``.
    """
    instant = horloge.instant_de_la_base()
    exiger(references, "aucune_selection")
    edition = Edition.objects.verrouiller_en_partage(edition.pk)
    acces.exiger_en_cours(edition, instant)
    textes = dict(edition.textes.filter(code__in=CODES).values_list("code", "contenu"))
    exiger(annonce_le is None or annonce_le >= horloge.jour_de_paris(instant), "annonce_passee")
    exiger(not sans_voies_ni_acceptation(textes.get(RECOURS, ""), sans_voies_de_recours), "voies_de_recours")
    decisions = _verrouiller(edition, references, par, instant)
    decisions = [decision for decision in decisions if decision.suite != Suite.NOTIFIEE]
    exiger(all(decision.suite == Suite.SIGNEE for decision in decisions), "decision_pas_signee")
    duree = edition.reglage("Q11", "duree_mois")
    for decision in decisions:
        decision.suite, decision.notifiee_le = Suite.NOTIFIEE, instant
        decision.lettre = composer_lettre(decision, textes, duree_mois=duree, annonce_le=annonce_le)
        decision.save(update_fields=["suite", "notifiee_le", "lettre"])
        passer(decision.candidature, ETATS[decision.sens], instant)
        equipe = decision.candidature.equipe()
        boite.poster(LETTRES[decision.sens], objet=decision, a=equipe, instant=instant)
    if decisions:
        _journaliser("decision.notifiee", decisions, par, instant, sans_voies_de_recours=sans_voies_de_recours)
    return decisions


@acte
def publier(edition, references, *, par, publication_le=None):
    """Set the instant from which everybody may know the named decisions: now, or later.

    T7: everything public filters on that instant; no state, no job. Effects, in order: instant, journal.
    Raises ``Http404``; ``ActeRefuse``: ``aucune_selection``, ``decision_pas_notifiee``, ``publication_passee``,
    ``publication_defavorable`` (see Q36), ``deja_publiee``, ``repetition_jamais_publique``.
    """
    instant = horloge.instant_de_la_base()
    exiger(references, "aucune_selection")
    exiger(not edition.est_repetition, "repetition_jamais_publique")
    publication_le = publication_le or instant
    exiger(publication_le >= instant, "publication_passee")
    decisions = _verrouiller(edition, references, par, instant)
    exiger(all(decision.suite == Suite.NOTIFIEE for decision in decisions), "decision_pas_notifiee")
    exiger(all(decision.sens == Sens.LABELLISEE for decision in decisions), "publication_defavorable")
    exiger(not any(d.publication_le and d.publication_le <= instant for d in decisions), "deja_publiee")
    Decision.objects.filter(pk__in=[decision.pk for decision in decisions]).update(publication_le=publication_le)
    _journaliser("decision.publiee", decisions, par, instant, publication_le=publication_le)
    return decisions
