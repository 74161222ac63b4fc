"""Filing and what was filed: documents accepted, versions, receipts."""

from amihr.editions.reglement import documents_en_vigueur
from candidatures.models import Accuse, Depot
from candidatures.regles.dossier import Regard, parties_lues
from candidatures.regles.formulaire import est_vide

from .pieces import piece_nommee


def documents_affiches(edition, instant):
    """Return what filing accepts, the règlement first: code, title, version, date, SHA-256 (see R9)."""
    reglement = edition.versions_reglement.en_vigueur(instant)
    lignes = [] if reglement is None else [("reglement", "Règlement", reglement.publiee_le, reglement)]
    lignes += [(d.code, d.titre, d.publie_le, d) for d in documents_en_vigueur(edition, instant)]
    return [
        {"code": code, "titre": titre, "version": document.numero, "le": le, "sha256": document.sha256}
        for code, titre, le, document in lignes
    ]


def documents_a_accepter(edition, instant):
    """Return what the check page posts back and a filing keeps: ``[{"code", "version", "sha256"}]`` (see R9)."""
    return [
        {champ: document[champ] for champ in ("code", "version", "sha256")}
        for document in documents_affiches(edition, instant)
    ]


def depots_de(candidature):
    """Return the filed versions, latest first, as a list."""
    return list(candidature.depots.select_related("par", "accuse__fichier").order_by("-numero"))


def derniers_depots(candidatures):
    """Return the last filed version of each of these that has one, with its files, as ``{candidature_id: Depot}``."""
    versions = Depot.objects.filter(candidature__in=candidatures).order_by("candidature_id", "-numero")
    derniers = versions.distinct("candidature_id").defer("formulaire").prefetch_related("pieces")
    return {depot.candidature_id: depot for depot in derniers}


def depot_numero(candidature, numero):
    """Return one filed version of a candidature already authorised, or ``None``."""
    depots = candidature.depots.filter(numero=numero).select_related("par", "structure", "candidature__edition")
    return depots.first()


def parties_du_depot(depot):
    """Return a filed version as its own team reads it, part by part."""
    return parties_lues(depot.formulaire, depot.contenu, Regard.EQUIPE)


def pieces_du_depot(depot):
    """Return the files of a filed version with the names of their slots."""
    pieces = depot.pieces.select_related("fichier").order_by("ordre")
    return [piece_nommee(depot.formulaire, depot.contenu, piece) for piece in pieces]


def _repondues(contenus):
    """Return the answers that say something: a part saved empty is one never opened."""
    return {
        (partie, code): valeur
        for partie, reponses in contenus.items()
        for code, valeur in reponses.items()
        if not est_vide(valeur)
    }


def differe_du_depot(brouillon, depot):
    """Tell whether the draft differs from a filed version: what was changed since is not filed."""
    presentes = sorted((p.emplacement, p.fichier.sha256, str(p.date_du_document)) for p in brouillon.pieces)
    deposees = sorted((p.emplacement, p.sha256, str(p.date_du_document)) for p in depot.pieces.all())
    return _repondues(brouillon.contenus) != _repondues(depot.contenu) or presentes != deposees


def accuse_de(depot):
    """Return the receipt of a filed version once the worker has made it, else ``None``."""
    return Accuse.objects.filter(depot=depot).select_related("fichier").first()


def accuses_a_produire(lot=20):
    """Return filed versions that have no receipt yet, oldest first."""
    sans_accuse = Depot.objects.filter(accuse=None).order_by("depose_le", "pk")
    return sans_accuse.select_related("candidature__edition", "par", "structure")[:lot]


def depot_par_code(code):
    """Return what `/verifier/depot/<code>/` shows: version, instant and hashes, never a name (Q46); or ``None``.

    What was filed in a rehearsal was never filed.
    """
    depots = Depot.objects.filter(code=code, candidature__edition__est_repetition=False).prefetch_related(
        "pieces__fichier"
    )
    return depots.select_related("candidature__edition").first()
