"""The page of the ranking, for the secretariat: order, spread, colleges, other weightings, divergences, severity.

Why one dossier stands above another: ``paires``.
"""

from collections import Counter
from dataclasses import dataclass, replace

from amihr.habilitations.models import College, Membre
from amihr.socle.textes import nombre
from evaluation.regles.arrondi import ecrire, ecrire_centiemes, ecrire_ecart
from evaluation.regles.classement import classer
from evaluation.regles.divergences import divergences
from evaluation.regles.explication import pourquoi_non_classe
from evaluation.regles.moyennes import par_college, resultats
from evaluation.regles.poids import barycentre, poids_par_rang
from evaluation.regles.severite import dispersions, severites

from . import evaluations_visibles, soumises, tableau
from .dessins import dessin_de_la_dispersion, dessin_de_la_severite, dessin_des_ponderations
from .seances import deliberees, initiales, si_different

PONDERATIONS = (("Somme des rangs", poids_par_rang), ("Barycentre des rangs", barycentre))


@dataclass(frozen=True)
class LigneLue:
    """A ranked dossier as the page shows it; ``avant``: its total before deliberation, "" when nothing was revised."""

    ligne: object
    candidature: object
    avant: str
    colleges: list
    ailleurs: list
    est_ex_aequo: bool
    partage_avec_le_suivant: bool

    @property
    def rang(self):
        return self.ligne.rang

    @property
    def resultat(self):
        return self.ligne.resultat

    @property
    def etendue(self):
        """The totals of the members who noted every criterion: lowest, highest, standard deviation, as displayed."""
        membres = self.resultat.membres
        if not membres.n:
            return ("–", "–", "–")
        return (ecrire(membres.minimum), ecrire(membres.maximum), ecrire_centiemes(membres.ecart_type_centiemes))

    @property
    def bornes(self):
        """The lowest and the highest of those totals, exact, or ``None``: what the drawing shows."""
        membres = self.resultat.membres
        return (membres.minimum, membres.maximum) if membres.n else None

    @property
    def couverture(self):
        """Each criterion: its mean as displayed, how many noted it, whether some declared it outside their field (Q33)."""
        return [
            {"moyenne": moyenne.affichee, "n": moyenne.n, "est_partielle": moyenne.n < self.resultat.n}
            for moyenne in self.resultat.criteres
        ]

    @property
    def tenue(self):
        """How firm its place above the next line is: ``robuste``, ``fragile``, "" for the last or where both share a rank."""
        suivant = self.ligne.suivant
        if suivant is None or self.partage_avec_le_suivant:
            return ""
        return "robuste" if suivant.est_robuste else "fragile"

    @property
    def est_stable(self):
        return self.tenue == "robuste"

    @property
    def derriere(self):
        """With how many of the extreme weightings it falls behind the next line."""
        return self.ligne.suivant.derriere if self.ligne.suivant else 0

    @property
    def ponderations(self):
        return self.ligne.suivant.n if self.ligne.suivant else 0


def lire_le_classement(personne, edition, instant=None):
    """Return ``{"tableau", "lignes", "non_classes"}`` over what ``personne`` may see: ranks are theirs alone (T5)."""
    lu = tableau(personne, edition, instant)
    return {
        "tableau": lu,
        "lignes": _lignes(lu, _totaux_initiaux(personne, edition, lu, instant)),
        "non_classes": _non_classes(lu),
    }


def _totaux_initiaux(personne, edition, lu, instant):
    """Return ``{dossier: total as displayed}`` as the meeting found it, where a grid has been submitted since."""
    comptees = evaluations_visibles(personne, edition, instant).filter(grille=lu.grille)
    comptees = comptees.filter(candidature__in=list(lu.candidatures))
    if not deliberees(comptees).exists():
        return {}
    avant = resultats(lu.bareme, list(lu.candidatures), soumises(initiales(comptees)))
    return {resultat.dossier: resultat for resultat in avant if resultat.total is not None}


def _lignes(lu, initiaux):
    lignes = lu.classement.lignes
    rangs = Counter(ligne.rang for ligne in lignes)
    suivants = [*(ligne.rang for ligne in lignes[1:]), None]
    return [
        LigneLue(
            ligne=ligne,
            candidature=lu.candidatures[ligne.dossier],
            avant=si_different(initiaux.get(ligne.dossier), ligne.resultat),
            colleges=[],
            ailleurs=[],
            est_ex_aequo=rangs[ligne.rang] > 1,
            partage_avec_le_suivant=ligne.rang == suivant,
        )
        for ligne, suivant in zip(lignes, suivants, strict=False)  # before any grid there is no line
    ]


def _non_classes(lu):
    absents = (*lu.classement.non_evalues, *lu.classement.sans_total)
    return [
        {
            "candidature": lu.candidatures[r.dossier],
            "raison": pourquoi_non_classe(lu.bareme, r, lu.candidatures[r.dossier].titre),
        }
        for r in absents
    ]


def preparer(personne, edition, instant=None):
    """Return the ranking with all that prepares the meeting (see Q41): for the secretariat only.

    To ``lire_le_classement`` it adds, per line, the means by college and the rank under other weightings, then
    ``colleges``, ``ponderations``, ``divergences`` and ``severites``, and the drawings of these; ``ponderation_de_l_appel``
    names the one that the call has, which is not among the others, "" for custom weights. The number of queries does not grow.
    """
    lu = lire_le_classement(personne, edition, instant)
    tab = lu["tableau"]
    colleges = list(College.objects.filter(edition=edition).order_by("ordre"))
    celle_de_l_appel, autres = _ponderations(tab.bareme)
    autres = [(nom, _rangs_avec(tab, poids)) for nom, poids in autres]
    par_dossier = _grilles_par_dossier(tab.grilles)
    lu["lignes"] = [
        replace(
            ligne,
            colleges=_moyennes_des_colleges(tab, ligne, par_dossier[ligne.ligne.dossier], colleges),
            ailleurs=[rangs.get(ligne.ligne.dossier) for _, rangs in autres],
        )
        for ligne in lu["lignes"]
    ]
    evalues = [ligne.resultat for ligne in tab.classement.lignes]
    ecarts = [
        {
            "candidature": tab.candidatures[d.dossier],
            "critere": d.critere.titre,
            "n": d.moyenne.n,
            "minimum": nombre(d.moyenne.minimum),
            "maximum": nombre(d.moyenne.maximum),
        }
        for d in divergences(tab.bareme, evalues)
    ]
    trouvees = _severites(tab, edition)
    return lu | {
        "colleges": colleges,
        "ponderation_de_l_appel": celle_de_l_appel,
        "ponderations": [nom for nom, _ in autres],
        "divergences": ecarts,
        "severites": trouvees,
        "dessin_des_ponderations": dessin_des_ponderations(lu["lignes"], [nom for nom, _ in autres]),
        "dessins_des_membres": [d(trouvees) for d in (dessin_de_la_severite, dessin_de_la_dispersion)],
    }


def _ponderations(bareme):
    """Return (name of the call's own weighting or "", [(name, weights) of the others]): none is shown twice."""
    connues = [(nom, poids(len(bareme.criteres))) for nom, poids in PONDERATIONS]
    siennes = [nom for nom, poids in connues if poids == bareme.poids]
    return "".join(siennes[:1]), [(nom, poids) for nom, poids in connues if nom not in siennes]


def _grilles_par_dossier(grilles):
    par_dossier = {}
    for grille in grilles:
        par_dossier.setdefault(grille.dossier, []).append(grille)
    return par_dossier


def _moyennes_des_colleges(tab, ligne, grilles, colleges):
    obtenus = par_college(tab.bareme, ligne.ligne.dossier, grilles)
    return [obtenus.get(college.code) for college in colleges]


def _rangs_avec(tab, poids):
    bareme = replace(tab.bareme, poids=poids)
    lignes = classer(bareme, list(tab.candidatures), tab.grilles).lignes
    return {ligne.dossier: ligne for ligne in lignes}


def _severites(tab, edition):
    """Return ``[{"membre", "n", "ecart", "dispersion"}]`` as displayed and, for the drawings, exact; most severe first."""
    trouvees, ecarts_types = severites(tab.bareme, tab.grilles), dispersions(tab.bareme, tab.grilles)
    membres = Membre.objects.filter(edition=edition).select_related("personne", "college").in_bulk()
    lignes = sorted(trouvees.items(), key=lambda ligne: (ligne[1].ecart, str(membres[ligne[0]])))
    return [
        {
            "membre": membres[pk],
            "n": severite.n,
            "ecart": ecrire_ecart(severite.ecart),
            "ecart_exact": severite.ecart,
            "dispersion": ecrire_centiemes(ecarts_types[pk]) if pk in ecarts_types else "–",
            "ecart_type": ecarts_types.get(pk),
        }
        for pk, severite in lignes
    ]
