"""One's own grid of a dossier: what was noted, as JSON beside each row of a statement."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import JSONField, OuterRef, Q, Subquery
from django.utils.dateparse import parse_datetime

from amihr.socle.requetes import ValeurCompilee
from candidatures.acces import PERSONNE
from candidatures.models import Candidature
from evaluation.models import EtatEvaluation, Evaluation, Note
from evaluation.regles.completude import HORS_COMPETENCE

from .cloture import est_close
from .grilles import en_json


def notes_en_json():
    """The notes of an evaluation, as one JSON array."""
    notes = Note.objects.filter(evaluation=OuterRef("pk")).order_by()
    champs = {"critere": "critere_id", "sous": "sous_critere_id", "valeur": "valeur", "hors": "est_hors_competence"}
    return ArraySubquery(en_json(notes, commentaire="commentaire", **champs))


def reponses_lues(notes):
    """Return ``{(criterion, sub-criterion or None): note or HORS_COMPETENCE}`` for what is answered."""
    return {
        (note["critere"], note["sous"]): HORS_COMPETENCE if note["hors"] else note["valeur"]
        for note in notes
        if note["hors"] or note["valeur"] is not None
    }


def commentaires_lus(notes):
    """Return ``{criterion: comment}`` for those that say something."""
    return {note["critere"]: note["commentaire"] for note in notes if note["commentaire"]}


def miennes():
    """Return the versions of one's grid of a candidature, the last first; for whoever ``PERSONNE`` is compiled for.

    A revision that was never submitted is none of them once scoring is closed: the version before it counts.
    """
    siennes = Evaluation.objects.filter(candidature=OuterRef("pk"), membre__personne=PERSONNE, membre__retire_le=None)
    abandonnee = Q(version__gt=1) & ~Q(etat=EtatEvaluation.SOUMISE) & est_close()
    return siennes.exclude(abandonnee).order_by("-version")


def derniere_des_miennes():
    """One's last grid of a candidature with its notes, as one JSON value."""
    derniere = en_json(
        miennes(),
        pk="pk",
        grille="grille_id",
        etat="etat",
        version="version",
        revision="revision",
        secondes="secondes",
        motif="motif_de_revision",
        enregistree_le="enregistree_le",
        soumise_le="soumise_le",
        notes=notes_en_json(),
    )
    return Subquery(derniere[:1], output_field=JSONField())


_MIENNE = ValeurCompilee(
    Candidature, lambda dossiers: dossiers.annotate(valeur=derniere_des_miennes()), champ=JSONField()
)


def mienne_en_json(personne):
    """One's last grid of a candidature with its notes, as one JSON value, null while it is not begun."""
    return _MIENNE(personne=personne.pk)


def instant_lu(texte):
    """Return the instant that PostgreSQL wrote in a JSON value, or ``None``."""
    return parse_datetime(texte) if texte else None
