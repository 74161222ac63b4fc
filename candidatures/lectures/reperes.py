"""What an agent should look at in the dossiers that it examines: one reading for the list and for one dossier."""

from amihr.horloge import jour_de_paris
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot
from candidatures.regles.dossier import Regard, piece_visible
from candidatures.regles.reperes import reperes_de_la_structure, reperes_des_pieces, reperes_du_siren


def reperes(personne, edition, candidatures):
    """Return ``{pk: [Repere, …]}`` for candidatures that ``personne`` examines, on their last filed version.

    A dossier of the same company is named only if ``personne`` may examine it too (T5, T6).
    """
    depots = _derniers(candidatures)
    memes = _meme_siren(personne, edition, {depot.structure.siren for depot in depots} - {""})
    alerte = edition.reglages.get("Q7", {}).get("alerte_mois")
    trouves = {}
    for depot in depots:
        autres = [autre for pk, autre in memes.get(depot.structure.siren, {}).items() if pk != depot.candidature_id]
        trouves[depot.candidature_id] = _du_depot(depot, edition.formulaire, autres, alerte)
    return trouves


def _derniers(candidatures):
    depots = Depot.objects.filter(candidature__in=candidatures).select_related("structure").prefetch_related("pieces")
    depots = depots.defer("contenu", "formulaire", "manifeste", "revisions", "documents_acceptes")
    return list(depots.order_by("candidature_id", "-numero").distinct("candidature_id"))


def _meme_siren(personne, edition, sirens):
    """Return ``{SIREN: {pk of a candidature: (reference, title)}}``, whatever version said it."""
    if not sirens:
        return {}
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE_ADMINISTRATIF).filter(edition=edition)
    trouves = Depot.objects.filter(candidature__in=dossiers, structure__siren__in=sirens).order_by("candidature__titre")
    par_siren = {}
    for siren, pk, reference, titre in trouves.values_list(
        "structure__siren", "candidature_id", "candidature__reference", "candidature__titre"
    ):
        par_siren.setdefault(siren, {})[pk] = (reference, titre)
    return par_siren


def _du_depot(depot, formulaire, autres, alerte):
    """The edition's own form names slots and choices: the frozen one, of each version, would weigh on a list."""
    lisibles = {e["code"] for e in formulaire["pieces"] if piece_visible(e, Regard.INSTRUCTION)}
    pieces = [piece for piece in depot.pieces.all() if piece.emplacement in lisibles]
    return [
        *reperes_des_pieces(formulaire, pieces, jour_de_paris(depot.depose_le), alerte),
        *reperes_de_la_structure(formulaire, depot.structure),
        *reperes_du_siren(autres),
    ]
