"""The link that invites a member: it lets them choose a first password, once, for fourteen days (A-22)."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail

from amihr import horloge
from amihr.comptes.actes import creer_personne
from amihr.comptes.entree import VALABLE, lien_d_entree, qui_entre
from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.habilitations.engagements import nommer
from amihr.habilitations.models import College, Public
from tests.fabriques.editions import APRES, PENDANT, publier_nda
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
MOT_DE_PASSE = "orthophoto-lidar-2031"


@pytest.fixture
def zoe(db, pendant):
    return creer_personne("zoe@exemple.fr", "Zoé", "Testard")


def chemin(personne, instant=PENDANT):
    return urlsplit(lien_d_entree(personne, instant)).path


def choisir(client, adresse):
    page = client.get(client.get(adresse).context["mot_de_passe"], follow=True)
    return client.post(page.redirect_chain[-1][0], {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE})


def test_qui_a_un_mot_de_passe_n_a_pas_de_lien(mona):
    mona.set_password(MOT_DE_PASSE)
    mona.save()
    assert lien_d_entree(mona, PENDANT) == ""


@pytest.mark.parametrize("jeton", ["", "abc", "abc:def:ghi", "un-jeton-inconnu"])
def test_un_jeton_forge_n_ouvre_rien(zoe, jeton):
    assert qui_entre(jeton, PENDANT) is None


def test_apres_quatorze_jours_le_lien_ne_sert_plus(client, zoe):
    adresse = chemin(zoe)
    jeton = adresse.rstrip("/").rpartition("/")[2]
    assert qui_entre(jeton, PENDANT + VALABLE - timedelta(microseconds=1)) == zoe
    assert qui_entre(jeton, PENDANT + VALABLE) is None
    with horloge.a(PENDANT + VALABLE):
        page = client.get(adresse)
    assert "demandez un nouveau lien" in mots_de(page, statut=404)


def test_un_compte_desactive_n_entre_pas(client, zoe):
    adresse = chemin(zoe)
    zoe.est_active = False
    zoe.save()
    assert client.get(adresse).status_code == 404


def test_le_lien_sert_une_fois(client, zoe):
    adresse = chemin(zoe)
    assert choisir(client, adresse).status_code == 302
    zoe.refresh_from_db()
    assert zoe.check_password(MOT_DE_PASSE)
    assert client.get(adresse).status_code == 404


def test_l_invitation_porte_ce_lien_puis_celui_de_l_engagement(edition, agnes, zoe, pendant):
    publier_nda(edition, Public.MEMBRE, instant=PENDANT)
    nommer(edition, zoe, College.objects.filter(edition=edition).first(), par=agnes)
    boite.expedier(horloge.maintenant())
    (message,) = [m for m in mail.outbox if zoe.courriel in m.to]
    adresse = re.search(r"/compte/entree/[-:\w]+/", message.body)[0]
    assert qui_entre(adresse.rstrip("/").rpartition("/")[2], PENDANT) == zoe
    assert "/commission/engagement/" not in message.body


def test_la_premiere_page_dit_qui_invite_a_quoi_et_ce_qui_sera_demande(client, edition, agnes, zoe, pendant):
    """The link of the mail opened a form that asked for a password, without a word of what for."""
    nommer(edition, zoe, College.objects.filter(edition=edition).first(), par=agnes, est_president=True)
    page = client.get(chemin(zoe))
    lu = mots_de(page)
    college = zoe.sieges.get().college
    assert f"dans la commission de l’appel « {edition} » ({edition.organisateur})" in lu
    assert f"pour la présider, au titre du collège « {college} »" in lu
    for demande in (
        "Un mot de passe",
        "Une double authentification",
        "Un engagement de confidentialité",
        "vos liens d’intérêts",
    ):
        assert demande in lu
    assert 'type="password"' not in page.content.decode()


@pytest.mark.parametrize(
    ("quand", "dit", "tu"),
    [
        (PENDANT, "Les dossiers restent scellés jusqu’à la clôture", "L’appel est clos"),
        (APRES, "L’appel est clos : les dossiers éligibles s’ouvrent", "jusqu’à la clôture"),
    ],
)
def test_la_premiere_page_ne_dit_la_cloture_a_venir_que_tant_qu_elle_l_est(client, edition, agnes, zoe, quand, dit, tu):
    with horloge.a(quand):
        nommer(edition, zoe, College.objects.filter(edition=edition).first(), par=agnes)
        page = mots_de(client.get(chemin(zoe)))
    assert (dit in page, tu in page) == (True, False)


def test_ouvrir_le_lien_n_use_rien(client, zoe):
    """A mail program that opens links by itself leaves it to its owner."""
    adresse = chemin(zoe)
    for _ in range(3):
        assert client.get(adresse).status_code == 200
    assert choisir(client, adresse).status_code == 302


def test_un_agent_invite_lit_son_role_et_rien_de_la_commission(client, edition, pendant):
    agent = personne("Omar", roles=[Role.AGENT])
    agent.set_unusable_password()
    agent.save()
    lu = mots_de(client.get(chemin(agent)))
    assert "Agent de la Région" in lu
    assert "La commission" not in lu
    assert "engagement de confidentialité" in lu


def test_un_premier_mot_de_passe_n_est_pas_dit_nouveau(client, zoe):
    page = mots_de(client.get(client.get(chemin(zoe)).context["mot_de_passe"], follow=True))
    assert "Choisir un mot de passe" in page
    assert "Toutes vos sessions ouvertes seront fermées" not in page
