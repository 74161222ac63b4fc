"""What a member's desk reads."""

from dataclasses import dataclass

from django.db.models import Exists, JSONField, OuterRef, Subquery, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce

from amihr.socle.normalisation import AppNorm
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import MINUTES_PAR_DOSSIER, Depot, Repartition
from evaluation.models import Evaluation
from evaluation.regles.bureau import Etape, etape_du_bureau
from evaluation.regles.completude import criteres_a_noter
from evaluation.regles.membre import total_du_membre

from .cloture import est_decidee
from .connaissance import connaissance_en_json
from .discussion import reponse_la_plus_recente
from .grilles import en_json
from .miennes import instant_lu, mienne_en_json, reponses_lues

RIEN = {"etat": None, "version": 0, "notes": [], "secondes": 0, "enregistree_le": None, "soumise_le": None}


@dataclass(frozen=True)
class DossierDuBureau:
    """A dossier on a member's desk: what it is called, and where one's own grid stands."""

    reference: str
    titre: str
    structure: str
    thematique: str
    pastille: str
    etape: Etape
    version: int
    notes: int
    total: str
    enregistree_le: object
    remise_le: object
    repondu_le: object
    secondes: int


@dataclass(frozen=True)
class Bureau:
    """A member's desk. ``change_le``: when others last changed what one has to score, where dossiers are shared;
    ``connue_le``: when one last said that one knows it; ``minutes_prevues``: what staff expects of one dossier."""

    dossiers: list
    minutes_prevues: int = MINUTES_PAR_DOSSIER
    change_le: object = None
    connue_le: object = None

    @property
    def est_a_connaitre(self):
        """Tell whether one's dossiers have changed since one last said that one knows them."""
        return self.change_le is not None and (self.connue_le is None or self.connue_le < self.change_le)


def bureau(personne, edition, grille):
    """Return the ``Bureau`` of ``personne``: all that they read, by title, in one statement."""
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE).filter(edition=edition)
    dossiers = dossiers.annotate(
        depose=_tete_deposee(),
        mienne=mienne_en_json(personne),
        a_evaluer=acces.a_evaluer(personne),
        decidee=est_decidee(),
        remise_compte=_remise_qui_compte(personne, grille),
        repondu_le=reponse_la_plus_recente(),
        suivi=connaissance_en_json(personne, edition),
        minutes=Subquery(Repartition.objects.filter(edition=edition).values("minutes")[:1]),
    )
    lignes = dossiers.order_by(AppNorm(KT("depose__titre")), "reference")
    lues = list(
        lignes.values_list(
            "suivi",
            "minutes",
            "reference",
            "etat",
            "depose",
            "mienne",
            "repondu_le",
            "a_evaluer",
            "decidee",
            "remise_compte",
        )
    )
    suivi, minutes = lues[0][:2] if lues else (None, None)
    instants = {nom: instant_lu((suivi or {}).get(nom)) for nom in ("change_le", "connue_le")}
    return Bureau([_du_bureau(*ligne, grille) for _, _, *ligne in lues], minutes or MINUTES_PAR_DOSSIER, **instants)


def parcours(personne, edition):
    """Return ``{reference: whether it is one's own to score}`` of all that ``personne`` reads, in the order of the desk."""
    dossiers = acces.dossiers_accessibles(personne, Action.LIRE).filter(edition=edition)
    titre = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero").values("titre")[:1]
    dossiers = dossiers.annotate(titre_depose=Subquery(titre), a_evaluer=acces.a_evaluer(personne))
    lignes = dossiers.order_by(AppNorm("titre_depose"), "reference")
    return dict(lignes.values_list("reference", "a_evaluer"))


def _tete_deposee():
    """The names of the last filed version of a candidature, as one JSON value."""
    derniers = Depot.objects.filter(candidature=OuterRef("pk")).order_by("-numero")
    tete = en_json(
        derniers,
        titre="titre",
        structure="structure__denomination",
        thematique=Coalesce("thematique__titre", Value("")),
        pastille=Coalesce("thematique__pastille", Value("")),
    )
    return Subquery(tete[:1], output_field=JSONField())


def _remise_qui_compte(personne, grille):
    """Whether a version that one submitted answers the criteria in force: a revision begun since leaves it counting."""
    siennes = Evaluation.objects.soumises().filter(membre__personne=personne, membre__retire_le=None, grille=grille.pk)
    return Exists(siennes.filter(candidature=OuterRef("pk")))


def _du_bureau(reference, etat, depose, mienne, repondu_le, est_a_evaluer, decidee, remise_compte, grille):
    mienne = mienne or RIEN
    reponses = reponses_lues(mienne["notes"])
    etape = etape_du_bureau(etat, mienne["etat"], est_a_evaluer, decidee, remise_compte)
    return DossierDuBureau(
        reference=reference,
        **depose,
        etape=etape,
        version=mienne["version"],
        notes=len(grille.criteres) - len(criteres_a_noter(grille.bareme, reponses)) if etape == Etape.COMMENCEE else 0,
        total=total_du_membre(grille.bareme, reponses) if etape == Etape.REMISE else "",
        enregistree_le=instant_lu(mienne["enregistree_le"]),
        remise_le=instant_lu(mienne["soumise_le"]),
        repondu_le=repondu_le,
        secondes=mienne["secondes"],
    )
