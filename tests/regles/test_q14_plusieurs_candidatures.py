"""Q14: several candidatures of one company are allowed, and said to those who examine, who judge."""

import pytest

from candidatures.acces import Action, dossiers_accessibles
from candidatures.lectures import reperes
from candidatures.regles.reperes import Repere, reperes_du_siren
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de


def test_chaque_autre_dossier_est_nomme():
    trouves = reperes_du_siren([("ESSAI-1", "Argilomètre"), ("ESSAI-2", "Solatuile")])
    assert [repere.reference for repere in trouves] == ["ESSAI-1", "ESSAI-2"]
    assert trouves[0] == Repere("Même SIREN que «\u00a0Argilomètre\u00a0»", "ESSAI-1", ("siren",), nature="meme_siren")
    assert reperes_du_siren([]) == []


@pytest.fixture
def jumelle(edition, depose):
    return CandidatureFactory(edition=edition, deposee=True, titre="Argilomètre")


def dits(agnes, edition, dossier):
    return [
        repere.reference for repere in reperes(agnes, edition, [dossier])[dossier.pk] if "SIREN que" in repere.texte
    ]


def test_deux_dossiers_du_meme_siren_se_citent(agnes, edition, depose, jumelle, apres):
    assert depose.depots.get().structure.siren == jumelle.depots.get().structure.siren
    assert dits(agnes, edition, depose) == [jumelle.reference]
    assert dits(agnes, edition, jumelle) == [depose.reference]


def test_un_dossier_que_l_agent_ne_peut_pas_lire_n_est_pas_cite(agnes, edition, depose, jumelle, apres):
    deporter(agnes, jumelle)
    assert not dossiers_accessibles(agnes, Action.LIRE_ADMINISTRATIF).filter(pk=jumelle.pk).exists()
    assert dits(agnes, edition, depose) == []


def test_la_liste_et_le_dossier_le_disent(client, agnes, depose, jumelle, apres):
    connecter(client, agnes)
    assert mots_de(client.get("/region/candidatures/")).count("même SIREN qu’un autre dossier") == 2
    for adresse in ("", "recevabilite/"):
        page = texte_de(client.get(f"/region/candidatures/{depose.reference}/{adresse}"))
        assert "Même SIREN que «\u00a0Argilomètre\u00a0»".replace("\u00a0", " ") in page.replace("\u00a0", " ")
