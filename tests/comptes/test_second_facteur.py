"""The second factor: asked for, set up, given, removed."""

from allauth.mfa.models import Authenticator

from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from tests.fabriques.comptes import MOT_DE_PASSE, SECRET, PersonneFactory, code_totp, connecter

APPLICATION = "/compte/double-authentification/application/"


def se_connecter(client, personne):
    return client.post("/compte/connexion/", {"login": personne.courriel, "password": MOT_DE_PASSE})


def activer(client):
    client.get(APPLICATION)
    return client.post(APPLICATION, {"code": code_totp(client.session["mfa.totp.secret"])})


def test_un_mauvais_code_est_refuse(client, agnes):
    se_connecter(client, agnes)
    reponse = client.post("/compte/double-authentification/code/", {"code": "000000"})
    assert reponse.status_code == 422
    assert client.get("/compte/").status_code == 302


def test_le_bon_code_ouvre(client, agnes):
    assert se_connecter(client, agnes).url == "/compte/double-authentification/code/"
    client.post("/compte/double-authentification/code/", {"code": code_totp()})
    assert client.get("/compte/").status_code == 200


def test_un_code_de_secours_ouvre_une_seule_fois(client, agnes):
    secours = Authenticator.objects.get(user=agnes, type="recovery_codes").wrap().get_unused_codes()[0]
    for attendu in (302, 422):
        client.logout()
        se_connecter(client, agnes)
        assert client.post("/compte/double-authentification/code/", {"code": secours}).status_code == attendu


def test_qui_a_un_role_sans_second_facteur_doit_en_ajouter_un(client):
    olivier = PersonneFactory(roles=[Role.OPERATEUR])
    se_connecter(client, olivier)
    assert client.get("/compte/").url == "/compte/double-authentification/"
    assert activer(client).url == "/compte/double-authentification/codes/"
    assert client.get("/compte/").status_code == 200


def test_un_candidat_n_en_a_pas_besoin(client, alice):
    se_connecter(client, alice)
    assert client.get("/compte/").status_code == 200


def test_activer_est_annonce_et_journalise_ensemble(client, alice):
    connecter(client, alice)
    activer(client)
    assert Courrier.objects.get().contexte == {"changement": "application_ajoutee"}
    assert EntreeJournal.objects.get(evenement="second_facteur.ajoute").faits == {"genre": "totp"}


def test_retirer_demande_une_identite_recente(client, agnes):
    connecter(client, agnes, il_y_a=601)
    assert client.post(APPLICATION + "retirer/").url.startswith("/compte/confirmer-identite/")
    assert Authenticator.objects.filter(user=agnes, type="totp").exists()


def test_retirer_est_annonce(client, agnes):
    connecter(client, agnes)
    client.post(APPLICATION + "retirer/")
    assert not Authenticator.objects.filter(user=agnes).exists()
    assert Courrier.objects.get().contexte == {"changement": "application_retiree"}


def test_le_secret_n_est_pas_en_clair_dans_la_base(agnes):
    rangee = Authenticator.objects.get(user=agnes, type="totp")
    assert SECRET not in str(rangee.data)
    assert rangee.wrap().validate_code(code_totp())


def test_le_secret_se_lit_encore_apres_un_changement_de_cle(agnes, settings):
    ancienne, settings.SECRET_KEY = settings.SECRET_KEY, "une-autre-cle-pour-ce-test-0123456789-abcdef"
    settings.SECRET_KEY_FALLBACKS = [ancienne]
    assert Authenticator.objects.get(user=agnes, type="totp").wrap().validate_code(code_totp())


def test_les_codes_de_secours_se_telechargent(client, agnes):
    connecter(client, agnes)
    fichier = client.get("/compte/double-authentification/codes/telecharger/")
    assert len(fichier.content.split()) == 10
    assert fichier["Cache-Control"].startswith("max-age=0, no-cache")
