"""Who may put a dossier back: the refusals come after the permission on the same one."""

import pytest

from amihr import horloge
from candidatures.acces import Action, acces
from candidatures.actes.sortie import reintegrer, retirer_apres_la_cloture
from candidatures.models import LienEcarte, RetraitTardif, Sortie
from tests.fabriques.candidatures import CandidatureFactory, deporter, figer, signer_nda
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES, CLOTURE

REINTEGRER = Action.REINTEGRER


@pytest.fixture
def retire(depose, alice):
    """Alice's candidature, withdrawn after the closing."""
    with horloge.a(APRES):
        retirer_apres_la_cloture(depose, "Rachat", par=alice)
    depose.refresh_from_db()
    return depose


def changer(candidature, **champs):
    type(candidature).objects.filter(pk=candidature.pk).update(**champs)


def test_l_agent_retrouve_ce_qui_est_retire_apres_la_cloture_et_n_y_lit_plus_rien(agnes, oscar, retire, apres):
    assert acces(agnes, retire, REINTEGRER)
    assert not acces(agnes, retire, Action.LIRE_ADMINISTRATIF)
    assert not acces(agnes, retire, Action.INSTRUIRE)
    assert not acces(oscar, retire, REINTEGRER)


def test_ce_qui_est_retire_avant_la_cloture_ne_se_retrouve_pas(agnes, depose, apres):
    assert acces(agnes, depose, REINTEGRER)
    changer(depose, etat="retiree")
    assert not acces(agnes, depose, REINTEGRER)


def test_un_retrait_tardif_ne_couvre_ni_un_autre_dossier_ni_un_autre_retrait(agnes, edition, retire, apres):
    voisin = CandidatureFactory(edition=edition, etat="retiree", etat_depuis=APRES)
    assert acces(agnes, retire, REINTEGRER)
    assert not acces(agnes, voisin, REINTEGRER)
    changer(retire, etat_depuis=CLOTURE)
    assert not acces(agnes, retire, REINTEGRER)


def test_un_retrait_tardif_defait_ne_couvre_plus_rien(agnes, retire, apres):
    reintegrer(retire, "Demandé", par=agnes)
    assert acces(agnes, retire, REINTEGRER)
    changer(retire, etat="retiree")
    assert Sortie.objects.count() == RetraitTardif.objects.count() == 1
    assert not acces(agnes, retire, REINTEGRER)


def test_un_retrait_tardif_n_ouvre_pas_un_brouillon(agnes, retire, apres):
    assert acces(agnes, retire, REINTEGRER)
    changer(retire, etat="brouillon")
    assert not acces(agnes, retire, REINTEGRER)


def test_avant_la_levee_du_sceau_personne_ne_reintegre(agnes, depose):
    assert acces(agnes, depose, REINTEGRER, APRES)
    assert not acces(agnes, depose, REINTEGRER, CLOTURE)


def test_sans_signature_ni_role_d_agent_rien(edition, agnes, adam, retire, apres):
    agente = PersonneFactory(roles=["agent"])
    assert not acces(agente, retire, REINTEGRER)
    signer_nda(agente, edition, "agent")
    assert acces(agente, retire, REINTEGRER)
    assert not acces(adam, retire, REINTEGRER)


def test_deport_lien_et_attache_ferment_aussi_la_reintegration(agnes, hugo, edition, retire, apres):
    autres = [PersonneFactory(roles=["agent"]) for _ in range(2)]
    for qui in autres:
        signer_nda(qui, edition, "agent")
        assert acces(qui, retire, REINTEGRER)
    deporter(autres[0], retire)
    CandidatureFactory(edition=edition, equipe=[autres[1]])
    assert not any(acces(qui, retire, REINTEGRER) for qui in autres)
    figer(retire, domaine=agnes.courriel.partition("@")[2])
    assert not acces(agnes, retire, REINTEGRER)
    LienEcarte.objects.create(candidature=retire, personne=agnes, raison="Homonyme", par=hugo, ecarte_le=APRES)
    assert acces(agnes, retire, REINTEGRER)
