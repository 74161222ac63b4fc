"""The simulator: the ranking's own arithmetic, on invented notes."""

from fractions import Fraction

from evaluation.regles.grille import CritereLu, GrilleLue
from evaluation.regles.poids import poids_par_rang
from evaluation.regles.simulation import NOMS, exemple, simuler

ECHELLE = {"minimum": 0, "maximum": 5, "pas": 1, "mots": {}}


def grille(n):
    criteres = tuple(
        CritereLu(
            pk=rang, rang=rang, titre=f"C{rang}", aide="", article="", poids=poids, sous_criteres=(), descripteurs={}
        )
        for rang, poids in enumerate(poids_par_rang(n), start=1)
    )
    return GrilleLue(1, 1, "rang", ECHELLE, criteres)


def test_la_moyenne_est_celle_des_fractions():
    notes = {"Dossier A": [5, 0, 1], "Dossier B": [0, 5, 4]}
    premier, second = simuler(grille(3), notes)
    attendus = {
        nom: sum(p * Fraction(note) for p, note in zip(poids_par_rang(3), siennes, strict=True))
        for nom, siennes in notes.items()
    }
    assert (premier.nom, second.nom) == ("Dossier A", "Dossier B")
    assert [ligne.total for ligne in (premier, second)] == ["2,67", "2,33"]
    assert attendus == {"Dossier A": Fraction(8, 3), "Dossier B": Fraction(7, 3)}
    assert premier.apports == ("2,50", "0", "0,17")


def test_le_premier_critere_pese_plus_que_le_dernier_et_la_phrase_le_dit():
    premier, _ = simuler(grille(2), {"Dossier A": [3, 5], "Dossier B": [5, 3]})
    assert premier.nom == "Dossier B"
    assert "Dossier B précède Dossier A" in premier.pourquoi


def test_les_notes_egales_partagent_le_rang():
    assert [ligne.rang for ligne in simuler(grille(2), {nom: [3, 3] for nom in NOMS})] == [1, 1, 1]


def test_l_exemple_montre_que_les_premiers_criteres_pesent_plus():
    lignes = simuler(grille(8), exemple(grille(8)))
    assert lignes[0].nom == "Dossier B"
    assert all(note in grille(8).notes for notes in exemple(grille(8)).values() for note in notes)
