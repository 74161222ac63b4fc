"""The access rule, clause by clause: each refusal comes after the permission on the same dossier."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import Action, acces, dossiers_accessibles
from candidatures.models import LienEcarte
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer, signer_nda
from tests.fabriques.editions import APRES, CLOTURE, PENDANT, EditionFactory, publier_nda
from tests.personnages import personne


def test_le_candidat_suit_son_dossier_et_pas_celui_d_un_autre(alice, bruno, dossier, pendant):
    assert acces(alice, dossier, Action.SUIVRE)
    assert not acces(bruno, dossier, Action.SUIVRE)


def test_un_equipier_retire_ne_suit_plus(alice, dossier, pendant):
    assert acces(alice, dossier, Action.SAISIR)
    dossier.equipiers.update(retire_le=PENDANT)
    assert not acces(alice, dossier, Action.SAISIR)


@pytest.mark.parametrize(
    ("droit", "saisir", "deposer"),
    [
        ("lire", False, False),
        ("rediger", True, False),
        ("deposer", True, True),
    ],
)
def test_les_droits_de_l_equipe(alice, dossier, pendant, droit, saisir, deposer):
    dossier.equipiers.update(droit=droit)
    assert acces(alice, dossier, Action.SUIVRE)
    assert acces(alice, dossier, Action.SAISIR) == saisir
    assert acces(alice, dossier, Action.DEPOSER) == deposer


def test_personne_ne_lit_avant_la_levee_du_sceau(agnes, depose):
    avant, apres = CLOTURE + timedelta(seconds=59), CLOTURE + timedelta(seconds=60)
    assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF, apres)
    assert not acces(agnes, depose, Action.LIRE_ADMINISTRATIF, avant)


def test_l_agent_compte_avant_la_cloture(agnes, depose, pendant):
    assert acces(agnes, depose, Action.COMPTER)


def test_un_agent_attache_a_une_candidature_ne_compte_plus(agnes, edition, depose, pendant):
    assert acces(agnes, depose, Action.COMPTER)
    CandidatureFactory(edition=edition, equipe=[agnes])
    assert not acces(agnes, depose, Action.COMPTER)


def test_l_agent_deporte_ne_compte_plus_le_dossier(agnes, depose, pendant):
    assert acces(agnes, depose, Action.COMPTER)
    deporter(agnes, depose)
    assert not acces(agnes, depose, Action.COMPTER)


def test_l_agent_qu_un_lien_suspend_ne_compte_plus_le_dossier(agnes, depose, pendant):
    assert acces(agnes, depose, Action.COMPTER)
    figer(depose, domaine=agnes.courriel.partition("@")[2])
    assert not acces(agnes, depose, Action.COMPTER)


def test_le_membre_engage_et_declare_lit(mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.LIRE)


def test_le_membre_qui_n_a_pas_declare_ne_lit_pas(mona, en_evaluation, apres):
    assert acces(mona, en_evaluation, Action.DECLARER)
    assert not acces(mona, en_evaluation, Action.LIRE)


def test_le_membre_sans_signature_ne_voit_rien(mona, marc, en_evaluation, apres):
    declarer_aucun_lien(marc, en_evaluation)
    assert acces(mona, en_evaluation, Action.DECLARER)
    assert not any(acces(marc, en_evaluation, action) for action in Action)


def test_une_nouvelle_version_de_l_engagement_suspend_la_lecture(mona_lit, en_evaluation, edition, apres):
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_le_deport_cache_tout(mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.NOTER)
    deporter(mona_lit, en_evaluation)
    assert not any(acces(mona_lit, en_evaluation, action) for action in Action)


def test_le_deport_suit_la_personne_sous_tous_ses_chapeaux(hugo, en_evaluation, apres):
    assert acces(hugo, en_evaluation, Action.LIRE_ADMINISTRATIF)
    assert acces(hugo, en_evaluation, Action.LIRE)
    deporter(hugo, en_evaluation)
    assert not acces(hugo, en_evaluation, Action.LIRE_ADMINISTRATIF)
    assert not acces(hugo, en_evaluation, Action.LIRE)


def test_le_dossier_qui_n_est_pas_eligible_n_arrive_pas_a_la_commission(mona, edition, apres):
    dossier = CandidatureFactory(edition=edition, etat="eligible")
    declarer_aucun_lien(mona, dossier)
    assert acces(mona, dossier, Action.LIRE)
    type(dossier).objects.filter(pk=dossier.pk).update(etat="ineligible")
    assert not acces(mona, dossier, Action.LIRE)


def test_une_candidature_retiree_n_est_plus_lue(agnes, depose, apres):
    assert acces(agnes, depose, Action.LIRE_ADMINISTRATIF)
    type(depose).objects.filter(pk=depose.pk).update(etat="retiree")
    assert not acces(agnes, depose, Action.LIRE_ADMINISTRATIF)


def test_l_agent_sans_signature_ne_lit_pas(edition, depose, apres):
    agent = personne("Ines", roles=[Role.AGENT])
    assert not acces(agent, depose, Action.LIRE_ADMINISTRATIF)
    signer_nda(agent, edition, Public.AGENT)
    assert acces(agent, depose, Action.LIRE_ADMINISTRATIF)


def test_l_operateur_lit_et_n_instruit_pas(oscar, depose, apres):
    assert acces(oscar, depose, Action.LIRE_ADMINISTRATIF)
    assert not acces(oscar, depose, Action.INSTRUIRE)


def test_l_administrateur_n_a_aucun_acces(adam, en_evaluation, apres):
    assert not any(acces(adam, en_evaluation, action) for action in Action)


def test_un_role_revoque_n_ouvre_plus_rien(apres, agnes, depose):
    assert acces(agnes, depose, Action.INSTRUIRE)
    agnes.attributions.update(revoquee_le=horloge.maintenant())
    assert not acces(agnes, depose, Action.INSTRUIRE)
    assert not acces(agnes, depose, Action.COMPTER)


def test_qui_est_attache_a_une_candidature_ne_siege_ni_n_instruit(agnes, mona_lit, edition, en_evaluation, apres):
    assert acces(agnes, en_evaluation, Action.LIRE_ADMINISTRATIF)
    CandidatureFactory(edition=edition, equipe=[agnes, mona_lit])
    assert not acces(agnes, en_evaluation, Action.LIRE_ADMINISTRATIF)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)
    assert not acces(mona_lit, en_evaluation, Action.DECLARER)


def test_un_siege_retire_ne_lit_plus(mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    mona_lit.sieges.update(retire_le=APRES)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_le_membre_d_une_autre_edition_ne_lit_rien_ici(mona_lit, en_evaluation, apres):
    ailleurs = personne("Elsa")
    asseoir(ailleurs, EditionFactory(complete=True))
    declarer_aucun_lien(ailleurs, en_evaluation)
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    assert not any(acces(ailleurs, en_evaluation, action) for action in Action)


@pytest.mark.parametrize("lien", [{"siren": "552100554"}, {"domaine": "exemple.fr"}])
def test_un_lien_detecte_suspend_la_lecture_jusqu_a_une_decision(mona_lit, agnes, en_evaluation, apres, lien):
    mona_lit.sieges.update(siren_employeur="552100554")
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    figer(en_evaluation, **lien)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)
    LienEcarte.objects.create(
        candidature=en_evaluation, personne=mona_lit, raison="Homonyme", par=agnes, ecarte_le=APRES
    )
    assert acces(mona_lit, en_evaluation, Action.LIRE)


def test_on_ne_note_qu_un_dossier_en_evaluation(mona_lit, en_evaluation, apres):
    assert acces(mona_lit, en_evaluation, Action.NOTER)
    type(en_evaluation).objects.filter(pk=en_evaluation.pk).update(etat="eligible")
    assert not acces(mona_lit, en_evaluation, Action.NOTER)


def test_l_agent_membre_voit_les_notes_en_membre(hugo, agnes, en_evaluation, apres):
    assert acces(agnes, en_evaluation, Action.VOIR_NOTES)
    assert acces(hugo, en_evaluation, Action.VOIR_NOTES)
    hugo_sans = personne("Hector", roles=[Role.AGENT])
    signer_nda(hugo_sans, en_evaluation.edition, Public.AGENT)
    asseoir(hugo_sans, en_evaluation.edition)
    assert not acces(hugo_sans, en_evaluation, Action.VOIR_NOTES)


def test_seule_la_presidence_statue_parmi_les_membres(mona_lit, agnes, oscar, en_evaluation, apres):
    assert acces(agnes, en_evaluation, Action.STATUER)
    assert not acces(oscar, en_evaluation, Action.STATUER)
    assert not acces(mona_lit, en_evaluation, Action.STATUER)
    mona_lit.sieges.update(est_president=True)
    assert acces(mona_lit, en_evaluation, Action.STATUER)


def test_une_personne_desactivee_ou_anonyme_n_a_rien(alice, dossier, pendant):
    assert acces(alice, dossier, Action.SUIVRE)
    alice.est_active = False
    assert not dossiers_accessibles(alice, Action.SUIVRE).exists()
    assert not dossiers_accessibles(None, Action.SUIVRE).exists()
