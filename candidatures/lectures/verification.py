"""The draft as the check page shows it: who will read what, what a label would publish, what filing accepts."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from amihr.socle.liens import lien
from candidatures.regles.dossier import Regard, parties_lues, pieces_lues
from candidatures.regles.formulaire import piece_de
from candidatures.regles.regards import lecteurs_de_piece, marquer

from .depots import documents_affiches
from .pieces import piece_nommee
from .saisie import formulaire_complet


@dataclass(frozen=True)
class ARelire:
    """The whole draft before it is filed: ``fiche``: what the catalogue would publish of it (setting FICHE_ANNONCEE)."""

    parties: tuple
    pieces: list
    fiche: object


def a_relire(brouillon):
    """Return the ``ARelire`` of a draft already authorised, each answer and each file with who will read it."""
    formulaire, contenus = formulaire_complet(brouillon.candidature.edition), brouillon.contenus
    noms = {piece.emplacement: piece.fichier.nom for piece in brouillon.pieces}
    fiche = import_string(settings.FICHE_ANNONCEE)(formulaire, contenus, noms)
    parties = marquer(formulaire, parties_lues(formulaire, contenus, Regard.EQUIPE), fiche.codes)
    pieces = [_piece(formulaire, contenus, piece, fiche) for piece in brouillon.pieces]
    return ARelire(parties, pieces, fiche)


def _piece(formulaire, contenus, piece, fiche):
    lecteurs = lecteurs_de_piece(piece_de(formulaire, piece.emplacement))
    publique = piece.emplacement in fiche.codes
    return piece_nommee(formulaire, contenus, piece) | {"lecteurs": lecteurs, "est_publique": publique}


def comme_la_commission(brouillon):
    """Return the parts and the files of a draft as a member would have them, were it filed as it stands."""
    formulaire = formulaire_complet(brouillon.candidature.edition)
    parties = parties_lues(formulaire, brouillon.contenus, Regard.COMMISSION)
    return parties, pieces_lues(formulaire, brouillon.pieces, Regard.COMMISSION)


def documents_a_relire(edition, instant, *, acceptes=(), montres=None):
    """Return what filing accepts, each document with its address and with what changed (see R9).

    ``acceptes``: what an earlier filing accepted. ``montres``: what a page that is refused had shown: what is not in it
    is new since. The text of the règlement alone can be compared, from the version ``depuis``.
    """
    connus = _versions(acceptes)
    montrees = connus if montres is None else connus | _versions(_lisibles(montres))
    return [
        _a_relire(document, montrees.get(document["code"]), montres is not None and not _est_parmi(document, montres))
        for document in documents_affiches(edition, instant)
    ]


def _versions(documents):
    return {document["code"]: document.get("version") for document in documents if "code" in document}


def _a_relire(document, avant, est_nouveau):
    change = avant is not None and avant != document["version"]
    return document | {
        "adresse": _adresse(document),
        "avant": avant if change else None,
        "comparaison": _comparaison(document, avant) if change else "",
        "est_nouveau": est_nouveau,
    }


def _lisibles(montres):
    """What a form sends back may be anything: only what names a document by words and a number is read."""
    return [
        montre
        for montre in montres
        if isinstance(montre, dict) and isinstance(montre.get("code"), str) and isinstance(montre.get("version"), int)
    ]


def _est_parmi(document, montres):
    cles = ("code", "version", "sha256")
    return any(all(montre.get(cle) == document[cle] for cle in cles) for montre in _lisibles(montres))


def _adresse(document):
    if document["code"] == "reglement":
        return lien("editions:reglement_version", document["version"])
    return lien("editions:document_associe", document["code"])


def _comparaison(document, avant):
    """Return the address of what changed since a version of the règlement, "" for a document that has no text."""
    if document["code"] != "reglement":
        return ""
    return f"{lien('editions:reglement_version', document['version'], requete={'depuis': avant})}#changements"
