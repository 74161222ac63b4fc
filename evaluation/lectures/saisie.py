"""What scoring reads: the grid, one's own answers, then the others'. Few statements, whatever the grid's size."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, Case, F, JSONField, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.journal.chaine import reference_de
from amihr.journal.models import Chaine, EntreeJournal
from amihr.socle.requetes import ValeurCompilee
from amihr.socle.textes import date_heure
from candidatures import acces
from candidatures.acces import PERSONNE, Action
from candidatures.lectures.videos import video_vue_par
from candidatures.models import Candidature, Depot, Etat
from evaluation.lectures import evaluations_visibles
from evaluation.models import (
    EtatEvaluation,
    Evaluation,
    Grille,
    NoteDeMarge,
    NotePrivee,
    Seance,
)
from evaluation.regles.grille import GrilleLue
from evaluation.regles.marge import DELAI_POUR_RETABLIR
from evaluation.regles.notes_des_autres import APRES_LA_NOTATION, choix_de, sont_ouvertes
from evaluation.regles.temps import secondes_de_travail

from .calibrage_exige import attend_le_calibrage
from .cloture import EN_NOTATION, est_decidee
from .grilles import en_json, grilles_en_json
from .miennes import commentaires_lus, derniere_des_miennes, instant_lu, miennes, notes_en_json, reponses_lues


@dataclass(frozen=True)
class Saisie:
    """What scoring one dossier needs: the seat, the filed version, the grid, one's last version of it."""

    siege_id: object
    depot_id: object
    grille: GrilleLue
    grille_en_vigueur: int
    est_a_moi: bool
    est_ouverte: bool
    evaluation: Evaluation | None
    reponses: dict
    commentaires: dict
    note_privee: str = ""
    revision_de_la_note: int = 0
    video: dict = field(default_factory=dict)
    ouverte_le: datetime | None = None
    attend_le_calibrage: bool = False
    marge: tuple = ()
    est_close: bool = False

    def secondes_a(self, instant):
        """Return the seconds of work on the dossier by ``instant``, as they are to be kept with the grid."""
        if self.evaluation is None:
            return secondes_de_travail(self.ouverte_le, instant)
        depuis = None if self.est_remise else self.evaluation.enregistree_le
        return self.evaluation.secondes + secondes_de_travail(depuis, instant)

    @property
    def est_remise(self):
        """Tell whether one's last version of the grid is submitted."""
        return self.evaluation is not None and self.evaluation.etat == EtatEvaluation.SOUMISE

    @property
    def est_sur_une_autre_grille(self):
        """Tell whether the criteria have changed since one began: what was noted answers other questions (A-69)."""
        return self.evaluation is not None and self.evaluation.grille_id != self.grille_en_vigueur

    @property
    def a_remis(self):
        """Tell whether some version of one's grid is submitted: the others' notes are then open (see A-19)."""
        return self.est_remise or self.est_en_revision

    @property
    def est_en_revision(self):
        """Tell whether one has begun a new version of a submitted grid, and not submitted it."""
        return not self.est_remise and self.evaluation is not None and self.evaluation.version > 1

    @property
    def enregistree_a(self):
        """The hour of the last save, as the page writes it; "" while nothing is saved."""
        return date_heure(self.evaluation.enregistree_le).rpartition(" à ")[2] if self.evaluation else ""

    @property
    def revision(self):
        """The number of saves of one's last version: a page that shows another one is out of date."""
        return self.evaluation.revision if self.evaluation else 0


def est_deliberee(edition_id):
    """Tell whether a meeting of the commission has opened."""
    return Seance.objects.filter(edition=edition_id, ouverte_le__isnull=False).exists()


def est_revisable(edition_id, saisie):
    """Tell whether a submitted grid may be revised: once a meeting has opened, or after the grid itself has changed."""
    if not saisie.est_remise:
        return False
    return est_deliberee(edition_id) or saisie.est_sur_une_autre_grille


def _ouverte_le():
    """When one last opened a candidature, by the register of readings."""
    objet = Concat(Value(reference_de(Candidature(pk=""))), Cast(OuterRef("pk"), TextField()))
    lectures = EntreeJournal.objects.filter(chaine=Chaine.LECTURES, objet=objet, par=PERSONNE)
    return Subquery(lectures.order_by("-instant").values("instant")[:1])


def _tout_en_json(dossiers):
    """What ``saisie_de`` needs of each dossier, as one JSON value."""
    sieges = Membre.objects.en_fonction().filter(edition=OuterRef("edition"), personne=PERSONNE)
    depots = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    grilles = Grille.objects.filter(edition=OuterRef("edition")).order_by("-numero")
    remise = Case(When(etat=EtatEvaluation.SOUMISE, then=F("grille")))  # what is submitted is read on its own grid
    derniere = Subquery(grilles.values("pk")[:1])
    la_mienne = Subquery(miennes().annotate(remise=remise).values("remise")[:1])
    choisie = Coalesce(la_mienne, derniere, output_field=BigIntegerField())
    lue = grilles_en_json(Grille.objects.filter(pk=OuterRef("grille_choisie")))
    notes = NotePrivee.objects.filter(
        candidature=OuterRef("pk"), membre__personne=PERSONNE, membre__retire_le=None
    ).order_by("pk")
    privee = en_json(notes, texte="texte", revision="revision")
    en_marge = NoteDeMarge.objects.filter(
        candidature=OuterRef("pk"), membre__personne=PERSONNE, membre__retire_le=None
    ).order_by("ecrite_le", "pk")
    champs = ("pk", "partie", "citation", "texte", "revision", "retiree_le")
    return dossiers.annotate(grille_choisie=choisie).annotate(
        valeur=JSONObject(
            siege=Subquery(sieges.values("pk")[:1]),
            depot=Subquery(depots.values("pk")[:1]),
            mienne=derniere_des_miennes(),
            privee=Subquery(privee[:1], output_field=JSONField()),
            video=video_vue_par(PERSONNE),
            ouverte_le=_ouverte_le(),
            attend_le_calibrage=attend_le_calibrage(),
            marge=ArraySubquery(en_json(en_marge, **{champ: champ for champ in champs})),
            grille=Subquery(lue, output_field=JSONField()),
            grille_en_vigueur=derniere,
            est_decidee=est_decidee(),
        )
    )


_SAISIE = ValeurCompilee(Candidature, _tout_en_json, champ=JSONField())


def avec_la_saisie(dossiers, personne):
    """Read with each dossier, in the same statement, what ``saisie_de`` needs of it."""
    lus = dossiers.select_related("edition").defer("edition__formulaire")
    return lus.annotate(saisie_en_json=_SAISIE(personne=personne.pk), a_evaluer=acces.a_evaluer(personne))


def saisie_de(dossier):
    """Return the ``Saisie`` of a dossier that came through ``avec_la_saisie``."""
    lue = dossier.saisie_en_json
    grille, mienne = GrilleLue.de_json(lue["grille"]), lue["mienne"]
    siege, depot = (UUID(lue[cle]) if lue[cle] else None for cle in ("siege", "depot"))
    est_close = lue["est_decidee"] or dossier.etat not in EN_NOTATION
    est_ouverte = dossier.etat == Etat.EN_EVALUATION and dossier.a_evaluer and not est_close
    commun = siege, depot, grille, lue["grille_en_vigueur"], dossier.a_evaluer, est_ouverte
    privee = lue["privee"] or {"texte": "", "revision": 0}
    video = {quoi: instant_lu(quand) for quoi, quand in lue["video"].items()}
    notes = {"note_privee": privee["texte"], "revision_de_la_note": privee["revision"], "video": video}
    notes["ouverte_le"] = instant_lu(lue["ouverte_le"])
    notes |= {"attend_le_calibrage": lue["attend_le_calibrage"], "marge": _marge(lue["marge"]), "est_close": est_close}
    if not mienne:
        return Saisie(*commun, None, {}, {}, **notes)
    evaluation = Evaluation(
        pk=UUID(mienne["pk"]),
        candidature=dossier,
        membre_id=siege,
        grille_id=mienne["grille"],
        depot_id=depot,
        etat=mienne["etat"],
        version=mienne["version"],
        revision=mienne["revision"],
        secondes=mienne["secondes"],
        motif_de_revision=mienne["motif"],
        enregistree_le=instant_lu(mienne["enregistree_le"]),
        soumise_le=instant_lu(mienne["soumise_le"]),
    )
    if evaluation.grille_id != grille.pk:  # begun on a former grid: its notes answer other questions
        return Saisie(*commun, evaluation, {}, {}, **notes)
    return Saisie(*commun, evaluation, reponses_lues(mienne["notes"]), commentaires_lus(mienne["notes"]), **notes)


def _marge(lues):
    """One's notes in the margin; one taken off is still there, to be put back, for a while (``est_retiree``)."""
    recentes = horloge.maintenant() - DELAI_POUR_RETABLIR
    notes = [note | {"retiree_le": instant_lu(note["retiree_le"])} for note in lues]
    return tuple(
        note | {"est_retiree": note["retiree_le"] is not None}
        for note in notes
        if note["retiree_le"] is None or note["retiree_le"] >= recentes
    )


def lire_et_noter(personne, reference):
    """Return the ``Dossier`` and the ``Saisie`` of what ``personne`` reads, under one check; raises ``Http404``."""
    avec = partial(avec_la_saisie, personne=personne)
    dossier, candidature = acces.consulter_avec(personne, reference, Action.LIRE, avec)
    return dossier, saisie_de(candidature)


def notes_visibles(personne, edition, saisie, reference):
    """Return (evaluation, answers, comments) for each submitted grid of a dossier that one may see, by member.

    ``None`` while the others' notes are closed to a member, by the choice of the edition.
    """
    choix = choix_de(edition)
    deliberee = choix == APRES_LA_NOTATION and saisie.a_remis and est_deliberee(edition.pk)
    if not sont_ouvertes(choix, a_remis=saisie.a_remis, est_deliberee=deliberee):
        return None
    visibles = evaluations_visibles(personne, edition).filter(candidature__reference=reference)
    lignes = visibles.annotate(notes_lues=notes_en_json()).order_by(
        "membre__personne__nom", "membre__personne__prenom", "membre"
    )
    return [(ligne, reponses_lues(ligne.notes_lues), commentaires_lus(ligne.notes_lues)) for ligne in lignes]


def versions_precedentes(saisie):
    """Return (evaluation, answers, comments) for each submitted version of one's own grid before the last, the latest first.

    No statement for whoever has revised nothing. One given on a former grid answered other questions: it is left out.
    """
    mienne = saisie.evaluation
    if mienne is None or mienne.version == 1:
        return []
    anciennes = Evaluation.objects.soumises().filter(
        candidature=mienne.candidature_id, membre=saisie.siege_id, version__lt=mienne.version, grille=saisie.grille.pk
    )
    lignes = anciennes.annotate(notes_lues=notes_en_json()).order_by("-version")
    return [(ligne, reponses_lues(ligne.notes_lues), commentaires_lus(ligne.notes_lues)) for ligne in lignes]
