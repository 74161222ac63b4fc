"""Who, on the Région's side, finds the thread of a dossier: the refusals come after the permission on the same one."""

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import Action, acces
from candidatures.models import LienEcarte
from tests.fabriques.candidatures import CandidatureFactory, deporter, figer, signer_nda
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.fabriques.messages import message
from tests.personnages import personne

CORRESPONDRE = Action.CORRESPONDRE


def test_avant_la_cloture_l_equipe_ouvre_le_fil_et_rien_d_autre(agnes, oscar, depose, alice, pendant):
    assert not acces(agnes, depose, CORRESPONDRE)
    message(depose, alice)
    for qui in (agnes, oscar):
        assert {action for action in Action if acces(qui, depose, action)} == {Action.COMPTER, CORRESPONDRE}


def test_un_message_de_la_region_n_ouvre_pas_le_fil(agnes, depose, pendant):
    message(depose, agnes, cote="region")
    assert not acces(agnes, depose, CORRESPONDRE)


def test_ecrire_pour_un_dossier_n_ouvre_pas_le_voisin(agnes, edition, depose, alice, pendant):
    voisin = CandidatureFactory(edition=edition, equipe=[alice], deposee=True)
    message(depose, alice)
    assert acces(agnes, depose, CORRESPONDRE)
    assert not acces(agnes, voisin, CORRESPONDRE)


def test_apres_la_levee_du_sceau_la_region_peut_ecrire_la_premiere(agnes, oscar, depose):
    assert not acces(agnes, depose, CORRESPONDRE, PENDANT)
    assert acces(agnes, depose, CORRESPONDRE, APRES)
    assert acces(oscar, depose, CORRESPONDRE, APRES)


@pytest.mark.parametrize("etat", ["brouillon", "retiree"])
def test_a_un_dossier_qui_ne_compte_pas_la_region_repond_seulement(agnes, depose, alice, apres, etat):
    type(depose).objects.filter(pk=depose.pk).update(etat=etat)
    assert not acces(agnes, depose, CORRESPONDRE)
    message(depose, alice)
    assert acces(agnes, depose, CORRESPONDRE)
    assert not acces(agnes, depose, Action.LIRE_ADMINISTRATIF)


def test_sans_signature_aucun_fil(edition, depose, alice, apres):
    message(depose, alice)
    for role in (Role.AGENT, Role.OPERATEUR):
        agent = personne(f"Ines{role}", roles=[role])
        assert not acces(agent, depose, CORRESPONDRE)
        signer_nda(agent, edition, Public.AGENT)
        assert acces(agent, depose, CORRESPONDRE)


def test_un_role_revoque_ne_correspond_plus(apres, agnes, depose):
    assert acces(agnes, depose, CORRESPONDRE)
    agnes.attributions.update(revoquee_le=horloge.maintenant())
    assert not acces(agnes, depose, CORRESPONDRE)


def test_ni_l_administrateur_ni_le_membre_ne_trouvent_un_fil(adam, mona_lit, en_evaluation, alice, apres):
    message(en_evaluation, alice)
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    assert not acces(mona_lit, en_evaluation, CORRESPONDRE)
    assert not acces(adam, en_evaluation, CORRESPONDRE)


@pytest.mark.parametrize("instant", [PENDANT, APRES])
def test_le_deport_ferme_le_fil(agnes, depose, alice, instant):
    message(depose, alice)
    assert acces(agnes, depose, CORRESPONDRE, instant)
    with horloge.a(instant):
        deporter(agnes, depose)
    assert not acces(agnes, depose, CORRESPONDRE, instant)


@pytest.mark.parametrize("instant", [PENDANT, APRES])
def test_un_lien_a_trancher_ferme_le_fil(agnes, hugo, depose, alice, instant):
    message(depose, alice)
    assert acces(agnes, depose, CORRESPONDRE, instant)
    figer(depose, domaine=agnes.courriel.partition("@")[2])
    assert not acces(agnes, depose, CORRESPONDRE, instant)
    LienEcarte.objects.create(candidature=depose, personne=agnes, raison="Homonyme", par=hugo, ecarte_le=APRES)
    assert acces(agnes, depose, CORRESPONDRE, instant)


def test_qui_est_attache_a_une_candidature_ne_correspond_pas(agnes, edition, depose, alice, apres):
    message(depose, alice)
    assert acces(agnes, depose, CORRESPONDRE)
    CandidatureFactory(edition=EditionFactory(complete=True), equipe=[agnes])
    assert acces(agnes, depose, CORRESPONDRE)
    CandidatureFactory(edition=edition, equipe=[agnes])
    assert not acces(agnes, depose, CORRESPONDRE)
