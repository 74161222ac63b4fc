"""Forgotten and changed passwords, and the sessions they close."""

from amihr.comptes.actes import creer_personne
from amihr.comptes.models import Session
from amihr.courrier.models import Courrier
from tests.fabriques.comptes import MOT_DE_PASSE, connecter

NOUVEAU = "quatre-mots-tires-au-sort"


def oublier(client, courriel):
    return client.post("/compte/mot-de-passe/oubli/", {"email": courriel})


def lien():
    return Courrier.objects.filter(evenement="mot_de_passe_oublie").latest("poste_le").contexte["chemin"]


def choisir(client, chemin, mot=NOUVEAU):
    page = client.get(chemin)
    return client.post(page.url, {"password1": mot, "password2": mot}) if page.status_code == 302 else page


def test_le_lien_ne_sert_qu_une_fois(client, alice):
    oublier(client, alice.courriel)
    chemin = lien()
    assert choisir(client, chemin).url == "/compte/mot-de-passe/enregistre/"
    assert choisir(client, chemin).status_code == 404


def test_la_cle_ne_reste_pas_dans_l_adresse(client, alice):
    oublier(client, alice.courriel)
    assert client.get(lien()).url.endswith("-set-password/")


def test_reinitialiser_ferme_toutes_les_sessions(client, alice, django_user_model):
    autre = connecter(client.__class__(), alice)
    oublier(client, alice.courriel)
    choisir(client, lien())
    assert autre.get("/compte/").status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(NOUVEAU)


def test_changer_garde_cette_session_et_ferme_les_autres(client, alice):
    autre = connecter(client.__class__(), alice)
    connecter(client, alice)
    avant = client.session.session_key
    corps = {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU}
    assert client.post("/compte/mot-de-passe/", corps).url == "/compte/"
    assert client.get("/compte/").status_code == 200
    assert autre.get("/compte/").status_code == 302
    assert client.session.session_key != avant
    assert Session.objects.filter(personne=alice).count() == 1


def test_changer_sans_l_ancien_est_refuse(client, alice):
    connecter(client, alice)
    corps = {"oldpassword": "autre-chose-ici", "password1": NOUVEAU, "password2": NOUVEAU}
    assert client.post("/compte/mot-de-passe/", corps).status_code == 422


def test_un_changement_est_annonce(client, alice):
    connecter(client, alice)
    client.post("/compte/mot-de-passe/", {"oldpassword": MOT_DE_PASSE, "password1": NOUVEAU, "password2": NOUVEAU})
    assert Courrier.objects.get().contexte == {"changement": "mot_de_passe"}


def test_un_compte_ouvert_par_la_region_choisit_son_mot_de_passe(client):
    personne = creer_personne("neuf@exemple.fr", "Nora", "Neuf")
    oublier(client, personne.courriel)
    choisir(client, lien())
    personne.refresh_from_db()
    assert personne.check_password(NOUVEAU)
