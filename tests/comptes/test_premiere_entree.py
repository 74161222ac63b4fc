"""The link that invites a member: it lets them choose a first password, once, for fourteen days (A-22)."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail

from amihr import horloge
from amihr.comptes.actes import creer_personne
from amihr.comptes.entree import VALABLE, lien_d_entree, qui_entre
from amihr.courrier import boite
from amihr.habilitations.engagements import nommer
from amihr.habilitations.models import College, Public
from tests.fabriques.editions import PENDANT, publier_nda
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
MOT_DE_PASSE = "orthophoto-lidar-2031"


@pytest.fixture
def zoe(db, pendant):
    return creer_personne("zoe@exemple.fr", "Zoé", "Testard")


def chemin(personne, instant=PENDANT):
    return urlsplit(lien_d_entree(personne, instant)).path


def choisir(client, adresse):
    page = client.get(adresse, follow=True)
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
    assert page.status_code == 404
    assert "demandez un nouveau lien" in mots_de(page)


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
