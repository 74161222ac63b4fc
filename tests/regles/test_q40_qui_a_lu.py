"""Q40: the candidate learns how many have opened the dossier, and in which role; never who."""

import pytest

from candidatures.acces import Action, consulter
from candidatures.lectures import lecteurs_de
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import texte_de

pytestmark = pytest.mark.django_db


def page_de(client, alice, dossier):
    return texte_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/"))


def test_les_noms_n_y_sont_jamais(client, alice, agnes, mona_lit, en_evaluation, apres):
    consulter(agnes, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    consulter(mona_lit, en_evaluation.reference, Action.LIRE)
    page = page_de(client, alice, en_evaluation)
    assert "Dossier ouvert par 1 membre de la commission et 1 personne du secrétariat" in page
    assert [
        nom for personne in (agnes, mona_lit) for nom in (personne.nom_complet, personne.courriel) if nom in page
    ] == []


def test_chacun_compte_une_fois_et_les_autres_dossiers_n_y_sont_pas(agnes, mona_lit, edition, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, deposee=True)
    consulter(agnes, autre.reference, Action.LIRE_ADMINISTRATIF)
    assert lecteurs_de(en_evaluation) == {"membres": 0, "secretariat": 0}
    for objet in ("dossier", "piece:1"):
        consulter(mona_lit, en_evaluation.reference, Action.LIRE, objet)
    assert lecteurs_de(en_evaluation) == {"membres": 1, "secretariat": 0}


def test_un_siege_retire_reste_compte_comme_membre(mona_lit, en_evaluation, apres):
    consulter(mona_lit, en_evaluation.reference, Action.LIRE)
    mona_lit.sieges.update(retire_le=APRES)
    assert lecteurs_de(en_evaluation) == {"membres": 1, "secretariat": 0}


def test_un_agent_qui_siege_compte_par_le_droit_dont_il_use(hugo, en_evaluation, apres):
    """Q32: until he reads as a member, his reading is the secretariat's; then he is one member, and nobody else."""
    consulter(hugo, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    assert lecteurs_de(en_evaluation) == {"membres": 0, "secretariat": 1}
    consulter(hugo, en_evaluation.reference, Action.LIRE)
    assert lecteurs_de(en_evaluation) == {"membres": 1, "secretariat": 0}


def test_l_equipe_ne_compte_pas_parmi_ses_lecteurs(alice, en_evaluation, apres):
    consulter(alice, en_evaluation.reference, Action.SUIVRE)
    assert lecteurs_de(en_evaluation) == {"membres": 0, "secretariat": 0}


def test_tant_que_le_sceau_est_la_rien_n_en_est_dit(client, alice, depose, pendant):
    assert "ouvert" not in page_de(client, alice, depose).split("Où en est le dossier")[1].split("Personnes sur")[0]


def test_apres_la_cloture_personne_n_a_encore_lu(client, alice, depose, apres):
    assert "Personne n’a encore ouvert le dossier" in page_de(client, alice, depose)
