"""Who will read each answer and each file, before it is filed: the words of the rule that cuts a filed version (Q8, Q25)."""

from dataclasses import dataclass
from enum import StrEnum

from .dossier import Regard, partie_visible, piece_visible, question_visible

DE_LA_REGION = (Regard.INSTRUCTION, Regard.RAPPORT)


class Lecteurs(StrEnum):
    """The widest circle that reads something of a dossier once the seal is lifted."""

    COMMISSION = "commission"
    REGION = "region"
    EQUIPE = "equipe"

    @property
    def mot(self):
        return MOTS[self]

    @property
    def incise(self):
        """The same words inside a sentence."""
        return self.mot[0].lower() + self.mot[1:]

    @property
    def puce(self):
        return PUCES[self]


MOTS = {
    Lecteurs.COMMISSION: "Lu par la commission",
    Lecteurs.REGION: "Lu par la Région seulement",
    Lecteurs.EQUIPE: "Lu par votre équipe seulement",
}
PUCES = {Lecteurs.COMMISSION: "info", Lecteurs.REGION: "scelle", Lecteurs.EQUIPE: ""}


def _lecteurs(est_visible):
    if est_visible(Regard.COMMISSION):
        return Lecteurs.COMMISSION
    return Lecteurs.REGION if any(est_visible(regard) for regard in DE_LA_REGION) else Lecteurs.EQUIPE


def lecteurs_de_question(question, partie):
    """Return who reads the answer to a question, or one column of a list, of that part."""
    return _lecteurs(lambda regard: partie_visible(partie, regard) and question_visible(question, partie, regard))


def lecteurs_de_piece(emplacement):
    """Return who opens the file of a slot."""
    return _lecteurs(lambda regard: piece_visible(emplacement, regard))


@dataclass(frozen=True)
class ReponseMarquee:
    """An answer with who reads it. ``lecteurs``: when they are not those of its part; ``sauf``: ``((column, Lecteurs), …)``."""

    reponse: object
    lecteurs: Lecteurs | None
    sauf: tuple
    est_publique: bool


@dataclass(frozen=True)
class PartieMarquee:
    """A part as the check page shows it; ``lecteurs``: those of most of its answers, the widest circle of them."""

    slug: str
    titre: str
    article: str
    lecteurs: Lecteurs
    reponses: tuple


def marquer(formulaire, parties, publics):
    """Return ``parties``, read by their own team, as ``PartieMarquee``; ``publics``: codes that a label would publish."""
    definitions = {partie["slug"]: partie for partie in formulaire["parties"]}
    return tuple(_marquee(partie, definitions[partie.slug], publics) for partie in parties)


def _marquee(partie, definition, publics):
    lus = [lecteurs_de_question(reponse.question, definition) for reponse in partie.reponses]
    large = min(lus, key=list(Lecteurs).index, default=Lecteurs.COMMISSION)
    reponses = tuple(
        ReponseMarquee(
            reponse,
            lecteurs if lecteurs != large else None,
            _sauf(reponse.question, lecteurs, definition),
            reponse.question["code"] in publics,
        )
        for reponse, lecteurs in zip(partie.reponses, lus, strict=True)
    )
    return PartieMarquee(partie.slug, partie.titre, partie.article, large, reponses)


def _sauf(question, lecteurs, definition):
    """Return the columns of a list that fewer people read than the list itself."""
    colonnes = [
        (champ["libelle"], lecteurs_de_question(champ, definition)) for champ in question.get("sous_champs", ())
    ]
    return tuple((libelle, propres) for libelle, propres in colonnes if propres != lecteurs)
