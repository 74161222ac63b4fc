"""The client of the register of companies against a local server: answers, failures, patience."""

import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from django.core.cache import cache

from amihr import horloge
from amihr.externes import annuaire as client
from amihr.externes.annuaire import AnnuaireMuet, Entreprise, chercher

from . import rejeu

pytestmark = pytest.mark.django_db
PANNES = [rejeu.PRESSEE, rejeu.EN_PANNE, rejeu.ILLISIBLE, rejeu.AUTRE_FORME]


def test_sans_adresse_rien_n_est_demande(settings):
    settings.ANNUAIRE_URL = ""
    with pytest.raises(AnnuaireMuet):
        chercher(rejeu.ACTIVE)


@pytest.mark.parametrize("numero", PANNES)
def test_une_panne_est_un_silence(annuaire, numero):
    with pytest.raises(AnnuaireMuet):
        chercher(numero)
    assert [question["q"] for question in annuaire.questions] == [numero]


def test_personne_a_l_adresse_est_un_silence(annuaire_injoignable):
    with pytest.raises(AnnuaireMuet):
        chercher(rejeu.ACTIVE)


@pytest.mark.parametrize("numero", [rejeu.LENTE, rejeu.GOUTTE])
def test_la_reponse_est_attendue_trois_secondes_en_tout(annuaire, numero, monkeypatch):
    monkeypatch.setattr(client, "SECONDES", 0.4)
    debut = time.monotonic()
    with pytest.raises(AnnuaireMuet):
        chercher(numero)
    assert time.monotonic() - debut < 2


def test_l_attente_est_de_trois_secondes():
    assert client.SECONDES == 3


def test_apres_un_429_l_annuaire_est_laisse_en_paix(annuaire):
    for numero in (rejeu.PRESSEE, rejeu.ACTIVE):
        with pytest.raises(AnnuaireMuet):
            chercher(numero)
    assert [question["q"] for question in annuaire.questions] == [rejeu.PRESSEE]
    cache.delete(client.CLE_DU_SILENCE)
    assert chercher(rejeu.ACTIVE).entreprise.nom == "ORTHOSELVE"


@pytest.mark.parametrize(("ecrit", "secondes"), [("7", 7), ("0", 1), ("86400", 3600), ("", 30), ("demain", 30)])
def test_retry_after_en_secondes(ecrit, secondes):
    assert client._secondes(ecrit) == secondes


def test_retry_after_en_date():
    with horloge.a(datetime(2026, 5, 4, tzinfo=UTC)):
        assert client._secondes(format_datetime(horloge.maintenant() + timedelta(seconds=90), usegmt=True)) == 90


def test_les_questions_sont_comptees_par_seconde(annuaire, monkeypatch):
    monkeypatch.setattr(client, "PAR_SECONDE", 1)
    chercher(rejeu.ACTIVE)
    with pytest.raises(AnnuaireMuet):
        chercher(rejeu.FERMEE)
    assert len(annuaire.questions) == 1


def test_une_entreprise_active(annuaire):
    assert chercher(rejeu.ACTIVE).entreprise == Entreprise(
        siren="000000018",
        nom="ORTHOSELVE",
        est_active=True,
        siret_du_siege="00000001800017",
        adresse="12 RUE DES ORMES 93100 MONTREUIL",
        commune="MONTREUIL",
        code_commune="93048",
        region="11",
        pays="",
    )


def test_la_question_ne_demande_pas_les_dirigeants(annuaire):
    chercher(rejeu.ACTIVE)
    (question,) = annuaire.questions
    assert (question["chemin"], question["minimal"]) == ("/search", "true")
    assert question["include"] == "siege,complements,matching_etablissements"
    assert question["agent"].startswith("AMIHR (+http")


def test_aucun_dirigeant_n_est_garde(annuaire):
    assert "CAMILLE" in str(rejeu.REPONSES[rejeu.ACTIVE])
    chercher(rejeu.ACTIVE)
    assert "CAMILLE" not in str(cache.get(f"annuaire:{rejeu.ACTIVE}"))


def test_une_reponse_est_gardee(annuaire):
    premiere = chercher(rejeu.ACTIVE)
    assert chercher(rejeu.ACTIVE) == premiere
    assert len(annuaire.questions) == 1


def test_un_numero_inconnu_est_une_reponse(annuaire):
    assert chercher(rejeu.INCONNUE).entreprise is None
    assert chercher(rejeu.INCONNUE).entreprise is None
    assert len(annuaire.questions) == 1


def test_le_numero_rendu_est_compare_au_numero_demande(annuaire):
    assert rejeu.REPONSES[rejeu.ABSORBEE]["corps"]["results"][0]["siren"] == rejeu.ACTIVE
    assert chercher(rejeu.ABSORBEE).entreprise is None


def test_un_siret_trouve_son_entreprise(annuaire):
    assert chercher("00000001800017").entreprise.siren == rejeu.ACTIVE


def test_une_entreprise_fermee(annuaire):
    assert not chercher(rejeu.FERMEE).entreprise.est_active


def test_un_siege_a_l_etranger(annuaire):
    trouvee = chercher(rejeu.ETRANGERE).entreprise
    assert (trouvee.pays, trouvee.commune, trouvee.region) == ("ALLEMAGNE", "BERLIN", "")


def test_ce_qui_est_masque_est_vide(annuaire):
    trouvee = chercher(rejeu.MASQUEE).entreprise
    assert (trouvee.nom, trouvee.adresse, trouvee.commune) == ("", "", "MONTREUIL")
