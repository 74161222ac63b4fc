"""The adversarial cases of trust.md that accounts hold: A-27 to A-33, A-71."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from amihr import horloge
from amihr.comptes import urls
from amihr.comptes.actes import revoquer
from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from tests.fabriques.comptes import MOT_DE_PASSE, PersonneFactory, code_totp, connecter

CONNEXION = "/compte/connexion/"
OUBLI = "/compte/mot-de-passe/oubli/"
PROTEGEES = ["/compte/", "/compte/sessions/", "/compte/mot-de-passe/", "/compte/double-authentification/codes/"]


@pytest.fixture(autouse=True)
def _base(db, settings):
    cache.clear()
    settings.ACCUEILS = []
    settings.LOGIN_REDIRECT_URL = "compte"


@pytest.fixture
def alice():
    return PersonneFactory(courriel="alice@exemple.fr")


@pytest.fixture
def agnes():
    return PersonneFactory(courriel="agnes@exemple.fr", roles=[Role.AGENT], totp=True)


def essayer(client, courriel, mot="faux-mot-de-passe", **entetes):
    return client.post(CONNEXION, {"login": courriel, "password": mot}, **entetes)


def sans_jeton(page):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())


def mesurer(django_assert_max_num_queries, envoi):
    with django_assert_max_num_queries(100) as mesure:
        reponse = envoi()
    return reponse, sorted(q["sql"].split(" ", 2)[0] for q in mesure.captured_queries)


def test_a27_le_sixieme_essai_est_refuse_meme_avec_le_bon_mot_de_passe(client, alice):
    for _ in range(5):
        assert essayer(client, alice.courriel).status_code == 422
    reponse = essayer(client, alice.courriel, MOT_DE_PASSE)
    assert "Trop d’essais" in reponse.content.decode()
    assert client.get("/compte/").status_code == 302


def test_a27_cinq_essais_ne_bloquent_pas_un_autre_compte(client, alice):
    for _ in range(5):
        essayer(client, "autre@exemple.fr")
    assert essayer(client, alice.courriel, MOT_DE_PASSE).status_code == 302


def test_a27_vingt_essais_par_adresse_ip_malgre_un_entete_forge(client, alice):
    for rang in range(20):
        essayer(client, f"p{rang}@exemple.fr", headers={"x-forwarded-for": f"203.0.113.{rang}"})
    reponse = essayer(client, alice.courriel, MOT_DE_PASSE, headers={"x-forwarded-for": "203.0.113.99"})
    assert reponse.status_code == 422


def test_a27_derriere_un_mandataire_chacun_a_son_compteur(client, alice, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for rang in range(20):
        essayer(client, f"p{rang}@exemple.fr", headers={"x-forwarded-for": "198.51.100.7, 203.0.113.1"})
    forge = {"x-forwarded-for": "198.51.100.8, 203.0.113.1"}
    assert essayer(client, alice.courriel, MOT_DE_PASSE, headers=forge).status_code == 422
    voisin = {"x-forwarded-for": "198.51.100.7, 203.0.113.2"}
    assert essayer(client, alice.courriel, MOT_DE_PASSE, headers=voisin).status_code == 302


def test_a27_les_essais_de_second_facteur_sont_limites(client, agnes):
    essayer(client, agnes.courriel, MOT_DE_PASSE)
    for _ in range(5):
        client.post("/compte/double-authentification/code/", {"code": "000000"})
    assert client.post("/compte/double-authentification/code/", {"code": code_totp()}).status_code == 422


def test_a28_connexion_meme_reponse_et_meme_travail(client, alice, django_assert_max_num_queries):
    essayer(client, "chauffe@exemple.fr")
    connu, travail_connu = mesurer(django_assert_max_num_queries, lambda: essayer(client, alice.courriel))
    inconnu, travail_inconnu = mesurer(django_assert_max_num_queries, lambda: essayer(client, "nulle@exemple.fr"))
    assert sans_jeton(connu).replace("alice@", "nulle@") == sans_jeton(inconnu)
    assert travail_connu.count("INSERT") == travail_inconnu.count("INSERT")


def test_a28_connexion_autant_de_hachages(client, alice, monkeypatch):
    hachages = []
    vrai = alice.__class__.set_password
    monkeypatch.setattr(alice.__class__, "set_password", lambda *a: hachages.append("leurre") or vrai(*a))
    monkeypatch.setattr(alice.__class__, "check_password", lambda *a: hachages.append("vrai"))
    essayer(client, alice.courriel)
    essayer(client, "nulle@exemple.fr")
    assert hachages == ["vrai", "leurre"]


def test_a28_oubli_meme_reponse_et_un_courriel(client, alice):
    connu = client.post(OUBLI, {"email": alice.courriel})
    inconnu = client.post(OUBLI, {"email": "nulle@exemple.fr"})
    assert (connu.status_code, connu.url) == (inconnu.status_code, inconnu.url)
    assert set(Courrier.objects.values_list("evenement", flat=True)) == {"mot_de_passe_oublie", "compte_inconnu"}


def test_a28_creation_meme_reponse_un_courriel_un_hachage(client, alice, monkeypatch):
    hachages = []
    monkeypatch.setattr("amihr.comptes.forms.make_password", hachages.append)
    corps = {"prenom": "A", "nom": "B", "password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE}
    connu = client.post("/compte/creer/", corps | {"email": "ALICE@exemple.fr"})
    inconnu = Client().post("/compte/creer/", corps | {"email": "nulle@exemple.fr"})
    assert (connu.status_code, connu.url) == (inconnu.status_code, inconnu.url)
    assert hachages == [MOT_DE_PASSE]
    assert set(Courrier.objects.values_list("evenement", flat=True)) == {"compte_existant", "compte_confirmation"}


def test_a29_la_cle_de_session_change_a_la_connexion_et_au_second_facteur(client, agnes):
    client.get(CONNEXION)
    essayer(client, agnes.courriel, MOT_DE_PASSE)
    avant = client.session.session_key
    client.post("/compte/double-authentification/code/", {"code": code_totp()})
    assert client.get("/compte/").status_code == 200
    assert client.session.session_key != avant
    assert not client.session.exists(avant)


def test_a29_la_cle_change_quand_on_ajoute_un_second_facteur(client, alice):
    connecter(client, alice, second_facteur=False)
    avant = client.session.session_key
    client.get("/compte/double-authentification/application/")
    code = code_totp(client.session["mfa.totp.secret"])
    client.post("/compte/double-authentification/application/", {"code": code})
    assert client.session.session_key != avant
    assert not client.session.exists(avant)


@pytest.mark.parametrize("adresse", PROTEGEES)
def test_a30_entre_mot_de_passe_et_second_facteur_tout_est_refuse(client, agnes, adresse):
    essayer(client, agnes.courriel, MOT_DE_PASSE)
    assert client.get(adresse).url.startswith(CONNEXION)
    assert client.post(adresse).status_code in (302, 403)


@pytest.mark.parametrize("adresse", PROTEGEES)
def test_a30_une_session_sans_second_facteur_ne_suffit_pas(client, agnes, adresse):
    connecter(client, agnes, second_facteur=False)
    assert client.get(adresse).url.startswith("/compte/double-authentification/confirmer/")


def test_a31_le_jeton_d_un_autre_est_refuse(client, alice, agnes):
    client.post(OUBLI, {"email": alice.courriel})
    client.post(OUBLI, {"email": agnes.courriel})
    alice_, agnes_ = (Courrier.objects.get(personne=p).contexte["chemin"] for p in (alice, agnes))
    croise = alice_.rsplit("/", 2)[0] + "/" + agnes_.split("/")[-2].split("-")[0] + "-" + alice_.split("-", 3)[-1]
    assert client.get(alice_).status_code == 302
    assert client.get(croise).status_code == 404


def test_a31_un_jeton_de_plus_d_une_heure_est_refuse(client, alice):
    client.post(OUBLI, {"email": alice.courriel})
    chemin = Courrier.objects.get().contexte["chemin"]
    debut = datetime.now(horloge.PARIS)  # noqa: TID251 - the token’s own clock is Python’s
    with time_machine.travel(debut + timedelta(minutes=59)):
        assert client.get(chemin).status_code == 302
    with time_machine.travel(debut + timedelta(minutes=61)):
        assert client.get(chemin).status_code == 404


@pytest.mark.parametrize("suite", ["//mal.exemple", "https://mal.exemple/", "javascript:alert(1)", "\\\\mal.exemple"])
def test_a32_une_suite_vers_un_autre_site_est_ignoree(client, alice, suite):
    reponse = client.post(
        f"{CONNEXION}?next={suite}", {"login": alice.courriel, "password": MOT_DE_PASSE, "next": suite}
    )
    assert reponse.url == "/compte/"


def test_a32_une_suite_d_ici_est_suivie(client, alice):
    reponse = client.post(f"{CONNEXION}?next=/compte/sessions/", {"login": alice.courriel, "password": MOT_DE_PASSE})
    assert reponse.url == "/compte/sessions/"


ADRESSES = [
    "/compte/" + re.sub(r"<uuid:\w+>", "00000000-0000-4000-8000-000000000000", str(m.pattern)) for m in urls.urlpatterns
]
ADRESSES = [re.sub(r"<int:\w+>", "1", a) for a in ADRESSES if "(?P" not in a]


@pytest.mark.parametrize("adresse", ADRESSES)
@pytest.mark.parametrize("entetes", [{}, {"hx-request": "true"}], ids=["page", "htmx"])
def test_a33_sans_jeton_csrf_rien_ne_passe(agnes, adresse, entetes):
    client = connecter(Client(enforce_csrf_checks=True), agnes)
    assert client.post(adresse, headers=entetes).status_code == 403


def test_a71_la_session_d_un_role_revoque_devient_anonyme(client, agnes):
    connecter(client, agnes)
    assert client.get("/compte/").status_code == 200
    revoquer(agnes, Role.AGENT, par=None)
    assert [client.get(a).url.split("?")[0] for a in PROTEGEES] == [CONNEXION] * len(PROTEGEES)


def test_a71_un_entete_authorization_n_ouvre_rien(client, agnes):
    assert client.get("/compte/", headers={"authorization": "Basic YWduZXNAZXhlbXBsZS5mcg=="}).status_code == 302


def test_toutes_les_pages_d_un_compte_exigent_une_connexion_ou_le_disent():
    ouvertes = {m.name for m in urls.urlpatterns if not getattr(m.callback, "login_required", True)}
    assert ouvertes == {
        "account_login", "account_logout", "account_signup", "account_inactive", "account_email_verification_sent",
        "account_confirm_email", "account_reset_password", "account_reset_password_done", "mfa_authenticate",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "compte_premiere_entree", "compte_s_opposer",
    }  # fmt: skip
    assert get_resolver().resolve("/compte/")
