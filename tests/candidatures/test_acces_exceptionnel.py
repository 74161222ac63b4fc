"""Who reads by exception (A-13), and what it never overrides: each refusal comes after the permission on the same dossier."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.http import Http404

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.acces import Action, acces, consulter, consulter_piece, dossiers_accessibles
from candidatures.models import AccesExceptionnel
from tests.fabriques.candidatures import (
    CandidatureFactory,
    asseoir,
    declarer_aucun_lien,
    deporter,
    figer,
    nommer_rapporteur,
    ouvrir_par_exception,
    signer_nda,
)
from tests.fabriques.editions import APRES, CLOTURE, publier_nda
from tests.personnages import personne

DEMANDER, LIRE = Action.DEMANDER_L_ACCES, Action.LIRE_PAR_EXCEPTION
HEURE = timedelta(hours=1)


@pytest.fixture
def adam(edition):
    """An administrator, who has signed what agents sign."""
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR])
    signer_nda(adam, edition, Public.AGENT)
    return adam


@pytest.fixture
def ouvert(adam, depose, apres):
    """Alice's dossier, opened to the administrator, who has declared « aucun lien »."""
    declarer_aucun_lien(adam, depose)
    return ouvrir_par_exception(adam, depose)


def codes(dossier):
    return {reponse.question["code"] for partie in dossier.parties for reponse in partie.reponses}


@pytest.mark.parametrize("action", sorted(set(Action) - {DEMANDER, Action.COMPTER}))
def test_un_administrateur_engage_ne_fait_rien_sans_acces(adam, depose, en_evaluation, apres, action):
    assert acces(adam, depose, DEMANDER)
    for dossier in (depose, en_evaluation):
        declarer_aucun_lien(adam, dossier)
        assert not acces(adam, dossier, action)


def test_un_acces_ne_fait_que_lire_et_declarer(adam, depose, ouvert):
    permises = {action for action in Action if acces(adam, depose, action)}
    assert permises == {DEMANDER, LIRE, Action.DECLARER}


def test_on_ne_lit_que_le_dossier_ouvert(adam, edition, depose, ouvert):
    voisin = CandidatureFactory(edition=edition, deposee=True)
    declarer_aucun_lien(adam, voisin)
    assert acces(adam, depose, LIRE)
    assert acces(adam, voisin, DEMANDER)
    assert not acces(adam, voisin, LIRE)
    assert not acces(adam, voisin, Action.DECLARER)


def test_l_acces_est_celui_d_une_personne(adam, agnes, depose, ouvert):
    declarer_aucun_lien(agnes, depose)
    assert acces(adam, depose, LIRE)
    assert acces(agnes, depose, DEMANDER)
    assert not acces(agnes, depose, LIRE)


def test_une_heure_et_pas_une_seconde_de_plus(adam, depose, ouvert):
    assert not acces(adam, depose, LIRE, APRES - timedelta(seconds=1))
    assert acces(adam, depose, LIRE, APRES)
    assert acces(adam, depose, LIRE, APRES + HEURE - timedelta(microseconds=1))
    assert not acces(adam, depose, LIRE, APRES + HEURE)
    assert not acces(adam, depose, Action.DECLARER, APRES + HEURE)


def test_un_acces_clos_n_ouvre_plus_rien(adam, agnes, depose, ouvert):
    assert acces(adam, depose, LIRE)
    AccesExceptionnel.objects.update(clos_par=agnes, clos_le=APRES)
    assert not acces(adam, depose, LIRE)


def test_une_demande_n_ouvre_rien(adam, depose, apres):
    declarer_aucun_lien(adam, depose)
    AccesExceptionnel.objects.create(
        candidature=depose, personne=adam, motif="Vérifier", demande_le=APRES, expire_le=APRES + 48 * HEURE
    )
    assert acces(adam, depose, DEMANDER)
    assert not acces(adam, depose, LIRE)


def test_le_sceau_tient(adam, depose, ouvert):
    assert acces(adam, depose, DEMANDER)
    assert not acces(adam, depose, DEMANDER, CLOTURE)
    assert acces(adam, depose, LIRE)
    report = APRES + timedelta(days=7)
    depose.edition.cloture_le = report
    depose.edition.save(update_fields=["cloture_le"])
    assert not acces(adam, depose, LIRE)


@pytest.mark.parametrize("etat", ["brouillon", "retiree"])
def test_un_dossier_qui_n_est_pas_depose_ne_s_ouvre_pas(adam, depose, ouvert, etat):
    assert acces(adam, depose, LIRE)
    type(depose).objects.filter(pk=depose.pk).update(etat=etat)
    assert not acces(adam, depose, LIRE)
    assert not acces(adam, depose, DEMANDER)


def test_sans_l_engagement_en_vigueur_rien(edition, depose, apres):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR])
    declarer_aucun_lien(adam, depose)
    ouvrir_par_exception(adam, depose)
    assert not acces(adam, depose, DEMANDER)
    signer_nda(adam, edition, Public.AGENT)
    assert acces(adam, depose, LIRE)
    publier_nda(edition, Public.AGENT, instant=APRES)
    assert not acces(adam, depose, DEMANDER)
    assert not acces(adam, depose, LIRE)


def test_un_agent_membre_doit_ses_deux_engagements(edition, hugo, en_evaluation, apres):
    ouvrir_par_exception(hugo, en_evaluation)
    assert acces(hugo, en_evaluation, LIRE)
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    assert not acces(hugo, en_evaluation, DEMANDER)
    assert not acces(hugo, en_evaluation, LIRE)


def test_l_engagement_d_un_membre_ne_vaut_pas_celui_d_un_agent(edition, depose, apres):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR])
    asseoir(adam, edition)
    assert not acces(adam, depose, DEMANDER)
    signer_nda(adam, edition, Public.AGENT)
    assert acces(adam, depose, DEMANDER)


@pytest.mark.parametrize("role", [Role.OPERATEUR, Role.DPO, Role.GROUPEMENT])
def test_ni_l_operateur_ni_le_delegue_ne_lisent_par_exception(adam, depose, ouvert, role):
    assert acces(adam, depose, LIRE)
    adam.attributions.update(role=role)
    assert not acces(adam, depose, LIRE)
    assert not acces(adam, depose, DEMANDER)


def test_un_role_revoque_ferme_l_acces(adam, depose, ouvert):
    assert acces(adam, depose, LIRE)
    adam.attributions.update(revoquee_le=F("attribuee_le"))
    assert not acces(adam, depose, LIRE)


@pytest.mark.parametrize(
    "lier",
    [
        lambda qui, depose: deporter(qui, depose),
        lambda qui, depose: figer(depose, domaine=qui.courriel.partition("@")[2]),
        lambda qui, depose: CandidatureFactory(edition=depose.edition, equipe=[qui]),
    ],
    ids=["deport", "lien", "equipe"],
)
def test_ni_deporte_ni_lie(adam, depose, ouvert, lier):
    assert acces(adam, depose, LIRE)
    lier(adam, depose)
    assert not acces(adam, depose, DEMANDER)
    assert not acces(adam, depose, LIRE)
    with pytest.raises(Http404):
        consulter(adam, depose.reference, LIRE)


def test_on_declare_avant_de_lire(adam, depose, apres):
    ouvrir_par_exception(adam, depose)
    declarer_aucun_lien(adam, CandidatureFactory(edition=depose.edition, deposee=True))
    declarer_aucun_lien(personne("Ada"), depose)
    assert acces(adam, depose, Action.DECLARER)
    assert not acces(adam, depose, LIRE)
    declarer_aucun_lien(adam, depose)
    assert acces(adam, depose, LIRE)


def test_on_lit_ce_que_lit_un_rapporteur_et_rien_de_plus(adam, oscar, depose, ouvert):
    nommer_rapporteur(oscar, depose)
    lu = consulter(adam, depose.reference, LIRE)
    rapporte = consulter(oscar, depose.reference, Action.RAPPORTER)
    assert codes(lu) == codes(rapporte)
    assert [piece.id for piece in lu.pieces] == [piece.id for piece in rapporte.pieces]


def test_le_registre_dit_chaque_lecture_exceptionnelle(agnes, depose, apres):
    declarer_aucun_lien(agnes, depose)
    ouvrir_par_exception(agnes, depose)
    consulter(agnes, depose.reference, Action.LIRE_ADMINISTRATIF)
    consulter(agnes, depose.reference, LIRE)
    piece = depose.depots.get().pieces.get(emplacement="logo")
    consulter_piece(agnes, depose.reference, LIRE, piece.pk)
    lectures = EntreeJournal.objects.filter(chaine=Chaine.LECTURES).order_by("seq")
    attendues = ["instruction:dossier", "exceptionnel:dossier", f"exceptionnel:piece:{piece.pk}"]
    assert [entree.faits["vu"] for entree in lectures] == attendues


def test_un_agent_lit_par_exception_ce_qu_il_ne_lisait_pas(agnes, depose, apres):
    declarer_aucun_lien(agnes, depose)
    assert not acces(agnes, depose, LIRE)
    ouvrir_par_exception(agnes, depose)
    lu, avant = (consulter(agnes, depose.reference, action) for action in (LIRE, Action.LIRE_ADMINISTRATIF))
    assert codes(lu) > codes(avant)


def test_les_listes_suivent_la_meme_regle(adam, depose, en_evaluation, ouvert):
    assert list(dossiers_accessibles(adam, LIRE)) == [depose]
    assert set(dossiers_accessibles(adam, DEMANDER)) == {depose, en_evaluation}
