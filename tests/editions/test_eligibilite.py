"""« Suis-je concerné ? »: the conditions of the call, answered without keeping anything."""

import pytest

from amihr import horloge
from amihr.editions.conduite import annuler
from amihr.editions.models import Edition
from amihr.pilotage.chargement import charger
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES, OUVERTURE, PENDANT
from tests.pages import mots_de

OUI = dict.fromkeys(("nature", "siege", "livree", "stable", "essais"), "oui")
SIEGE = "Votre siège social est-il sur le territoire national\u00a0?"
RIEN = "Rien ne s’y oppose d’après vos réponses"


@pytest.fixture
def demander(db, client, appel_2026):
    with horloge.a(OUVERTURE.replace(day=1)):
        charger(appel_2026)
    with horloge.a(PENDANT):
        yield lambda **reponses: client.get("/eligibilite/", reponses)


def test_la_page_pose_une_question_par_condition(demander):
    reponse = demander()
    assert [champ.label for champ in reponse.context["formulaire"]][1] == SIEGE
    assert (reponse.context["avis"], reponse.cookies) == (None, {})


def test_une_question_sans_reponse_est_demandee(demander):
    reponse = demander(repondre="1", **OUI | {"siege": ""})
    assert reponse.status_code == 422
    assert f"Choisissez une réponse : « {SIEGE} »".replace("\u00a0", " ") in mots_de(reponse)


def test_tout_remplir_ne_promet_rien_de_plus(demander):
    assert RIEN in mots_de(demander(repondre="1", **OUI))


@pytest.mark.parametrize(("quand", "invite"), [(PENDANT, True), (APRES, False)])
def test_on_n_invite_a_candidater_que_tant_que_l_appel_recoit(demander, quand, invite):
    with horloge.a(quand):
        page = mots_de(demander(repondre="1", **OUI))
    assert ("Commencer une candidature" in page, "L’appel est clos depuis le" in page) == (invite, not invite)


def test_un_appel_annule_est_dit_annule(demander):
    (edition,) = Edition.objects.all()
    annuler(edition, motif="Crédits retirés", par=PersonneFactory())
    page = mots_de(demander(repondre="1", **OUI))
    assert ("L’appel a été annulé le" in page, "Commencer une candidature" in page) == (True, False)


@pytest.mark.parametrize(("reponse", "dit"), [("non", "condition non remplie"), ("incertain", "à vérifier")])
def test_ce_qui_manque_cite_son_article(demander, reponse, dit):
    page = mots_de(demander(repondre="1", **OUI | {"siege": reponse}))
    assert f"Siège social sur le territoire national art. B.1 : {dit}" in page
    assert RIEN not in page


def test_un_appel_sans_condition_renvoie_au_reglement(client, edition, pendant):
    Edition.objects.filter(pk=edition.pk).update(formulaire=edition.formulaire | {"conditions": []})
    assert "Le règlement dit qui peut candidater" in mots_de(client.get("/eligibilite/"))
