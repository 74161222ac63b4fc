"""Where somebody without an account was going, kept through the sign-up and its confirmation; never an open redirect."""

from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from tests.comptes.test_creation import DEMANDE, confirmer, lien_recu
from tests.fabriques.comptes import MOT_DE_PASSE
from tests.pages import texte_de

INVITATION = "/compte/invitations/un-jeton_de-43-signes/"
AILLEURS = [
    "//evil.example/",
    "https://evil.example/",
    "http://testserver/candidatures/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "candidatures/",
    "/" + "x" * 500,
]
A_OUVRIR = {"login": "zoe@exemple.fr", "password": MOT_DE_PASSE}


def demander(client, suite):
    return client.post(f"/compte/creer/?next={suite}", DEMANDE)


def suite_de(adresse):
    return parse_qs(urlsplit(adresse).query).get("next", [""])[0]


@pytest.mark.parametrize("suite", AILLEURS)
def test_a32_une_suite_hors_du_site_n_entre_pas_dans_le_courriel(client, suite):
    assert demander(client, suite).url == "/compte/confirmer/"
    assert "?" not in lien_recu("compte_confirmation")


@pytest.mark.parametrize("suite", AILLEURS)
def test_a32_un_lien_de_confirmation_retouche_ne_mene_pas_ailleurs(client, suite):
    demander(client, INVITATION)
    lien = lien_recu("compte_confirmation").partition("?")[0]
    assert urlsplit(confirmer(client, f"{lien}?next={suite}").url).netloc in ("", "testserver")


def test_la_suite_ne_change_rien_au_jeton_de_confirmation(client):
    demander(client, INVITATION)
    lien = lien_recu("compte_confirmation")
    jeton, _, suite = lien.partition("?")
    assert confirmer(client, f"{jeton[:-2]}x/?{suite}").status_code == 404
    assert not EmailAddress.objects.get().verified
    confirmer(client, lien)
    assert confirmer(client, lien).status_code == 404


@pytest.mark.parametrize("suite", [INVITATION, "/candidatures/nouvelle/", "/candidatures/?a=1&b=2"])
def test_un_autre_navigateur_confirme_et_la_suite_est_la(client, suite):
    demander(client, suite.replace("&", "%26"))
    telephone = Client()
    lien = lien_recu("compte_confirmation")
    assert telephone.get(lien).status_code == 200
    assert confirmer(telephone, lien).url == suite
    assert telephone.get("/compte/").status_code == 200


def test_le_courriel_envoye_porte_la_suite(client, mailoutbox):
    demander(client, INVITATION)
    lien = lien_recu("compte_confirmation")
    expedier(horloge.maintenant())
    assert lien.endswith(f"?next={INVITATION}")
    assert lien in mailoutbox[0].body
    assert "chemin" not in Courrier.objects.get().contexte


def test_un_nouveau_lien_demande_a_la_connexion_garde_la_suite(client):
    page = client.get(demander(client, INVITATION).url)
    Courrier.objects.all().delete()
    connexion = f"/compte/connexion/?next={INVITATION}"
    assert f'href="{connexion}"' in texte_de(page)
    client.post(connexion, A_OUVRIR)
    assert suite_de(lien_recu("compte_confirmation")) == INVITATION


def test_un_lien_perime_mene_a_la_connexion_avec_la_suite(client):
    page = client.get(f"/compte/confirmer/MQ:1abc:jeton/?next={INVITATION}")
    assert f'href="/compte/connexion/?next={INVITATION}"' in texte_de(page, statut=404)


def test_a28_qui_a_deja_un_compte_recoit_un_lien_vers_la_suite(client, alice):
    assert client.post(f"/compte/creer/?next={INVITATION}", DEMANDE | {"email": alice.courriel}).url == (
        f"/compte/confirmer/?next={INVITATION}"
    )
    assert lien_recu("compte_existant") == f"/compte/connexion/?next={INVITATION}"
