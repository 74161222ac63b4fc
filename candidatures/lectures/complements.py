"""Complements: what a team is asked, what those who instruct compare, the register of equal treatment (Q15)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch

from candidatures import acces
from candidatures.acces import Action
from candidatures.models import (
    Complement,
    Depot,
    Etat,
    PieceDeComplement,
    PieceDemandee,
    PieceDeposee,
    PointExamine,
    Prolongation,
)
from candidatures.regles.complement import ecarts, pieces_formelles
from candidatures.regles.formulaire import est_institut, libelle_de_piece, piece_de, point_de_la_piece
from candidatures.regles.instruction import EN_INSTRUCTION

PROLONGATION = "candidatures_prolongation"  # how the outbox names one


@dataclass(frozen=True)
class DossierSemblable:
    """A dossier in the same situation: what lacks among the pieces looked at, and whether it is already asked."""

    reference: str
    titre: str
    structure: str
    ecarts: tuple
    est_deja_demande: bool


def _avec_les_pieces(complements):
    envoyees = PieceDeComplement.objects.select_related("fichier", "par").order_by("-recue_le", "pk")
    demandees = PieceDemandee.objects.select_related("ancienne__fichier").order_by("pk")
    return complements.select_related("depot", "par", "envoye_par", "ferme_par").prefetch_related(
        Prefetch("demandees", demandees.prefetch_related(Prefetch("pieces", envoyees))),
        "prolongations__par",
    )


def _nommer(complement):
    """Give each slot its name and its present file, as the form of the filed version has them."""
    depot = complement.depot
    institut = est_institut(depot.formulaire, depot.contenu)
    complement.lignes = list(complement.demandees.all())
    for demandee in complement.lignes:
        definition = piece_de(depot.formulaire, demandee.emplacement)
        demandee.definition, demandee.libelle = definition, libelle_de_piece(definition, institut)
        pieces = list(demandee.pieces.all())
        demandee.presente = next((piece for piece in pieces if piece.remplacee_le is None), None)
        demandee.remplacees = [piece for piece in pieces if piece.remplacee_le is not None]
    complement.nombre_de_pieces = sum(demandee.presente is not None for demandee in complement.lignes)
    return complement


def complements_de(candidature):
    """Return the complements of a candidature already authorised, latest first, each with its ``lignes``."""
    complements = _avec_les_pieces(Complement.objects.filter(candidature=candidature)).order_by("-demande_le", "pk")
    return [_nommer(complement) for complement in complements]


def complement_ouvert(candidature):
    """Return the complement of a candidature already authorised that nobody has closed, or ``None``."""
    return candidature.complements.ouverts().first()


def complements_attendus(candidatures, instant):
    """Return ``{pk: Complement}`` of those of these candidatures whose team may still answer one; one statement."""
    attendus = Complement.objects.attendus(instant).filter(candidature__in=candidatures)
    return {complement.candidature_id: complement for complement in attendus}


def complements_a_examiner():
    """The complement of each dossier (``OuterRef``) that its team answered and nobody has concluded on since (Q15)."""
    siens = Complement.objects.ouverts().filter(candidature=OuterRef("pk"), candidature__etat__in=EN_INSTRUCTION)
    return siens.filter(envoye_le__gt=F("candidature__etat_depuis"))


def complement_de(candidature, pk):
    """Return one complement of a candidature already authorised, or ``None``."""
    complement = _avec_les_pieces(Complement.objects.filter(candidature=candidature, pk=pk)).first()
    if complement is None:
        return None
    complement.candidature = candidature
    return _nommer(complement)


def pieces_recues(candidature):
    """Return ``{slot: PieceDeComplement}``: what a team has sent after the closing, the latest by slot."""
    pieces = PieceDeComplement.objects.filter(demandee__complement__candidature=candidature, remplacee_le=None)
    envoyees = pieces.exclude(demandee__complement__envoye_le=None).select_related(
        "fichier", "demandee__complement", "demandee__ancienne"
    )
    return {piece.demandee.emplacement: piece for piece in envoyees.order_by("demandee__complement__envoye_le", "pk")}


def fichier_du_complement(candidature, complement_id, piece_id):
    """Return a file that the team itself has joined to its complement, or ``None``."""
    pieces = PieceDeComplement.objects.filter(
        pk=piece_id, demandee__complement=complement_id, demandee__complement__candidature=candidature
    )
    piece = pieces.select_related("fichier").first()
    return piece.fichier if piece else None


def demandes_par_point(candidatures):
    """Return ``{point: {candidature: Complement}}``: by pk, the latest that asked for the file judged there; one statement."""
    demandees = PieceDemandee.objects.filter(complement__candidature__in=candidatures)
    demandes = defaultdict(dict)
    for demandee in demandees.select_related("complement__candidature").order_by("complement__demande_le", "pk"):
        demandes[point_de_la_piece(demandee.emplacement)][demandee.complement.candidature_id] = demandee.complement
    return demandes


def pieces_a_demander(candidature):
    """Return ``[(code, name)]`` of the formal slots of the last filed version."""
    depot = candidature.depots.order_by("-numero").first()
    institut = est_institut(depot.formulaire, depot.contenu)
    return [(e["code"], libelle_de_piece(e, institut)) for e in pieces_formelles(depot.formulaire)]


def dossiers_semblables(personne, candidature, codes):
    """Return the other dossiers under instruction that lack one of these pieces too: the same may be asked of all.

    Only those that ``personne`` may examine; by title. Two statements more than the list, whatever its length.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE).filter(
        edition=candidature.edition_id, etat__in=(Etat.DEPOSEE, Etat.RECEVABLE)
    )
    trouves = _ecarts_de(dossiers.exclude(pk=candidature.pk), set(codes))
    autres = [dossier for dossier, _, _ in trouves]
    ouverts = set(Complement.objects.ouverts().filter(candidature__in=autres).values_list("candidature", flat=True))
    semblables = []
    for dossier, formulaire, ecarts_du_dossier in trouves:
        dits = tuple(
            f"{piece_de(formulaire, code)['libelle']}\u00a0: {quoi}" for code, quoi in ecarts_du_dossier.items()
        )
        semblables.append(
            DossierSemblable(dossier.reference, dossier.titre, dossier.denomination, dits, dossier.pk in ouverts)
        )
    return semblables


def ecarts_sans_demande(personne, edition):
    """Return ``[(piece, [(candidature, what is wrong)])]``: who lacks a piece that was asked of others, and not of them.

    The other half of the register (Q15), whatever became of them. Five statements, whatever their number.
    """
    dossiers = acces.dossiers_accessibles(personne, Action.INSTRUIRE).filter(edition=edition)
    demandes = demandes_par_point(dossiers.order_by().values("pk"))
    codes = {e["code"] for e in pieces_formelles(edition.formulaire) if point_de_la_piece(e["code"]) in demandes}
    if not codes:
        return []
    sans_demande = defaultdict(list)
    for dossier, formulaire, ecarts_du_dossier in _ecarts_de(dossiers, codes):
        for code, quoi in ecarts_du_dossier.items():
            if dossier.pk not in demandes[point_de_la_piece(code)]:
                sans_demande[piece_de(formulaire, code)["libelle"]].append((dossier, quoi))
    return sorted(sans_demande.items())


def _ecarts_de(dossiers, codes):
    """Return ``[(candidature, form, {code: what is wrong})]`` by title, for those of ``dossiers`` that lack one of these pieces."""
    dossiers = list(dossiers.order_by("noms", "reference"))
    derniers = _derniers_depots(dossiers)
    deposees, verdicts = _pieces_par_depot(derniers.values()), _verdicts(dossiers)
    lus = []
    for dossier in dossiers:
        depot = derniers[dossier.pk]
        trouves = ecarts(depot.formulaire, deposees.get(depot.pk, set()), verdicts.get(dossier.pk, {}), codes)
        if trouves:
            lus.append((dossier, depot.formulaire, trouves))
    return lus


def _derniers_depots(dossiers):
    depots = (
        Depot.objects.filter(candidature__in=dossiers).order_by("candidature_id", "-numero").distinct("candidature_id")
    )
    return {depot.candidature_id: depot for depot in depots.only("candidature", "numero", "formulaire")}


def _pieces_par_depot(depots):
    presentes = {}
    for depot, code in PieceDeposee.objects.filter(depot__in=depots).order_by("pk").values_list("depot", "emplacement"):
        presentes.setdefault(depot, set()).add(code)
    return presentes


def _verdicts(dossiers):
    verdicts = {}
    points = PointExamine.objects.filter(candidature__in=dossiers, code__startswith=point_de_la_piece("")).order_by(
        "pk"
    )
    for candidature, code, verdict in points.values_list("candidature", "code", "verdict"):
        verdicts.setdefault(candidature, {})[code] = verdict
    return verdicts


def registre_des_complements(personne, edition):
    """Return the register of equal treatment: every complement that ``personne`` may know of, latest first."""
    lisibles = acces.dossiers_accessibles(personne, Action.INSTRUIRE).filter(edition=edition)
    complements = Complement.objects.filter(candidature__in=lisibles).select_related("candidature")
    return _avec_les_pieces(complements).order_by("-demande_le", "candidature__reference")


def nommer_les_pieces(complements):
    """Give the pieces of a page of the register their names."""
    return [_nommer(complement) for complement in complements]


def complement_du_courrier(courrier, instant):
    """Return the complement that a mail is about if its recipient still follows the candidature, else ``None``."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    return _du_courrier(courrier, suivies, pk=courrier.cle_de_l_objet)


def complement_prolonge(courrier, instant):
    """Do the same from the extension that the mail is about."""
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    return _du_courrier(courrier, suivies, prolongations=courrier.cle_de_l_objet)


def complement_rappele(courrier, instant):
    """Do the same from what a reminder is about: the complement, or the last extension that it had then.

    A deadline moved later since has its own reminder: this one returns ``None``.
    """
    objet, _, pk = courrier.objet.partition(":")
    plus_recentes = Prolongation.objects.filter(complement=OuterRef("pk"))
    suivies = acces.dossiers_accessibles(courrier.personne, Action.SUIVRE, instant)
    complements = Complement.objects.filter(candidature__in=suivies)
    if objet == PROLONGATION:
        complements = complements.filter(~Exists(plus_recentes.filter(pk__gt=pk)), prolongations=pk)
    else:
        complements = complements.filter(~Exists(plus_recentes), pk=pk)
    return complements.select_related("candidature__edition").first()


def complement_a_examiner(courrier, instant):
    """Return the complement that a mail is about if its recipient may still examine the dossier, else ``None``."""
    examinables = acces.dossiers_accessibles(courrier.personne, Action.INSTRUIRE, instant)
    return _du_courrier(courrier, examinables, pk=courrier.cle_de_l_objet)


def _du_courrier(courrier, candidatures, **filtre):
    complements = Complement.objects.filter(candidature__in=candidatures, **filtre)
    return complements.select_related("candidature__edition").first()
