"""A-57: before the notification the candidate's page says « en instruction », and nothing else."""

import pytest

from evaluation.actes.decision import notifier
from evaluation.actes.seance import clore
from evaluation.lectures.decisions import acte_remis, decision_connue
from tests.evaluation.conftest import dossiers, gens, jour_j, seance  # noqa: F401 - fixtures
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import MOTIFS, SANS_PRESIDENCE, decider, decider_et_clore, signer
from tests.pages import mots_de


@pytest.fixture
def etapes(edition, seance, dossiers, agnes):  # noqa: F811
    """What is done one after the other, until the notification."""
    return [
        lambda: decider(seance, dossiers, agnes),
        lambda: clore(seance, par=agnes, motif=SANS_PRESIDENCE),
        lambda: signer(edition, dossiers, agnes),
        lambda: notifier(edition, [d.reference for d in dossiers], par=agnes, sans_voies_de_recours=True),
    ]


def test_a57_rien_ne_change_avant_la_notification(client, etapes, dossiers):  # noqa: F811
    connecter(client, dossiers[0].equipiers.get().personne)
    adresse = f"/candidatures/{dossiers[0].reference}/decision/"
    avant = mots_de(client.get(adresse))
    assert "Clos, en instruction" in avant
    for etape in etapes[:-1]:
        etape()
        assert mots_de(client.get(adresse)) == avant
        assert client.get(f"{adresse}acte.pdf").status_code == 404
    etapes[-1]()
    assert MOTIFS["credibilite"] in mots_de(client.get(adresse))


@pytest.mark.parametrize("etat", ["recevable", "eligible", "en_evaluation"])
def test_a57_ce_que_l_instruction_a_deja_fait_ne_se_voit_nulle_part(client, alice, depose, apres, etat):
    connecter(client, alice)
    adresses = ["/candidatures/", f"/candidatures/{depose.reference}/", f"/candidatures/{depose.reference}/depots/1/",
                f"/candidatures/{depose.reference}/verification/", f"/candidatures/{depose.reference}/historique/"]  # fmt: skip
    avant = [mots_de(client.get(adresse)) for adresse in adresses]
    type(depose).objects.filter(pk=depose.pk).update(etat=etat)
    assert [mots_de(client.get(adresse)) for adresse in adresses] == avant


def test_a57_un_acte_qui_porte_d_autres_dossiers_n_est_remis_a_aucun(client, etapes, dossiers):  # noqa: F811
    for etape in etapes:
        etape()
    connecter(client, dossiers[0].equipiers.get().personne)
    adresse = f"/candidatures/{dossiers[0].reference}/decision/"
    assert client.get(f"{adresse}acte.pdf").status_code == 404
    assert "la Région en délivre un extrait sur demande" in mots_de(client.get(adresse))


def test_a57_l_acte_de_son_seul_dossier_est_remis_a_son_equipe(client, edition, seance, dossiers, agnes):  # noqa: F811
    decider_et_clore(seance, dossiers[:1], agnes)
    signer(edition, dossiers[:1], agnes)
    notifier(edition, [dossiers[0].reference], par=agnes, sans_voies_de_recours=True)
    connecter(client, dossiers[0].equipiers.get().personne)
    adresse = f"/candidatures/{dossiers[0].reference}/decision/"
    assert "Télécharger l’acte" in mots_de(client.get(adresse))
    assert acte_remis(decision_connue(dossiers[0].equipiers.get().personne, dossiers[0])) is not None


def test_a57_la_decision_d_un_autre_est_introuvable(client, etapes, dossiers, bruno):  # noqa: F811
    for etape in etapes:
        etape()
    connecter(client, bruno)
    for suite in ("decision/", "decision/acte.pdf"):
        assert client.get(f"/candidatures/{dossiers[0].reference}/{suite}").status_code == 404
