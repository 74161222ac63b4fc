"""Scoring: open it to the commission, save one's grid, submit it, revise it after deliberation."""

from functools import partial

from django.db import transaction

from amihr import horloge
from amihr.editions.models import Edition
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Etat
from candidatures.transitions import passer
from evaluation.lectures.saisie import avec_la_saisie, est_revisable, saisie_de
from evaluation.models import EtatEvaluation, Evaluation, Note
from evaluation.regles.completude import ligne_de_notes

from .saisie import a_garder, cellules, est_deja_enregistree

MOTIF_MAXIMUM = 2000


@acte
def ouvrir(edition, references, *, par):
    """Put eligible dossiers before the commission.

    Only eligible dossiers may be (see R35); any other one is a 404.
    Effects, in order: état of each, journal. Raises ``Http404`` if one is not accessible, ``ActeRefuse``: ``annule``,
    ``transition``.
    """
    instant = horloge.instant_de_la_base()
    acces.exiger_en_cours(Edition.objects.verrouiller_en_partage(edition.pk), instant)
    candidatures = list(
        Candidature.objects.select_for_update(of=("self",))
        .filter(edition=edition, reference__in=references)
        .order_by("pk")
    )
    permises = acces.dossiers_accessibles(par, Action.STATUER, instant).filter(pk__in=[c.pk for c in candidatures])
    exiger_trouve(set(permises.values_list("reference", flat=True)) == set(references))
    for candidature in candidatures:
        passer(candidature, Etat.EN_EVALUATION, instant)
    inscrire_plusieurs(
        [{"evenement": "evaluation.ouverte", "par": par, "objet": c, "instant": instant} for c in candidatures]
    )
    return candidatures


def _prendre(candidature, par, instant):
    """Lock the dossier; then, in one new statement, check the right to score it and read all that scoring needs.

    A meeting that closes locks it too: no grid comes after the figures that its decision keeps.
    """
    avec = partial(avec_la_saisie, personne=par)
    candidature = acces.verrouiller(par, candidature, Action.NOTER, instant, avec=avec)
    saisie = saisie_de(candidature)
    exiger(not saisie.est_close, "notation_close")
    return candidature, saisie


def _creer(candidature, saisie, instant, **champs):
    return Evaluation.objects.create(
        candidature=candidature,
        membre_id=saisie.siege_id,
        grille_id=saisie.grille_en_vigueur,
        depot_id=saisie.depot_id,
        commencee_le=instant,
        enregistree_le=instant,
        secondes=saisie.secondes_a(instant),
        **champs,
    )


def _reprendre(saisie):
    """Return one's begun grid, on the grid in force: what was noted on a former one answered other questions."""
    evaluation = saisie.evaluation
    if evaluation and evaluation.grille_id != saisie.grille.pk:
        evaluation.notes.all().delete()
        evaluation.grille_id = saisie.grille.pk
    return evaluation


def _ecrire_les_notes(evaluation, grille, reponses, commentaires):
    """Write the whole grid in one statement; a cell without an answer keeps no note."""
    notes = [
        Note(
            evaluation=evaluation,
            critere_id=critere,
            sous_critere_id=sous,
            valeur=valeur,
            est_hors_competence=hors,
            commentaire=commentaire,
        )
        for critere, sous, valeur, hors, commentaire in cellules(grille, reponses, commentaires)
    ]
    Note.objects.bulk_create(
        notes,
        update_conflicts=True,
        unique_fields=["evaluation", "critere", "sous_critere"],
        update_fields=["valeur", "est_hors_competence", "commentaire"],
    )


@transaction.atomic
def enregistrer(candidature, reponses, commentaires, *, par, revision, base=None):
    """Save one's grid, complete or not; never the journal.

    ``reponses``: ``{(criterion, sub-criterion or None): note or HORS_COMPETENCE}``; ``commentaires``:
    ``{criterion: text}``; ``revision``: the one the page was showing; ``base``: what it was drawn on.
    Effects, in order: evaluation begun if need be, notes, revision; none when all of it is saved already, so that a
    save that arrives late puts no page out of date. Returns the ``Evaluation``; ``None`` while nothing is filled in.
    Raises ``Http404`` (déport included: A-18); ``ActeRefuse``: ``grille_soumise``, ``grille_ailleurs`` (another tab
    changed the same thing), ``saisie_irrecevable`` (with the criteria at fault), ``calibrage_d_abord``, ``notation_close``.
    """
    instant = horloge.maintenant()  # the request's own: no bound of the call depends on a draft
    candidature, saisie = _prendre(candidature, par, instant)
    exiger(not saisie.attend_le_calibrage, "calibrage_d_abord")
    if est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation
    reponses, commentaires = a_garder(saisie, revision, base, reponses, commentaires)
    if est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation
    secondes = saisie.secondes_a(instant)
    evaluation = _reprendre(saisie) or _creer(candidature, saisie, instant, revision=1)
    _ecrire_les_notes(evaluation, saisie.grille, reponses, commentaires)
    evaluation.revision, evaluation.enregistree_le, evaluation.secondes = saisie.revision + 1, instant, secondes
    if saisie.evaluation:
        Evaluation.objects.filter(pk=evaluation.pk).update(
            revision=evaluation.revision,
            enregistree_le=instant,
            secondes=secondes,
            grille=evaluation.grille_id,
        )
    return evaluation


@acte
def soumettre(candidature, *, par, reponses=None, commentaires=None, revision=None, base=None):
    """Submit one's grid: complete, or not submitted. Sent twice, it is submitted once.

    ``revision``, ``base``: what the page was showing, when it sends its notes.
    Effects, in order: the notes of the page when it sends them, état, journal. Raises ``Http404``;
    ``ActeRefuse``: ``grille_soumise``, ``grille_ailleurs``, ``saisie_irrecevable`` (with the criteria at fault),
    ``grille_incomplete`` (with the criteria to note), ``grille_sans_note``, ``calibrage_d_abord``, ``notation_close``.
    """
    instant = horloge.instant_de_la_base()
    candidature, saisie = _prendre(candidature, par, instant)
    exiger(not saisie.attend_le_calibrage, "calibrage_d_abord")
    if reponses is None:
        exiger(not saisie.est_remise, "grille_soumise")
    elif saisie.est_remise and est_deja_enregistree(saisie, reponses, commentaires):
        return saisie.evaluation  # sent twice: it is submitted, as asked
    else:
        reponses, commentaires = a_garder(saisie, revision, base, reponses, commentaires or {})
    permis = candidature.edition.reglage("Q33", "hors_de_ma_competence")
    ligne_de_notes(
        saisie.grille.bareme, saisie.reponses if reponses is None else reponses, hors_competence_permis=permis
    )
    secondes = saisie.secondes_a(instant)
    evaluation = _reprendre(saisie) or _creer(candidature, saisie, instant)
    if reponses is not None:
        _ecrire_les_notes(evaluation, saisie.grille, reponses, commentaires or {})
    evaluation.etat, evaluation.soumise_le = EtatEvaluation.SOUMISE, instant
    evaluation.revision, evaluation.enregistree_le, evaluation.secondes = saisie.revision + 1, instant, secondes
    ecrits = ["etat", "soumise_le", "revision", "enregistree_le", "secondes", "grille"]
    evaluation.save(update_fields=ecrits, force_update=True)
    inscrire("evaluation.soumise", par=par, objet=evaluation, instant=instant, version=evaluation.version)
    return evaluation


@acte
def reviser(candidature, motif, *, par):
    """Begin a new version of one's submitted grid, after deliberation, with a reason; the first version stays.

    When the grid has changed since (A-69), the new version is on the grid in force, and starts blank.
    Effects, in order: new version with the same notes, journal. Raises ``Http404``; ``ActeRefuse``:
    ``revision_sans_soumission``, ``revision_avant_deliberation``, ``revision_motif``, ``notation_close``.
    """
    instant = horloge.instant_de_la_base()
    candidature, saisie = _prendre(candidature, par, instant)
    exiger(saisie.est_remise, "revision_sans_soumission")
    exiger(est_revisable(candidature.edition_id, saisie), "revision_avant_deliberation")
    exiger(motif.strip(), "revision_motif")
    nouvelle = _creer(
        candidature,
        saisie,
        instant,
        version=saisie.evaluation.version + 1,
        motif_de_revision=motif.strip()[:MOTIF_MAXIMUM],
    )
    if nouvelle.grille_id == saisie.grille.pk:
        _ecrire_les_notes(nouvelle, saisie.grille, saisie.reponses, saisie.commentaires)
    inscrire("evaluation.revisee", par=par, objet=nouvelle, instant=instant, version=nouvelle.version)
    return nouvelle


@acte
def renoncer(candidature, *, par):
    """Give up a revision that one has begun and not submitted: the version before it stands, as it has all along.

    Effects, in order: its notes and itself deleted (nothing of it was submitted), journal. Raises ``Http404``;
    ``ActeRefuse``: ``renoncer_sans_revision``, ``notation_close``.
    """
    instant = horloge.instant_de_la_base()
    candidature, saisie = _prendre(candidature, par, instant)
    exiger(saisie.est_en_revision, "renoncer_sans_revision")
    inscrire(
        "evaluation.revision_abandonnee", par=par, objet=saisie.evaluation, instant=instant,
        version=saisie.evaluation.version,
    )  # fmt: skip
    Note.objects.filter(evaluation=saisie.evaluation).delete()
    Evaluation.objects.filter(pk=saisie.evaluation.pk).delete()
