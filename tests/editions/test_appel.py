"""An edition file with a mistake is refused with its line and its reason, in French."""

import re

import pytest

from amihr.editions.appel import AppelInvalide, fichiers, lire, lire_texte
from tests.fabriques.appels import RIVAGES

SOURCE = RIVAGES.read_text()

# (what is written, what it becomes, words of the reason): the line must be that of the mistake.
FAUTES = [
    ("ouverture: 2027-09-15", "ouverture: 15 septembre", "on attend une date"),
    ("cloture: 2027-10-31", "cloture: 2027-11-31", "une date qui existe"),
    ("cloture: 2027-10-31", "cloture: 2026-10-31", "la clôture doit suivre l’ouverture"),
    ("commission: 2027-12-02", "commission: 2027-10-01", "la commission se réunit après la clôture"),
    ("derniere_minute: 12:00", "derniere_minute: 25:00", "une heure comme 23:59"),
    ("annee: 2027", "année: 2027", "n’existe pas ici"),
    ("prefixe_reference: RIV-27", "prefixe_reference: riv 27", "des majuscules"),
    ("contact: rivages@bretagne.example", "contact: rivages", "une adresse de courriel"),
    ("contact: rivages@bretagne.example", f"contact: {'r' * 240}@bretagne.example", "une adresse de courriel"),
    ("      role: titre", "      role: titres", "une valeur parmi"),
    ("        code: benevoles", "        code: absente", "dépend de « absente »"),
    ("    - code: saisons", "    - code: rivage", "« rivage » est écrite deux fois"),
    ("    max_mio: 4", "    max_mio: 40", "pèse 10 Mo au plus"),
    ("    - jpeg\n    max_mio: 2", "    - webp\n    max_mio: 2", "n’accepte pas ce type"),
    ("    nombre_max: 4", "    nombre_max: 40", "10 fichiers au plus"),
    ("      criteres:\n      - 1", "      criteres:\n      - 6", "nomme un critère qui n’existe pas"),
    ("    pas: 1", "    pas: 2", "le pas ne tombe pas"),
    ("      4: excellent", "      5: excellent", "un mot par note"),
    ("    methode: rang", "    methode: hasard", "Q9.methode vaut l’une de ces valeurs"),
    ("    alerte_mois: 3", "    alerte_mois: trois", "Q7.alerte_mois attend un nombre entier"),
    ("cloture: 2027-10-31", "cloture: 9999-12-31", "une année entre 1900 et 2999"),
    ("    duree_mois: 24", "    duree_mois: 0", "Q11.duree_mois va de 1 à 120"),
    ("- code: scientifiques", "- code: elus", "le collège « elus » est écrit deux fois"),
    ("    seuil: 5", "    seuil: 4", "Q36.seuil va de 5 à 1000"),
    ("    fin: 2028-12-31", "    fin: 2020-01-01", "l’engagement prend fin après son début"),
    ("    decimales: 2", "    decimales: 3", "Q10.decimales vaut l’une de ces valeurs : 2"),
    ("    - 5\n  Q47", "    - 900\n  Q47", "Q46.rappels_jours compte des jours, de 0 à 365"),
    ("    plusieurs: oui", "    plusieurs: non", "Q14.plusieurs vaut l’une de ces valeurs : oui"),
    ("    aveugle: non", "    anonyme: non", "Q25 n’a pas de réglage « anonyme »"),
    ("  accueil.effort: |", "  accueil.inconnu: |", "il manque le texte « accueil.effort »"),
    ("- periode: Avant la Toussaint", "- periode: Avant\n  jour: 2027-10-30", "un seul des trois"),
    ("  heure_de_fin: 12:30", "  heure_de_fin: 11:00", "« Annonce à Quimper » finit avant d’avoir commencé"),
    ("  heure: 11:00\n", "", "« Annonce à Quimper » a une heure de fin sans heure de début"),
    ("- periode: Avant la Toussaint", "- periode: Avant\n  heure: 11:00", "une heure se donne avec un jour"),
    ("- repere: cloture", "- repere: cloture\n  heure: 11:00", "une heure se donne avec un jour"),
    ("  heure: 09:30", "  heure: 9 h 30", "une heure comme 23:59"),
    ("une seule fois.", "une seule fois, {solution}.", "Rien ne remplacera {solution}"),
]


@pytest.mark.parametrize(("ecrit", "faute", "raison"), FAUTES)
def test_une_faute_est_dite_avec_sa_raison(ecrit, faute, raison):
    assert SOURCE.count(ecrit) >= 1
    with pytest.raises(AppelInvalide) as refus:
        lire_texte(SOURCE.replace(ecrit, faute, 1))
    assert raison in refus.value.raison.replace("\u00a0", " ")


@pytest.mark.parametrize("ecrit", ["ouverture: 2027-09-15", "prefixe_reference: RIV-27", "    max_mio: 4"])
def test_la_ligne_est_celle_de_la_faute(ecrit):
    ligne = SOURCE[: SOURCE.index(ecrit)].count("\n") + 1
    with pytest.raises(AppelInvalide) as refus:
        lire_texte(SOURCE.replace(ecrit, re.sub(r": .*", ": ?!", ecrit), 1))
    assert refus.value.ligne == ligne


def test_une_cle_oubliee_est_nommee():
    with pytest.raises(AppelInvalide, match="il manque « annee » à ce bloc"):
        lire_texte(SOURCE.replace("  annee: 2027\n", "", 1))


def test_un_fichier_qui_n_est_pas_du_yaml_est_refuse():
    with pytest.raises(AppelInvalide, match="Ligne 1"):
        lire_texte("{{{")


def test_un_fichier_qui_n_est_pas_en_utf8_est_refuse(tmp_path):
    chemin = tmp_path / "appel.yaml"
    chemin.write_bytes("edition:\n  nom: été".encode("latin-1"))
    with pytest.raises(AppelInvalide) as refus:
        lire(chemin)
    assert refus.value.ligne == 2


def test_les_poids_choisis_ne_remontent_pas():
    poids = "methode: personnalisee\n    poids:\n    - 10\n    - 20\n    - 5\n    - 5\n    - 5"
    with pytest.raises(AppelInvalide, match="les poids ne remontent jamais"):
        lire_texte(SOURCE.replace("methode: rang", poids, 1))


def test_le_formulaire_lu_ne_laisse_aucun_defaut_a_deviner(appel_2027):
    cles = {"code", "libelle", "type", "article", "role", "condition", "obligatoire", "max", "prive", "choix"}
    questions = [question for partie in appel_2027.formulaire["parties"] for question in partie["questions"]]
    assert all(cles <= question.keys() for question in questions)
    assert {question["obligatoire"] for question in questions} == {True, False, "si"}


def test_les_types_de_structure_sont_les_reponses_de_leur_question(appel_2027):
    question = appel_2027.formulaire["parties"][0]["questions"][0]
    assert [choix["code"] for choix in question["choix"]] == ["association", "cooperative", "laboratoire"]


def test_le_logiciel_est_livre_avec_l_appel_de_2026():
    assert [chemin.stem for chemin in fichiers()] == ["2026-ile-de-france-haute-resolution"]
