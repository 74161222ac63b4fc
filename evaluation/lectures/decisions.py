"""What the pages about decisions read: by where they stand for the Région, once notified for the team."""

from operator import attrgetter

from django.db.models import Exists, OuterRef

from amihr import horloge
from candidatures import acces
from candidatures.acces import Action
from candidatures.lectures import conclusion_connue, conclusions_de, griefs_connus
from candidatures.models import Etat
from evaluation.models import ActeSigne, Decision, Sens, Suite
from evaluation.regles.lettre import CODES, composer_lettre

from .seances import a_confirmer

# The title and the letter of each conclusion of the instruction.
CONCLUSIONS = {
    Etat.IRRECEVABLE: ("Candidature irrecevable", "lettre.irrecevable"),
    Etat.INELIGIBLE: ("Candidature inéligible", "lettre.ineligible"),
    Etat.DISQUALIFIEE: ("Candidature écartée", ""),
}


def decisions_visibles(personne, edition, instant=None):
    """Return the decisions on the dossiers on which ``personne`` may decide, by title."""
    dossiers = acces.dossiers_accessibles(personne, Action.STATUER, instant).filter(edition=edition)
    decisions = Decision.objects.filter(candidature__in=dossiers)
    return decisions.select_related("candidature__thematique", "acte", "seance").order_by(
        "candidature__noms", "candidature__reference"
    )


def decisions_par_suite(personne, edition, instant=None):
    """Return ``{"projets", "a_signer", "a_notifier", "a_publier", "publiees", "sans_suite"}``, and ``"a_confirmer"``, ids.

    Every decision is in one list: by what remains to be done with it. « sans_suite »: notified and unfavourable, of
    which nothing is ever published (see Q36).
    """
    instant = instant or horloge.maintenant()
    decisions = list(decisions_visibles(personne, edition, instant))
    piles = {"projets": [], "a_signer": [], "a_notifier": [], "a_publier": [], "publiees": [], "sans_suite": []}
    for decision in decisions:
        piles[_pile(decision, instant)].append(decision)
    return piles | {"a_confirmer": a_confirmer(piles["projets"])}


def _pile(decision, instant):
    if decision.suite == Suite.SIGNEE:
        return "a_notifier"
    if decision.suite == Suite.NOTIFIEE and decision.sens != Sens.LABELLISEE:
        return "sans_suite"
    if decision.suite == Suite.NOTIFIEE:
        publiee = decision.publication_le is not None and decision.publication_le <= instant
        return "publiees" if publiee else "a_publier"
    return "a_signer" if decision.suite == Suite.ARRETEE and decision.seance.close_le is not None else "projets"


def selection(personne, edition, references, pile, *, instant=None):
    """Return the decisions chosen among those of one pile, by title; an empty choice is nobody.

    What one may not read, or what stands elsewhere, is left out.
    """
    decisions = decisions_par_suite(personne, edition, instant)[pile]
    return [decision for decision in decisions if decision.candidature.reference in references]


def sont_dans(personne, edition, references, piles, *, instant=None):
    """Tell whether every named decision stands in one of those piles already: the same order was sent twice."""
    rangees = decisions_par_suite(personne, edition, instant)
    la = {decision.candidature.reference for pile in piles for decision in rangees[pile]}
    return bool(references) and set(references) <= la


def textes_des_lettres(edition):
    """Return the editable texts of the letters, by code."""
    return dict(edition.textes.filter(code__in=CODES).values_list("code", "contenu"))


def lettre_de(decision, edition, textes=None):
    """Return the letter of a signed decision: as it was notified, else as it would be now."""
    if decision.lettre:
        return decision.lettre
    textes = textes_des_lettres(edition) if textes is None else textes
    return composer_lettre(decision, textes, duree_mois=edition.reglage("Q11", "duree_mois"))


def decision_connue(personne, candidature):
    """Return the decision that the team of a candidature may read, once notified, or ``None`` (T7)."""
    if not acces.acces(personne, candidature, Action.SUIVRE):
        return None
    notifiees = Decision.objects.filter(notifiee_le__isnull=False, candidature=candidature)
    autres = Decision.objects.filter(acte=OuterRef("acte")).exclude(pk=OuterRef("pk"))
    notifiees = notifiees.annotate(acte_a_elle_seule=~Exists(autres))
    return notifiees.select_related("acte__fichier", "seance", "candidature__edition").first()


def acte_remis(decision):
    """Return the signed act as the team may have it: the file of an act that carries this decision alone, or ``None``.

    An act that carries several says the others' results too, before they are published (T6, T7). ``decision``: as
    ``decision_connue`` returns it.
    """
    return decision.acte if decision.acte_a_elle_seule else None


def examen_conclu(candidature):
    """Return what the instruction concluded against a dossier, as its team reads it, or ``None``.

    ``{"titre", "code", "conclusion", "griefs"}``: ``code`` is that of the edition's letter, empty for a
    disqualification, which has none; the conclusion carries its reason, ``griefs`` those of each point not met.
    """
    conclusion = conclusion_connue(candidature)
    return _conclu(candidature.etat, conclusion, griefs_connus(candidature)) if conclusion else None


def conclusions_rapportees(candidature):
    """Return what the instruction concluded against a dossier and a reinstatement reversed, latest first, in the same shape.

    The letter stays readable by its team, its points aside: they are written over when the examination starts again, and
    nothing of that may show (A-57).
    """
    conclusions = [ligne["conclusion"] for ligne in conclusions_de(candidature)]
    rapportees = [conclusion for conclusion in conclusions if conclusion.reintegration]
    rapportees.sort(key=attrgetter("instant"), reverse=True)
    return [_conclu(conclusion.reintegration.sortie.vers, conclusion, []) for conclusion in rapportees]


def _conclu(etat, conclusion, griefs):
    titre, code = CONCLUSIONS[Etat(etat)]
    return {"titre": titre, "code": code, "conclusion": conclusion, "griefs": griefs}


def actes_signes(personne, edition, instant=None):
    """Return the acts all of whose decisions ``personne`` may read."""
    visibles = decisions_visibles(personne, edition, instant).order_by()
    caches = Decision.objects.filter(candidature__edition=edition).exclude(pk__in=visibles.values("pk"))
    actes = ActeSigne.objects.filter(edition=edition).exclude(decisions__in=caches)
    return actes.select_related("fichier").order_by("date", "numero")
