"""The form of a part puts each error beside its own control."""

import re

import pytest

from candidatures.forms.champs import LONGS, aide_de
from candidatures.forms.partie import FormulaireDePartie
from tests.fabriques.editions import question


def test_l_erreur_d_une_prevision_se_tient_a_cote_de_son_annee():
    partie = {"slug": "previsions", "article": "B.2", "questions": [question("ca", "previsions")]}
    saisie = {"revision": 0, "ca__2026": "820 000", "ca__2027": "beaucoup", "ca__2028": "9" * 24}
    formulaire = FormulaireDePartie(
        partie, {"parties": [partie]}, {}, revision=0, annees=[2026, 2027, 2028], data=saisie
    )
    formulaire.is_valid()
    assert not formulaire.signaler(formulaire.reponses(), {})
    assert {nom: list(phrases) for nom, phrases in formulaire.errors.items()} == {
        "ca__2027": ["2027 : indiquez un nombre entier, en chiffres."],
        "ca__2028": ["2028 : le nombre est trop grand : il peut avoir 15 chiffres au plus."],
    }


def test_ce_qui_manque_encore_a_un_brouillon_n_est_pas_une_erreur():
    """See R4: a line begun, a forecast with a year to come, wait for the check page."""
    champs = [question("nom", "texte_court"), question("siren_membre", "siren")]
    questions = [question("membres", "liste", sous_champs=champs), question("ca", "previsions")]
    partie = {"slug": "consortium", "article": "B.2", "questions": questions}
    saisie = {"revision": 0, "membres__0__nom": "Bocage", "ca__2026": "820 000", "ca__2027": ""}

    def erreurs(**autres):
        formulaire = FormulaireDePartie(
            partie, {"parties": [partie]}, {}, revision=0, annees=[2026, 2027], data=saisie | autres
        )
        formulaire.is_valid()
        formulaire.signaler(formulaire.reponses(), {})
        return formulaire.errors

    assert erreurs() == {}
    assert list(erreurs(membres__0__siren_membre="12")) == ["membres__0__siren_membre"]


def partie_a_chiffres(valeurs, **options):
    questions = [question("budget", "montant"), question("effectif", "entier"), question("annee", "entier")]
    partie = {"slug": "chiffres", "article": "", "questions": questions}
    return FormulaireDePartie(partie, {"parties": [partie]}, valeurs, revision=0, **options)


@pytest.mark.parametrize("montant", ["3 200 000 €", "3\u202f200\u202f000\u00a0€", "3200000 euros", "3200000 Euro"])
def test_un_montant_peut_finir_par_euros(montant):
    formulaire = partie_a_chiffres({}, data={"revision": 0, "budget": montant, "effectif": "12", "annee": "2024"})
    formulaire.is_valid()
    assert formulaire.reponses() == {"budget": 3_200_000, "effectif": 12, "annee": 2024}


@pytest.mark.parametrize("tape", ["€", "environ 5 €", "3,2 M€", "12,5 euros"])
def test_ce_qui_n_est_pas_un_montant_reste_tel_que_tape(tape):
    formulaire = partie_a_chiffres({}, data={"revision": 0, "budget": tape, "effectif": "12 €"})
    formulaire.is_valid()
    assert formulaire.reponses() == {"budget": tape, "effectif": "12 €", "annee": None}


def test_un_grand_nombre_revient_par_groupes_et_une_annee_d_un_bloc():
    valeurs = {"budget": 820_000, "effectif": 12_500, "annee": 2024}
    montre = partie_a_chiffres(valeurs)
    ecrits = {nom: re.search(r'value="([^"]*)"', str(montre[nom]))[1] for nom in valeurs}
    assert ecrits == {"budget": "820\u00a0000", "effectif": "12\u00a0500", "annee": "2024"}
    renvoye = partie_a_chiffres({}, data={"revision": 0, **ecrits})
    renvoye.is_valid()
    assert renvoye.reponses() == valeurs


def test_les_cas_d_usage_se_rangent_sous_leur_thematique():
    thematiques = [
        {"slug": "eau", "titre": "Eau", "cas_usage": [{"code": "crues", "libelle": "Crues"}]},
        {"slug": "sol", "titre": "Sol", "cas_usage": [{"code": "argiles", "libelle": "Argiles & failles"}]},
        {"slug": "vide", "titre": "Sans cas", "cas_usage": []},
    ]
    partie = {"slug": "solution", "article": "", "questions": [question("cas", "cas_usage")]}
    formulaire = FormulaireDePartie(
        partie, {"parties": [partie], "thematiques": thematiques}, {"cas": ["argiles"]}, revision=1
    )
    champ = formulaire["cas"]
    html = str(champ)
    assert re.findall(r'role="group" aria-label="(\w+)"', html) == ["Eau", "Sol"]
    assert re.findall(r'value="(\w+)"[^>]*checked', html) == ["argiles"]
    assert "Argiles &amp; failles" in html


def test_un_texte_colle_garde_ses_listes_et_ses_paragraphes():
    partie = {"slug": "memoire", "article": "", "questions": [question("etat", "texte_long")]}
    colle = "Contexte\r\n\r\n\uf0b7\tUn\r\no\tDeux\vsuite"
    formulaire = FormulaireDePartie(partie, {"parties": [partie]}, {}, revision=0, data={"revision": 0, "etat": colle})
    assert formulaire.is_valid()
    assert formulaire.reponses() == {"etat": "Contexte\n\n• Un\n• Deux\nsuite"}


def test_la_limite_d_un_texte_n_est_ecrite_qu_a_un_endroit(appel_2026):
    """The hints of the call never repeat it: changed by staff, it would then be said twice and differently."""
    questions = [question for partie in appel_2026.formulaire["parties"] for question in partie["questions"]]
    assert [question["code"] for question in questions if "caractères" in (question.get("aide") or "")] == []
    limitees = [question for question in questions if question.get("max") and question["type"] in LONGS]
    assert limitees
    assert all(aide_de(question).count("caractères au plus") == 1 for question in limitees)
