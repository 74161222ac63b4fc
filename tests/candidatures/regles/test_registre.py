"""The register's answer beside what was typed: proposed, compared, never imposed."""

from datetime import UTC, datetime

import pytest

from candidatures.models import Releve
from candidatures.regles.registre import alertes, constats, membres_nommes, partie_du_registre, rapprocher, siren_de

RELEVE = {
    "siren": "000000018",
    "releve_le": datetime(2026, 5, 4, 8, 42, tzinfo=UTC),
    "est_connu": True,
    "est_active": True,
    "nom": "ORTHOSELVE",
    "siret_du_siege": "00000001800017",
    "adresse": "12 RUE DES ORMES 93100 MONTREUIL",
    "commune": "MONTREUIL",
    "code_commune": "93048",
}


def releve(**champs):
    return Releve(**{**RELEVE, **champs})


def rapproche(appel, contenu, **champs):
    return rapprocher(appel.formulaire, "structure", contenu, releve(**champs))


@pytest.fixture
def appel(appel_2026):
    return appel_2026


def test_rien_n_est_rempli_sans_reponse(appel):
    assert rapprocher(appel.formulaire, "structure", {}, None).a_remplir == {}
    assert rapproche(appel, {}, est_connu=False).a_remplir == {}


def test_ce_qui_est_saisi_n_est_jamais_rempli(appel):
    saisi = {"denomination": "Autre nom", "siege_commune": "Lyon (69)"}
    trouves = rapproche(appel, saisi)
    assert not trouves.a_remplir.keys() & saisi.keys()
    assert [ecart[1:] for ecart in trouves.ecarts] == [("Autre nom", "ORTHOSELVE"), ("Lyon (69)", "MONTREUIL (93)")]


def test_les_champs_vides_sont_remplis_par_leur_role(appel):
    assert rapproche(appel, {"siren": "000 000 018"}).a_remplir == {
        "denomination": "ORTHOSELVE",
        "siege_pays": "france",
        "siege_adresse": "12 RUE DES ORMES 93100 MONTREUIL",
        "siege_commune": "MONTREUIL (93)",
    }


def test_casse_accents_et_departement_ne_font_pas_de_difference(appel):
    dit = {"denomination": "Orthosélve", "siege_commune": "Montreuil", "siren": "000 000 018", "siege_pays": "france"}
    assert rapproche(appel, dit | {"siege_adresse": "12 rue des Ormes 93100 Montreuil"}).ecarts == []


def test_un_siege_a_l_etranger_choisit_l_autre_pays(appel):
    assert rapproche(appel, {}, pays="ALLEMAGNE", code_commune="").a_remplir["siege_pays"] == "autre"
    (ecart,) = [e for e in rapproche(appel, {"siege_pays": "france"}, pays="ALLEMAGNE").ecarts if "Pays" in e[0]]
    assert ecart[1:] == ("France, outre-mer compris", "Autre pays")


def test_un_appel_sans_siren_ne_demande_rien(appel_2027):
    assert partie_du_registre(appel_2027.formulaire) == ("", "")


@pytest.mark.parametrize(
    ("valeurs", "siren"),
    [
        ({"siren": "000 000 018"}, "000000018"),
        ({"siret": "000 000 018 00017"}, "000000018"),
        ({"siren": "000000019"}, ""),
        ({"siren": None}, ""),
        ({}, ""),
    ],
)
def test_le_siren_se_lit_du_siren_ou_du_siret(valeurs, siren):
    assert siren_de(valeurs) == siren


def test_les_membres_du_consortium_sont_nommes(appel):
    lignes = [{"denomination": "Argile", "siren": "000000026"}, {"denomination": "Sans numéro", "pays": "Suisse"}]
    contenus = {"consortium": {"consortium": "oui", "membres": lignes}}
    assert membres_nommes(appel.formulaire, contenus) == [("Argile", "000000026"), ("Sans numéro", "")]


def test_une_entreprise_active_en_france_ne_dit_rien():
    assert alertes(releve()) == alertes(None) == []


def test_fermee_a_l_etranger_ou_inconnue_se_disent():
    assert [
        len(alertes(releve(**c))) for c in ({"est_active": False}, {"pays": "ALLEMAGNE"}, {"est_connu": False})
    ] == [1, 1, 1]
    assert "fermée" in alertes(releve(est_active=False))[0]
    assert "ALLEMAGNE" in alertes(releve(pays="ALLEMAGNE"))[0]


def test_un_membre_non_verifie_est_nomme():
    (dit,) = constats([("", "000000018", releve()), ("Argile", "000000026", None)])
    assert dit.startswith("Membre du consortium, Argile")
    assert "non vérifié" in dit
