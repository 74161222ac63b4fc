"""The read-only view of a filed version, cut down to what a reader may see (Q8, Q25)."""

from dataclasses import dataclass
from enum import StrEnum

from amihr.fichiers.genres import DESSINABLES

from .affichage import afficher
from .formulaire import question_posee
from .presence import presence_de_partie, presence_de_piece


class Regard(StrEnum):
    """With which eyes a filed version is read."""

    EQUIPE = "equipe"
    COMMISSION = "commission"
    INSTRUCTION = "instruction"
    RAPPORT = "rapport"


@dataclass(frozen=True)
class Reponse:
    """One answered question: its definition in the form, what was answered, and how people read it."""

    question: dict
    valeur: object
    affichage: dict

    @property
    def est_longue(self):
        """Tell whether it is a text of several paragraphs."""
        return self.question["type"] in ("texte_long", "memoire")


@dataclass(frozen=True)
class PartieLue:
    """One part of the dossier with its visible answers."""

    slug: str
    titre: str
    article: str
    reponses: tuple


@dataclass(frozen=True)
class PieceLue:
    """One file of the version, by its id, never by its bytes."""

    id: object
    emplacement: str
    libelle: str
    nom: str
    taille: int
    type_mime: str
    pages: int | None
    sha256: str
    date_du_document: object = None

    @property
    def se_lit_ici(self):
        """Tell whether the site may show its pages; a video is downloaded."""
        return self.type_mime in DESSINABLES


@dataclass(frozen=True)
class Dossier:
    """A filed version as one reader may see it. Built by ``candidatures.acces`` and by nothing else.

    ``presences``: for those who instruct, what is there in the parts and the slots that they may not open.
    """

    candidature_id: object
    reference: str
    titre: str
    structure: str
    thematique: str
    version: int
    depose_le: object
    empreinte: str
    regard: Regard
    parties: tuple
    pieces: tuple
    presences: tuple = ()

    @property
    def video(self):
        """The link to the video, where the form asks for one and the reader may see it; else ""."""
        reponses = (reponse for partie in self.parties for reponse in partie.reponses)
        return next((r.affichage["texte"] for r in reponses if r.question.get("role") == "video" and r.valeur), "")


def partie_visible(partie, regard):
    """Tell whether a part of the form is open to ``regard``.

    Q8: those who instruct see the parts that the edition opens to instruction; the commission and the rapporteur see
    the technical dossier too; the team sees all of its own.
    """
    if regard == Regard.INSTRUCTION:
        return bool(partie.get("instruction"))
    return True


def question_visible(question, partie, regard):
    """Tell whether one question of a part is open to ``regard``.

    Q25: the contact persons' details are hidden from the commission, and from the rapporteur wherever the instruction
    does not see them already; a private column of a list is such a detail.
    """
    if regard == Regard.RAPPORT and not partie_visible(partie, Regard.INSTRUCTION):
        regard = Regard.COMMISSION
    return not (regard == Regard.COMMISSION and question.get("prive"))


def piece_visible(emplacement, regard):
    """Tell whether a slot of the form is open to ``regard`` (see Q8: the commission reads no Kbis)."""
    if regard == Regard.RAPPORT:
        return any(piece_visible(emplacement, autre) for autre in (Regard.INSTRUCTION, Regard.COMMISSION))
    if regard == Regard.COMMISSION:
        return not emplacement.get("prive")
    if regard == Regard.INSTRUCTION:
        return bool(emplacement.get("instruction", emplacement.get("prive")))
    return True


def parties_lues(formulaire, contenu, regard):
    """Return the visible parts of ``contenu`` in the order of the form, as a tuple of ``PartieLue``."""
    parties = []
    for partie in formulaire["parties"]:
        if not partie_visible(partie, regard):
            continue
        reponses = tuple(
            _reponse(
                *_coupee(question, contenu.get(partie["slug"], {}).get(question["code"]), partie, regard), formulaire
            )
            for question in partie["questions"]
            if question_visible(question, partie, regard) and question_posee(question, contenu)
        )
        if not partie["questions"]:
            continue
        parties.append(PartieLue(partie["slug"], partie["titre"], partie.get("article", ""), reponses))
    return tuple(parties)


def _coupee(question, valeur, partie, regard):
    """Return a question and its answer without the columns of a list that are closed to ``regard`` (see Q25)."""
    champs = question.get("sous_champs", [])
    ouverts = [champ for champ in champs if question_visible(champ, partie, regard)]
    if len(ouverts) == len(champs):
        return question, valeur
    codes = {champ["code"] for champ in ouverts}
    lignes = [{code: cellule for code, cellule in ligne.items() if code in codes} for ligne in valeur or []]
    return question | {"sous_champs": ouverts}, lignes


def _reponse(question, valeur, formulaire):
    return Reponse(question, valeur, afficher(question, valeur, formulaire))


def pieces_lues(formulaire, pieces, regard):
    """Return the visible files of a version, as a tuple of ``PieceLue``."""
    emplacements = {emplacement["code"]: emplacement for emplacement in formulaire["pieces"]}
    return tuple(
        PieceLue(
            id=piece.id,
            emplacement=piece.emplacement,
            libelle=emplacements[piece.emplacement]["libelle"],
            nom=piece.fichier.nom,
            taille=piece.fichier.taille,
            type_mime=piece.fichier.type_mime,
            pages=piece.fichier.pages,
            sha256=piece.sha256,
            date_du_document=piece.date_du_document,
        )
        for piece in pieces
        if piece_visible(emplacements[piece.emplacement], regard)
    )


def composer(candidature, depot, pieces, regard):
    """Return the ``Dossier`` of a version, cut down to ``regard``. ``candidatures.acces`` alone calls it."""
    return Dossier(
        candidature_id=candidature.pk,
        reference=candidature.reference,
        titre=depot.titre,
        structure=depot.structure.denomination,
        thematique=depot.thematique.titre if depot.thematique else "",
        version=depot.numero,
        depose_le=depot.depose_le,
        empreinte=depot.empreinte,
        regard=regard,
        parties=parties_lues(depot.formulaire, depot.contenu, regard),
        pieces=pieces_lues(depot.formulaire, pieces, regard),
        presences=presences(depot.formulaire, depot.contenu, pieces, regard),
    )


def presences(formulaire, contenu, pieces, regard):
    """Return what those who instruct may know of what they may not open, as a tuple of ``Presence`` (see Q8)."""
    if regard != Regard.INSTRUCTION:
        return ()
    fichiers = {}
    for piece in pieces:
        fichiers.setdefault(piece.emplacement, []).append(piece.fichier)
    parties = [p for p in formulaire["parties"] if p["questions"] and not partie_visible(p, regard)]
    fermees = [e for e in formulaire["pieces"] if not piece_visible(e, regard)]
    return tuple(presence_de_partie(formulaire, partie, contenu, fichiers) for partie in parties) + tuple(
        presence_de_piece(emplacement, fichiers) for emplacement in fermees
    )
