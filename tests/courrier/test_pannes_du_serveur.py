"""What the mail server may do, and what becomes of the mail."""

import logging
from datetime import timedelta

import pytest

from amihr.courrier.models import Courrier, Etat, Motif
from tests.courrier.conftest import INSTANT, envoyer, etats, posts

pytestmark = pytest.mark.django_db


def suivre(courrier):
    """Follow the planned tries until the end; returns the hours between them."""
    ecarts, avant = [], INSTANT
    while True:
        courrier.refresh_from_db()
        if courrier.etat != Etat.ECHEC:
            return ecarts
        ecarts.append((courrier.prochain_essai_le - avant) / timedelta(hours=1))
        avant = courrier.prochain_essai_le
        envoyer(avant - INSTANT)


def test_un_refus_passager_est_retente_de_plus_en_plus_tard_puis_abandonne_a_72_heures(puits):
    puits.refus["alice@exemple.fr"] = "451 plus tard"
    [courrier] = posts()
    envoyer()
    ecarts = suivre(courrier)
    assert sum(ecarts) == pytest.approx(72)
    assert ecarts[:-1] == sorted(ecarts[:-1])
    assert max(ecarts) == 6
    assert (courrier.motif, courrier.derniere_erreur) == (Motif.DELAI, "smtp_451")


def test_un_serveur_revenu_recoit_ce_qui_attendait(puits):
    puits.refus["alice@exemple.fr"] = "451 plus tard"
    posts()
    envoyer()
    puits.refus.clear()
    assert envoyer(timedelta(seconds=59)).envoyes == 0
    assert envoyer(timedelta(minutes=1)).envoyes == 1


@pytest.mark.parametrize("reponse", ["451 disque plein", "554 refus du texte"])
def test_un_texte_refuse_par_une_reponse_n_est_pas_incertain(puits, reponse):
    puits.apres_le_texte = reponse
    posts()
    envoyer()
    assert etats() == {"alice@exemple.fr": Etat.ECHEC}


def test_une_coupure_apres_le_texte_est_incertaine_et_n_est_jamais_renvoyee_seule(puits):
    puits.apres_le_texte = "couper"
    posts()
    assert envoyer().incertains == 1
    puits.apres_le_texte = None
    envoyer(timedelta(hours=80))
    assert etats() == {"alice@exemple.fr": Etat.INCERTAIN}
    assert len(puits.recus) == 1


def test_apres_une_coupure_les_suivants_partent(puits):
    puits.refus["alice@exemple.fr"] = "421 je ferme"
    posts("alice@exemple.fr", "bruno@exemple.fr", "chloe@exemple.fr")
    envoyer()
    assert etats() == {
        "alice@exemple.fr": Etat.ECHEC,
        "bruno@exemple.fr": Etat.ENVOYE,
        "chloe@exemple.fr": Etat.ENVOYE,
    }


def test_un_serveur_absent_ne_change_rien_pendant_72_heures(en_panne):
    posts("alice@exemple.fr", "bruno@exemple.fr")
    envoyer()
    envoyer(timedelta(hours=71, minutes=59))
    assert set(etats().values()) == {Etat.A_ENVOYER}
    assert envoyer(timedelta(hours=72)).abandonnes == 2


def test_un_arret_de_plusieurs_jours_du_site_n_abandonne_rien(puits):
    posts()
    assert envoyer(timedelta(days=8)).envoyes == 1


def test_une_adresse_impossible_est_abandonnee(puits):
    posts("alice@")
    assert envoyer().abandonnes == 1
    assert Courrier.objects.get().motif == Motif.REFUS


def test_un_abandon_donne_une_alerte_dans_les_journaux_techniques(puits, caplog):
    puits.refus["alice@exemple.fr"] = "550 inconnu"
    posts()
    with caplog.at_level(logging.ERROR):
        envoyer()
        envoyer(timedelta(hours=1))
    alertes = [trace for trace in caplog.records if trace.name == "amihr.courrier.boite"]
    assert [alerte.levelname for alerte in alertes] == ["ERROR"]
    assert "exemple.fr" not in alertes[0].getMessage()
