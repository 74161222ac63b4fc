"""The only way to the content of a filed version: the right asked, the reading journaled, the dossier cut to its reader."""

from amihr import horloge
from amihr.editions.models import Edition
from amihr.journal.chaine import inscrire_lecture
from amihr.socle.refus import exiger_trouve
from candidatures.models import PieceDeposee
from candidatures.models.complement import PieceDeComplement
from candidatures.regles.dossier import Regard, composer, piece_visible

from .clauses import Action
from .portee import acces, dossier_ou_404

REGARDS = {
    Action.SUIVRE: Regard.EQUIPE,
    Action.LIRE: Regard.COMMISSION,
    Action.LIRE_ADMINISTRATIF: Regard.INSTRUCTION,
    Action.RAPPORTER: Regard.RAPPORT,
    Action.LIRE_PAR_EXCEPTION: Regard.RAPPORT,
}
# The register tells by which right a dossier was read, when it was not as a member of the commission: somebody who
# instructs may have a seat too.
EXCEPTIONNEL = "exceptionnel:"
AU_REGISTRE = {
    Action.LIRE_ADMINISTRATIF: "instruction:",
    Action.INSTRUIRE: "instruction:",
    Action.RAPPORTER: "rapport:",
    Action.LIRE_PAR_EXCEPTION: EXCEPTIONNEL,
}


def _consigner(personne, candidature, action, objet):
    """Journal one reading, in one transaction that holds the edition against a change of dates (see Q45).

    A postponement asks whether somebody has read while it holds the edition alone: it either finds this reading, or is
    committed before it, and the seal, read again in a new statement, refuses. A reading already journaled within the
    quarter of an hour asks nothing: its entry forbids any postponement. The team's readings are its own.
    """
    if action == Action.SUIVRE:
        return
    objet = f"{AU_REGISTRE.get(action, '')}{objet}"
    instant = horloge.maintenant()

    def encore_descellee():
        edition = Edition.objects.verrouiller_en_partage(candidature.edition_id)
        exiger_trouve(edition.sceau_leve(instant))

    inscrire_lecture(par=personne, objet=candidature, instant=instant, a_condition=encore_descellee, vu=objet)


def consulter(personne, reference, action, objet="dossier"):
    """Return the ``Dossier`` of the last filed version: the only way to content.

    Effects, in order: access checked, reading journaled in its own chain (own short transaction), version read.
    The readings of the team are not journaled: they are its own. Raises ``Http404``.
    """
    return consulter_avec(personne, reference, action, None, objet)[0]


def consulter_avec(personne, reference, action, avec, objet="dossier"):
    """Do the same; return with the ``Dossier`` its candidature, completed by ``avec`` in the statement that checks."""
    candidature = dossier_ou_404(personne, reference, action, avec=avec)
    _consigner(personne, candidature, action, objet)
    depot = candidature.depots.select_related("structure", "thematique").order_by("-numero").first()
    exiger_trouve(depot)
    pieces = list(depot.pieces.select_related("fichier"))
    return composer(candidature, depot, pieces, REGARDS[action]), candidature


def consulter_piece(personne, reference, action, piece_id):
    """Return the ``Fichier`` of one file of the last filed version, once journaled. Raises ``Http404``."""
    candidature = dossier_ou_404(personne, reference, action)
    piece = (
        PieceDeposee.objects.select_related("fichier", "depot")
        .filter(pk=piece_id, depot__candidature=candidature)
        .order_by("-depot__numero")
        .first()
    )
    dernier = candidature.depots.order_by("-numero").values_list("pk", flat=True).first()
    exiger_trouve(piece is not None and piece.depot_id == dernier)
    emplacements = {emplacement["code"]: emplacement for emplacement in piece.depot.formulaire["pieces"]}
    exiger_trouve(piece_visible(emplacements[piece.emplacement], REGARDS[action]))
    _consigner(personne, candidature, action, f"piece:{piece.pk}")
    return piece.fichier


def action_d_instruction(personne, candidature):
    """Return what somebody who instructs reads a dossier by: RAPPORTER for its rapporteur, else LIRE_ADMINISTRATIF."""
    return Action.RAPPORTER if acces(personne, candidature, Action.RAPPORTER) else Action.LIRE_ADMINISTRATIF


def consulter_complement(personne, reference, piece_id):
    """Return the ``Fichier`` of a piece sent as a complement, to those who instruct only (see Q8), once journaled."""
    candidature = dossier_ou_404(personne, reference, Action.INSTRUIRE)
    piece = PieceDeComplement.objects.envoyee(candidature, piece_id)
    exiger_trouve(piece is not None)
    _consigner(personne, candidature, Action.INSTRUIRE, f"complement:{piece.pk}")
    return piece.fichier
