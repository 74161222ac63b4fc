"""Who changed what in a dossier, and when: its parts, its files, its team, its links, its filings."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, Window
from django.db.models.functions import Coalesce, Lag

from amihr.socle.textes import heure_minute, pluriel
from candidatures.models import PieceJointe, RevisionSection, Section
from candidatures.regles.differences import differences
from candidatures.regles.dossier import Regard, parties_lues
from candidatures.regles.formulaire import est_institut, libelle_de_piece, parties_a_remplir, piece_de
from candidatures.regles.historique import seances

from .saisie import formulaire_complet, instants_de_reprise

COMBIEN = 200
ENTRE_DEUX_ENREGISTREMENTS = timedelta(minutes=10)  # longer, and somebody had left the part


@dataclass(frozen=True)
class Changement:
    """One change of a dossier: ``sur`` names the part or the slot, ``quoi`` says what was done to it.

    ``par``: a person, or the words for the Région, whose agents a team is not named; ``None`` for a file taken out before its author was kept, for whoever held a link.
    ``vers``: (name of a page, its arguments after the reference, its query), or ``()``.
    """

    instant: datetime
    par: object
    sur: str
    quoi: str
    vers: tuple = ()


def changements_des_parties(candidature, partie=""):
    """Return what was saved in the parts, or in one of them: the saves of somebody who stays in a part are one change."""
    titres = _titres(candidature)
    return [
        Changement(
            seance.fin,
            seance.par,
            titres.get(seance.partie, seance.partie),
            _en_mots(seance),
            ("candidatures:revision", (seance.partie, seance.a), {"depuis": seance.de - 1}),
        )
        for seance in _seances(candidature, partie)
    ]


def _en_mots(seance):
    debut, fin = heure_minute(seance.debut), heure_minute(seance.fin)
    if seance.est_reprise:
        return "Réponses reprises d’un autre dossier"
    if seance.combien == 1:
        return f"Réponses enregistrées à {fin}"
    quand = f"de {debut} à {fin}" if debut != fin else f"à {fin}"
    return f"{pluriel(seance.combien, 'enregistrement')} {quand}"


def _seances(candidature, partie):
    sections = Section.objects.filter(candidature=candidature, **({"partie": partie} if partie else {}))
    fins = {s.partie: (s.numero, s.modifiee_le) for s in sections.defer("contenu").order_by("pk")}
    avant = {"partition_by": "section", "order_by": "numero"}
    revisions = RevisionSection.objects.filter(section__in=sections).annotate(
        precedent_le=Window(Lag("instant"), **avant),
        precedent_par=Window(Lag("par"), **avant),
        est_reprise=Q(instant__in=instants_de_reprise(candidature)),
    )
    debuts = revisions.filter(
        Q(precedent_le=None)
        | Q(precedent_le__in=instants_de_reprise(candidature))
        | ~Q(precedent_par=F("par"))
        | Q(instant__gt=F("precedent_le") + ENTRE_DEUX_ENREGISTREMENTS)
    )
    return seances(
        debuts.select_related("section", "par")
        .defer("contenu", "section__contenu")
        .order_by("section__partie", "numero"),
        fins,
    )


def revision_de(candidature, partie, numero):
    """Return one revision of a part, or ``None``."""
    revisions = RevisionSection.objects.filter(section__candidature=candidature, section__partie=partie, numero=numero)
    return revisions.select_related("par", "section").first()


def differences_des_reponses(brouillon, partie, avant, apres):
    """Return what changes in one part from the answers ``avant`` to ``apres``, as ``ChampChange``, as its team reads it."""
    formulaire = formulaire_complet(brouillon.candidature.edition)
    lues = [_lue(formulaire, brouillon.contenus | {partie: contenu}, partie) for contenu in (avant, apres)]
    trouvees = differences((lues[0], ()), (lues[1], ())).parties
    return trouvees[0].champs if trouvees else ()


def _lue(formulaire, contenus, partie):
    return [lue for lue in parties_lues(formulaire, contenus, Regard.EQUIPE) if lue.slug == partie]


def derniers_changements(brouillon):
    """Return the last change of each part and those of the files, latest first."""
    titres = _titres(brouillon.candidature)
    sections = [section for section in brouillon.sections.values() if section.modifiee_le]
    return du_plus_recent(
        changements_des_pieces(brouillon)
        + [Changement(s.modifiee_le, s.modifiee_par, titres.get(s.partie, s.partie), "Réponses") for s in sections]
    )


def changements_des_pieces(brouillon):
    """Return what was joined and what was taken out, with the names of the slots."""
    formulaire, changements = brouillon.candidature.edition.formulaire, []
    institut = est_institut(formulaire, brouillon.contenus)
    pieces = PieceJointe.objects.filter(candidature=brouillon.candidature)
    pieces = pieces.select_related("fichier", "par", "retiree_par")
    # Of one instant, the file that replaces comes before the one replaced.
    du_dernier = Coalesce("retiree_le", "jointe_le").desc(), F("retiree_le").desc(nulls_first=True), "pk"
    for piece in pieces.order_by(*du_dernier)[:COMBIEN]:
        emplacement = piece_de(formulaire, piece.emplacement)
        sur = libelle_de_piece(emplacement, institut) if emplacement else piece.emplacement
        changements.append(Changement(piece.jointe_le, piece.par, sur, f"Fichier joint\u00a0: {piece.fichier.nom}"))
        if piece.retiree_le:
            quoi = f"Fichier retiré\u00a0: {piece.fichier.nom}"
            changements.append(Changement(piece.retiree_le, piece.retiree_par, sur, quoi))
    return changements


def _titres(candidature):
    return {partie["slug"]: partie["titre"] for partie in parties_a_remplir(candidature.edition.formulaire)}


def du_plus_recent(changements):
    return sorted(changements, key=lambda changement: changement.instant, reverse=True)
