"""A question that another part rules out: not drawn while it is empty, said to be of no use while it holds something."""

from candidatures.forms.partie import FormulaireDePartie
from candidatures.regles.formulaire import questions_ecartees, questions_sans_objet
from tests.fabriques.editions import question

AUTRE = {"slug": "structure", "titre": "Structure", "article": "B.1", "questions": [question("genre", "texte_court")]}
PARTIE = {
    "slug": "previsions",
    "titre": "Prévisions",
    "article": "B.2",
    "questions": [question("ventes", "montant", condition={"code": "genre", "vaut": ["pme"]}, aide="En euros.")],
}


def contenus(genre, ventes):
    return {"structure": {"genre": genre}, "previsions": {"ventes": ventes}}


def test_seule_une_reponse_gardee_fait_une_question_ecartee():
    lus = [contenus("institut", 5), contenus("institut", None), contenus("pme", 5), contenus("", 5)]
    assert [questions_ecartees(PARTIE, lu) for lu in lus] == [{"ventes"}, set(), set(), set()]
    assert [questions_sans_objet(PARTIE, lu) for lu in lus] == [set(), {"ventes"}, set(), set()]


def aide(ecartees):
    formulaire = {"parties": [AUTRE, PARTIE]}
    dessine = FormulaireDePartie(PARTIE, formulaire, {"ventes": 5}, revision=0, ecartees=ecartees)
    return str(dessine.fields["ventes"].help_text)


def test_une_question_ecartee_ne_demande_plus_a_etre_remplie():
    assert "À remplir si" in aide(())
    assert "À remplir si" not in aide({"ventes"})
    assert aide({"ventes"}).startswith("Sans objet, d’après vos réponses dans une autre partie")
    assert aide({"ventes"}).endswith("En euros.")
