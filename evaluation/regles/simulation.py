"""The ranking redone on notes that anybody invents: the same arithmetic, no dossier (see Q44)."""

from itertools import pairwise
from typing import NamedTuple

from .arrondi import ecrire_apport
from .bareme import CritereDuBareme, etablir_bareme
from .classement import classer
from .explication import pourquoi
from .moyennes import GrilleSoumise

NOMS = ("Dossier A", "Dossier B", "Dossier C")


class LigneSimulee(NamedTuple):
    """One fictional dossier: rank, name, total as displayed, what each criterion brings, why it is above the next one."""

    rang: int
    nom: str
    total: str
    apports: tuple[str, ...]
    pourquoi: str


def simuler(grille, notes):
    """Return the ``LigneSimulee`` of fictional dossiers, best first, by the very rules of the ranking.

    ``grille``: a GrilleLue, taken criterion by criterion, its parts apart. ``notes``: ``{name: one note a criterion}``.
    """
    criteres = [CritereDuBareme(critere.pk, critere.titre) for critere in grille.criteres]
    echelle = {borne: grille.echelle[borne] for borne in ("minimum", "maximum", "pas")}
    bareme = etablir_bareme(criteres, [c.poids for c in grille.criteres], version=grille.pk, **echelle)
    grilles = [GrilleSoumise(nom, "essai", "essai", bareme.version, tuple(donnees)) for nom, donnees in notes.items()]
    lignes = classer(bareme, list(notes), grilles).lignes
    phrases = [
        pourquoi(bareme, h.resultat, b.resultat, dict(zip(notes, notes, strict=True))) for h, b in pairwise(lignes)
    ]
    return [
        LigneSimulee(
            ligne.rang,
            ligne.dossier,
            ligne.resultat.affichee,
            tuple(ecrire_apport(p * n) for p, n in zip(bareme.poids, notes[ligne.dossier], strict=True)),
            phrase,
        )
        for ligne, phrase in zip(lignes, [*phrases, ""], strict=True)
    ]


def exemple(grille):
    """Return ``{name: notes}`` to begin with: one even, one better on the first criteria, one on the last."""
    echelle, n = list(grille.notes), len(grille.criteres)
    bas, milieu, haut = echelle[len(echelle) // 4], echelle[len(echelle) // 2], echelle[-1]
    debut = (n + 1) // 2
    formes = ([milieu] * n, [haut] * debut + [bas] * (n - debut), [bas] * debut + [haut] * (n - debut))
    return dict(zip(NOMS, formes, strict=True))
