"""The dossier under examination in a meeting: figures, votes, decision, and what the reader may do there."""

from dataclasses import dataclass

from evaluation.regles.arrondi import ecrire_centiemes
from evaluation.regles.indicateurs import SEANCE, sont_montres
from evaluation.regles.suivi import puce_du_sens, situation

from . import derniere_grille, votants_possibles
from .classement import lire_le_classement
from .seances import (
    a_confirmer,
    decompte,
    figures,
    mon_avis,
    ordre_du_jour,
    presences_par_college,
    presents_deportes,
    si_different,
)


@dataclass(frozen=True)
class Passage:
    """One line of the agenda."""

    candidature: object
    rang: int
    puce: dict
    sens: dict | None
    est_a_confirmer: bool
    est_a_examiner: bool

    @property
    def decision(self):
        return getattr(self.candidature, "decision", None)


@dataclass(frozen=True)
class SeanceLue:
    """A meeting as one person sees it: its agenda is made of the dossiers that this person may meet there."""

    seance: object
    conduit: bool
    passages: list
    colleges: list
    montre: bool
    est_annulee: bool

    @property
    def presents(self):
        return sum(college["presents"] for college in self.colleges)

    @property
    def membres(self):
        return sum(len(college["membres"]) for college in self.colleges)

    @property
    def est_ouverte(self):
        return self.seance.close_le is None and not self.est_annulee

    @property
    def est_a_clore(self):
        """Whether nothing stands in the way of the closing."""
        decides = [passage for passage in self.passages if passage.sens]
        return bool(decides) and not any(passage.est_a_confirmer for passage in self.passages)

    def passage(self, reference=""):
        """Return the passage of a reference; without one the first still to examine, else the first; or ``None``."""
        if reference:
            return next((p for p in self.passages if p.candidature.reference == reference), None)
        return next((p for p in self.passages if p.est_a_examiner), (self.passages or [None])[0])


def lire_la_seance(personne, seance, instant, *, conduit):
    """Return the ``SeanceLue`` of a person; the number of queries does not grow with the dossiers."""
    dossiers = ordre_du_jour(personne, seance, conduit=conduit, instant=instant)
    decisions = [c.decision for c in dossiers if getattr(c, "decision", None)]
    confirmer = a_confirmer(decisions)
    passages = [_passage(c, rang, confirmer, instant) for rang, c in enumerate(dossiers, start=1)]
    permis = seance.edition.reglage("Q41", "montrer_en_seance")
    montre = sont_montres(SEANCE, choix_du_president=seance.montre_les_indicateurs, reglage_de_la_seance=permis)
    annulee = seance.edition.est_annulee(instant)
    return SeanceLue(seance, conduit, passages, presences_par_college(seance), montre, annulee)


def _passage(candidature, rang, confirmer, instant):
    decision = getattr(candidature, "decision", None)
    est_a_confirmer = decision is not None and decision.pk in confirmer
    return Passage(
        candidature=candidature,
        rang=rang,
        puce=situation(decision, instant, est_a_confirmer=est_a_confirmer),
        sens=puce_du_sens(decision),
        est_a_confirmer=est_a_confirmer,
        est_a_examiner=decision is None or decision.arretee_le is None or est_a_confirmer,
    )


@dataclass(frozen=True)
class Examen:
    """What is on the table about one dossier. ``criteres``: (criterion, mean before or "", mean now)."""

    passage: Passage
    criteres: list
    avant: object
    apres: object
    votants: list
    decompte: object
    avis: object
    deportes: list
    peut_voter: bool
    peut_arreter: bool
    maximum: int

    @property
    def ecart_type(self):
        """The standard deviation of the members' totals, as displayed."""
        membres = self.apres.membres
        return ecrire_centiemes(membres.ecart_type_centiemes) if membres.n else "–"


def examiner(personne, lue, passage, instant):
    """Return the ``Examen`` of one passage of a meeting."""
    seance, candidature = lue.seance, passage.candidature
    grille = derniere_grille(seance.edition)
    avant, apres = figures(personne, candidature, grille, instant)
    votants = list(votants_possibles(seance, candidature)) if lue.est_ouverte else []
    vote_ouvert = lue.est_ouverte and (passage.decision is None or passage.decision.arretee_le is None)
    return Examen(
        passage=passage,
        criteres=_par_critere(grille, avant, apres),
        avant=avant,
        apres=apres,
        votants=votants,
        decompte=decompte(seance, candidature, votants),
        avis=mon_avis(personne, seance, candidature),
        deportes=list(presents_deportes(seance, candidature)) if lue.conduit and lue.est_ouverte else [],
        peut_voter=vote_ouvert and any(membre.personne_id == personne.pk for membre in votants),
        peut_arreter=lue.conduit and lue.est_ouverte,
        maximum=grille.echelle["maximum"],
    )


def _par_critere(grille, avant, apres):
    premieres = avant.criteres if avant else [None] * len(apres.criteres)
    return [
        {
            "critere": critere,
            "avant": si_different(moyenne_avant, moyenne),
            "moyenne": moyenne,
            "ecart_type": ecrire_centiemes(moyenne.ecart_type_centiemes) if moyenne.n else "–",
        }
        for critere, moyenne_avant, moyenne in zip(grille.criteres.all(), premieres, apres.criteres, strict=True)
    ]


def classement_de_la_seance(personne, lue, instant):
    """Return ``{"bareme", "lignes", "passages"}``: the ranking that the president chose to show (see Q41); else nothing.

    Ranks are computed over what the reader may see (T5); ``passages``: ``{dossier: its passage}`` of those of the agenda.
    """
    if not lue.montre:
        return {"bareme": None, "lignes": [], "passages": {}}
    lu = lire_le_classement(personne, lue.seance.edition, instant)
    passages = {passage.candidature.pk: passage for passage in lue.passages}
    return {"bareme": lu["tableau"].bareme, "lignes": lu["lignes"], "passages": passages}
