"""What staff examines after the closing, and counts before it."""

from collections import defaultdict
from operator import attrgetter

from django.db.models import Count, Value

from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Disqualification, Eligibilite, Etat, Examen, PointExamine, Recevabilite, Verdict
from candidatures.regles.formulaire import est_institut
from candidatures.regles.instruction import points_a_examiner

from .complements import demandes_par_point

# What an unfavourable conclusion was examined on.
EXAMEN_DE = {Etat.IRRECEVABLE: Examen.RECEVABILITE, Etat.INELIGIBLE: Examen.ELIGIBILITE}


def compter(personne, edition, instant=None):
    """Return ``{état: number}`` of an edition's candidatures: all that staff knows before the closing (see R3)."""
    comptees = acces.dossiers_accessibles(personne, Action.COMPTER, instant).filter(edition=edition)
    return dict(comptees.order_by().values_list("etat").annotate(Count("pk")))


def dossiers_a_instruire(personne, edition, *, etat="", recherche=""):
    """Return the filed dossiers that ``personne`` may examine, by title (R2: never by order of arrival).

    ``recherche``: words of the title or of the structure, accents aside.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    if etat:
        dossiers = dossiers.filter(etat=etat)
    if recherche:
        dossiers = dossiers.filter(noms__contains=AppNorm(Value(recherche)))
    return dossiers.select_related("thematique").order_by("noms", "reference")


def points_du_depot(candidature, examen):
    """Return the points of one examination of the last filed version, named for the structure that filed it (see Q5)."""
    formulaire, contenu = candidature.depots.order_by("-numero").values_list("formulaire", "contenu").first()
    return points_a_examiner(formulaire, examen, institut=est_institut(formulaire, contenu))


def points_examines(candidature, examen):
    """Return ``{code: PointExamine}`` for one examination."""
    points = PointExamine.objects.filter(candidature=candidature, examen=examen).select_related("par")
    return {point.code: point for point in points}


def points_juges(candidature, examen):
    """Return ``[(Point, PointExamine or None)]``: each point of an examination with what was found on it."""
    juges = points_examines(candidature, examen)
    return [(point, juges.get(point.code)) for point in points_du_depot(candidature, examen)]


def griefs_connus(candidature):
    """Return the points not met of a conclusion that the team may read, each with its reason; [] when there is none."""
    examen = EXAMEN_DE.get(candidature.etat)
    return griefs(candidature, examen) if examen else []


def griefs(candidature, examen):
    """Return the points found not met in an examination, each with its reason."""
    juges = points_juges(candidature, examen)
    return [(point, juge) for point, juge in juges if juge is not None and juge.verdict == Verdict.NON_CONFORME]


def memes_ecarts(personne, candidature, examen):
    """Return ``{code: [candidature, …]}``: the other dossiers where that point is found not met, by title.

    The same gap gets the same treatment: an agent who judges a point sees those already judged so, and those who were
    asked for the piece again, each with its ``complement`` or ``None`` (Q15). Only dossiers that ``personne`` may examine
    (T5, T6); two statements, whatever their number.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.PREPARER).filter(edition=candidature.edition_id)
    autres = dossiers.exclude(pk=candidature.pk).order_by().values("pk")
    points = PointExamine.objects.filter(examen=examen, verdict=Verdict.NON_CONFORME, candidature__in=autres)
    trouves = defaultdict(dict)
    for point in points.select_related("candidature").order_by("pk"):
        trouves[point.code][point.candidature_id] = point.candidature
        point.candidature.complement = None
    demandes = demandes_par_point(autres) if examen == Examen.RECEVABILITE else {}
    for code, complements in demandes.items():
        for pk, complement in complements.items():
            trouves[code].setdefault(pk, complement.candidature).complement = complement
    return {
        code: sorted(les_siens.values(), key=attrgetter("noms", "reference")) for code, les_siens in trouves.items()
    }


def demandes_a_d_autres(personne, candidature, examen):
    """Return ``[(Point, [candidature, …])]``: of what would be refused here, what others were given time to mend (Q15).

    Each with its ``complement``; nothing of a piece that this dossier was asked for too.
    """
    ecarts, siens = memes_ecarts(personne, candidature, examen), demandes_par_point([candidature])
    return [
        (point, demandes)
        for point, _ in griefs(candidature, examen)
        if point.code not in siens and (demandes := [autre for autre in ecarts.get(point.code, ()) if autre.complement])
    ]


def conclusions_de(candidature):
    """Return the conclusions of the instruction, in order: recevabilité, éligibilité, disqualification.

    One that a reinstatement reversed stays, with its ``reintegration``. ``examen``: the code of what was examined.
    """
    return [
        {"titre": titre, "conclusion": conclusion, "examen": examen}
        for titre, modele, examen in (
            ("Recevabilité", Recevabilite, Examen.RECEVABILITE.value),
            ("Éligibilité", Eligibilite, Examen.ELIGIBILITE.value),
            ("Disqualification", Disqualification, ""),
        )
        for conclusion in modele.objects.filter(candidature=candidature).select_related(
            "par", "reintegration__par", "reintegration__sortie"
        )
    ]


def conclusion_connue(candidature):
    """Return the unfavourable conclusion of the instruction that the team may read, or ``None``."""
    conclusions = {
        Etat.IRRECEVABLE: Recevabilite,
        Etat.INELIGIBLE: Eligibilite,
        Etat.DISQUALIFIEE: Disqualification,
    }
    modele = conclusions.get(candidature.etat)
    return modele.objects.en_vigueur().filter(candidature=candidature).first() if modele else None
