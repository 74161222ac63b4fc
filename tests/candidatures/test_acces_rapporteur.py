"""What a rapporteur reads, and of which dossier: each refusal comes after the permission on the same one."""

import pytest
from django.http import Http404

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.acces import Action, acces, action_d_instruction, consulter, consulter_piece
from tests.fabriques.candidatures import (
    CandidatureFactory,
    declarer_aucun_lien,
    deporter,
    figer,
    nommer_rapporteur,
    signer_nda,
)
from tests.fabriques.editions import APRES, CLOTURE, publier_nda
from tests.personnages import personne

RAPPORTER = Action.RAPPORTER


@pytest.fixture
def rapport(oscar, depose, apres):
    """The operator reports on Alice's dossier."""
    return nommer_rapporteur(oscar, depose)


def codes(dossier):
    return {reponse.question["code"] for partie in dossier.parties for reponse in partie.reponses}


def test_on_ne_rapporte_que_le_dossier_confie(oscar, agnes, edition, depose, rapport):
    voisin = CandidatureFactory(edition=edition, deposee=True)
    declarer_aucun_lien(oscar, voisin)
    declarer_aucun_lien(agnes, depose)
    assert acces(oscar, depose, RAPPORTER)
    assert acces(oscar, voisin, Action.LIRE_ADMINISTRATIF)
    assert not acces(oscar, voisin, RAPPORTER)
    assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF)
    assert not acces(agnes, depose, RAPPORTER)


def test_un_rapport_fini_ne_lit_plus(oscar, agnes, depose, rapport):
    assert acces(oscar, depose, RAPPORTER)
    type(rapport).objects.update(fin_le=APRES, fin_par=agnes, motif="Absence")
    assert not acces(oscar, depose, RAPPORTER)


def test_le_rapporteur_declare_n_avoir_aucun_lien_avec_ce_dossier_avant_de_lire(oscar, agnes, edition, depose, apres):
    nommer_rapporteur(oscar, depose, declare=False)
    declarer_aucun_lien(oscar, CandidatureFactory(edition=edition, deposee=True))
    declarer_aucun_lien(agnes, depose)
    assert not acces(oscar, depose, RAPPORTER)
    declarer_aucun_lien(oscar, depose)
    assert acces(oscar, depose, RAPPORTER)


def test_le_role_l_engagement_et_le_sceau_restent_dus(edition, depose, apres):
    agent = personne("Ines", roles=[Role.AGENT])
    nommer_rapporteur(agent, depose)
    assert not acces(agent, depose, RAPPORTER)
    signer_nda(agent, edition, Public.AGENT)
    assert acces(agent, depose, RAPPORTER)
    assert not acces(agent, depose, RAPPORTER, CLOTURE)
    publier_nda(edition, Public.AGENT, instant=APRES)
    assert not acces(agent, depose, RAPPORTER)


@pytest.mark.parametrize(
    "perdre",
    [
        lambda oscar, depose: deporter(oscar, depose),
        lambda oscar, depose: figer(depose, domaine=oscar.courriel.partition("@")[2]),
        lambda oscar, depose: CandidatureFactory(edition=depose.edition, equipe=[oscar]),
        lambda oscar, depose: oscar.attributions.update(role=Role.DPO),
        lambda oscar, depose: type(depose).objects.filter(pk=depose.pk).update(etat="retiree"),
    ],
    ids=["deport", "lien", "equipe", "role", "retrait"],
)
def test_ce_qui_ferme_le_dossier_ferme_le_rapport(oscar, depose, rapport, perdre):
    assert acces(oscar, depose, RAPPORTER)
    perdre(oscar, depose)
    assert not acces(oscar, depose, RAPPORTER)
    with pytest.raises(Http404):
        consulter(oscar, depose.reference, RAPPORTER)


def test_un_membre_rapporteur_sans_role_ne_lit_rien_de_plus(mona, depose, apres):
    nommer_rapporteur(mona, depose)
    assert not acces(mona, depose, RAPPORTER)


def test_le_rapporteur_lit_tout_ce_que_lisent_l_instruction_et_la_commission(oscar, mona_lit, en_evaluation, apres):
    nommer_rapporteur(oscar, en_evaluation)
    lu = consulter(oscar, en_evaluation.reference, RAPPORTER)
    instruit = consulter(oscar, en_evaluation.reference, Action.LIRE_ADMINISTRATIF)
    commission = consulter(mona_lit, en_evaluation.reference, Action.LIRE)
    assert codes(lu) == codes(instruit) | codes(commission)
    assert {p.id for p in lu.pieces} == {p.id for p in instruit.pieces} | {p.id for p in commission.pieces}
    assert (lu.presences, instruit.presences != ()) == ((), True)


def test_le_registre_des_lectures_dit_une_lecture_de_rapporteur(oscar, depose, rapport):
    consulter(oscar, depose.reference, Action.LIRE_ADMINISTRATIF)
    consulter(oscar, depose.reference, RAPPORTER)
    piece = depose.depots.get().pieces.get(emplacement="logo")
    consulter_piece(oscar, depose.reference, RAPPORTER, piece.pk)
    lectures = EntreeJournal.objects.filter(chaine=Chaine.LECTURES).order_by("seq")
    assert [entree.faits["vu"] for entree in lectures] == [
        "instruction:dossier",
        "rapport:dossier",
        f"rapport:piece:{piece.pk}",
    ]


def test_qui_instruit_lit_par_le_plus_large_de_ses_droits(oscar, agnes, depose, rapport):
    assert action_d_instruction(oscar, depose) == RAPPORTER
    assert action_d_instruction(agnes, depose) == Action.LIRE_ADMINISTRATIF
