"""Scoring: open it to the commission, save one's grid, submit it, revise it after deliberation."""

from django.db import transaction

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.journal.chaine import acte, inscrire, inscrire_plusieurs
from amihr.socle.refus import exiger
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Candidature, Etat
from candidatures.transitions import passer
from evaluation.lectures import bareme_de, derniere_grille, reponses_de
from evaluation.models import EtatEvaluation, Evaluation, Note
from evaluation.regles.completude import HORS_COMPETENCE, ligne_de_notes


@acte
def ouvrir(edition, references, *, par):
    """Put eligible dossiers before the commission.

    R35: only eligible dossiers may be; any other one is a 404.
    Effects, in order: état of each, journal. Raises ``Http404`` if one is not accessible, ``ActeRefuse("transition")``.
    """
    instant = horloge.instant_de_la_base()
    candidatures = list(
        Candidature.objects.select_for_update(of=("self",)).filter(edition=edition, reference__in=references).order_by("pk")
    )
    permises = acces.dossiers_accessibles(par, Action.STATUER, instant).filter(pk__in=[c.pk for c in candidatures])
    acces.exiger_trouve(set(permises.values_list("reference", flat=True)) == set(references))
    for candidature in candidatures:
        passer(candidature, Etat.EN_EVALUATION, instant)
    inscrire_plusieurs(
        [{"evenement": "evaluation.ouverte", "par": par, "objet": c, "instant": instant} for c in candidatures]
    )
    return candidatures


def _siege(personne, candidature):
    return Membre.objects.en_fonction().get(personne=personne, edition_id=candidature.edition_id)


def _evaluation_en_cours(candidature, membre, instant):
    """Return the last version of the member's grid, locked; created at the first save."""
    evaluation = (
        Evaluation.objects.select_for_update(of=("self",))
        .filter(candidature=candidature, membre=membre)
        .order_by("-version")
        .first()
    )
    if evaluation is not None:
        return evaluation
    return Evaluation.objects.create(
        candidature=candidature,
        membre=membre,
        grille=derniere_grille(candidature.edition),
        depot=candidature.depots.order_by("-numero").first(),
        commencee_le=instant,
        enregistree_le=instant,
    )


def _ecrire_les_notes(evaluation, bareme, reponses, commentaires):
    """Write the whole grid in one statement; a cell without an answer keeps no note."""
    echelle = evaluation.grille.notes_possibles()
    notes = []
    for critere in bareme.criteres:
        for case in critere.cases:
            reponse = reponses.get(case, reponses.get((critere.cle, None)) if case[1] else None)
            hors = reponse == HORS_COMPETENCE
            exiger(hors or reponse is None or reponse in echelle, "note_hors_echelle")
            commentaire = commentaires.get(critere.cle, "") if case == critere.cases[0] else ""
            notes.append(
                Note(
                    evaluation=evaluation,
                    critere_id=case[0],
                    sous_critere_id=case[1],
                    valeur=None if hors else reponse,
                    est_hors_competence=hors,
                    commentaire=commentaire,
                )
            )
    Note.objects.bulk_create(
        notes,
        update_conflicts=True,
        unique_fields=["evaluation", "critere", "sous_critere"],
        update_fields=["valeur", "est_hors_competence", "commentaire"],
    )


@transaction.atomic
def enregistrer(candidature, reponses, commentaires, *, par, revision):
    """Save one's grid, complete or not; never the journal.

    ``reponses``: ``{(criterion, sub-criterion or None): note or HORS_COMPETENCE}``; ``commentaires``:
    ``{criterion: text}``; ``revision``: the one the page was showing.
    Effects, in order: evaluation begun if need be, notes, revision. Returns the ``Evaluation``.
    Raises ``Http404`` (déport included: A-18); ``ActeRefuse``: ``grille_soumise``, ``grille_ailleurs`` (saved in
    another tab since), ``note_hors_echelle``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.NOTER, instant)
    evaluation = _evaluation_en_cours(candidature, _siege(par, candidature), instant)
    exiger(evaluation.etat == EtatEvaluation.COMMENCEE, "grille_soumise")
    exiger(evaluation.revision == revision, "grille_ailleurs", revision=evaluation.revision)
    _ecrire_les_notes(evaluation, bareme_de(evaluation.grille), reponses, commentaires)
    evaluation.revision += 1
    evaluation.enregistree_le = instant
    evaluation.save(update_fields=["revision", "enregistree_le"])
    return evaluation


@acte
def soumettre(candidature, *, par, reponses=None, commentaires=None):
    """Submit one's grid: complete, or not submitted.

    Effects, in order: the notes of the page when it sends them, état, journal. Raises ``Http404``;
    ``ActeRefuse``: ``grille_soumise``, ``note_hors_echelle``, ``grille_incomplete`` (with the criteria to note).
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.NOTER, instant)
    evaluation = _evaluation_en_cours(candidature, _siege(par, candidature), instant)
    exiger(evaluation.etat == EtatEvaluation.COMMENCEE, "grille_soumise")
    bareme = bareme_de(evaluation.grille)
    if reponses is not None:
        _ecrire_les_notes(evaluation, bareme, reponses, commentaires or {})
    permis = candidature.edition.reglage("Q33", "hors_de_ma_competence")
    ligne_de_notes(bareme, reponses_de(evaluation), hors_competence_permis=permis)
    evaluation.etat = EtatEvaluation.SOUMISE
    evaluation.soumise_le = evaluation.enregistree_le = instant
    evaluation.save(update_fields=["etat", "soumise_le", "enregistree_le"])
    inscrire("evaluation.soumise", par=par, objet=evaluation, instant=instant, version=evaluation.version)
    return evaluation


@acte
def reviser(candidature, motif, *, par):
    """Begin a new version of one's submitted grid, after deliberation, with a reason; the first version stays.

    Effects, in order: new version with the same notes, journal. Raises ``Http404``; ``ActeRefuse``:
    ``revision_sans_soumission``, ``revision_motif``.
    """
    instant = horloge.instant_de_la_base()
    candidature = acces.verrouiller(par, candidature, Action.NOTER, instant)
    derniere = _evaluation_en_cours(candidature, _siege(par, candidature), instant)
    exiger(derniere.etat == EtatEvaluation.SOUMISE, "revision_sans_soumission")
    exiger(motif.strip(), "revision_motif")
    nouvelle = Evaluation.objects.create(
        candidature=candidature,
        membre=derniere.membre,
        grille=derniere.grille,
        depot=derniere.depot,
        version=derniere.version + 1,
        motif_de_revision=motif.strip(),
        commencee_le=instant,
        enregistree_le=instant,
    )
    Note.objects.bulk_create(
        Note(evaluation=nouvelle, critere_id=n.critere_id, sous_critere_id=n.sous_critere_id, valeur=n.valeur,
             est_hors_competence=n.est_hors_competence, commentaire=n.commentaire)
        for n in derniere.notes.all()
    )
    inscrire("evaluation.revisee", par=par, objet=nouvelle, instant=instant, version=nouvelle.version)
    return nouvelle
