"""How long a session lasts, who sees it, who closes it."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db.models import F

from amihr import horloge
from amihr.comptes import portes
from amihr.comptes.models import Role, Session
from amihr.comptes.tasks import oublier_les_sessions
from tests.fabriques.comptes import PersonneFactory, connecter

OUVERTE, FERMEE = 200, 302


def vieillir(**champs):
    Session.objects.update(**{nom: F(nom) - delai for nom, delai in champs.items()})


def etat(client):
    return client.get("/compte/").status_code


@pytest.mark.parametrize(("minutes", "attendu"), [(119, OUVERTE), (121, FERMEE)])
def test_un_candidat_reste_inactif_deux_heures(client, alice, minutes, attendu):
    connecter(client, alice)
    client.get("/compte/")
    vieillir(expire_date=timedelta(minutes=minutes), vue_le=timedelta(minutes=minutes))
    assert etat(client) == attendu


@pytest.mark.parametrize(("minutes", "attendu"), [(29, OUVERTE), (31, FERMEE)])
def test_un_agent_reste_inactif_trente_minutes(client, agnes, minutes, attendu):
    connecter(client, agnes)
    client.get("/compte/")
    vieillir(expire_date=timedelta(minutes=minutes), vue_le=timedelta(minutes=minutes))
    assert etat(client) == attendu


def test_une_session_active_s_arrete_apres_douze_heures(client, alice):
    connecter(client, alice)
    vieillir(fin_au_plus_tard=timedelta(hours=12))
    assert etat(client) == FERMEE


def test_une_visite_prolonge_mais_pas_un_sondage(client, agnes):
    connecter(client, agnes)
    client.get("/compte/")
    vieillir(expire_date=timedelta(minutes=20), vue_le=timedelta(minutes=20))
    fin = Session.objects.get().expire_date
    client.get("/compte/", headers={"X-Sondage": "1"})
    client.get("/compte/?suivre=oui")
    assert Session.objects.get().expire_date == fin
    client.get("/compte/")
    assert Session.objects.get().expire_date > fin + timedelta(minutes=19)


def test_le_bouton_prolonge(client, alice):
    connecter(client, alice)
    client.get("/compte/")
    vieillir(expire_date=timedelta(seconds=50), vue_le=timedelta(seconds=50))
    fin = Session.objects.get().expire_date
    client.post("/compte/sessions/prolonger/")
    assert Session.objects.get().expire_date > fin


def test_deplacer_l_horloge_ne_deconnecte_personne(client, alice):
    connecter(client, alice)
    with horloge.a(horloge.maintenant() + timedelta(days=400)):
        assert etat(client) == OUVERTE


def test_un_membre_en_seance_reste_quatre_heures(agnes, settings):
    settings.EN_SEANCE = ["amihr.comptes.portes.a_un_role"]
    assert portes.inactivite_permise(agnes, horloge.maintenant()) == timedelta(hours=4)


def test_la_session_d_autrui_ne_se_ferme_pas(client, alice, agnes):
    autre = connecter(client.__class__(), agnes)
    connecter(client, alice)
    reference = Session.objects.get(personne=agnes).reference
    assert client.post(f"/compte/sessions/{reference}/fermer/").status_code == 404
    assert etat(autre) == OUVERTE


def test_une_de_mes_sessions_se_ferme_a_distance(client, alice):
    perdue = connecter(client.__class__(), alice)
    reference = Session.objects.get().reference
    connecter(client, alice)
    client.post(f"/compte/sessions/{reference}/fermer/")
    assert (etat(perdue), etat(client)) == (FERMEE, OUVERTE)


def test_toutes_mes_autres_sessions_se_ferment(client, alice):
    autres = [connecter(client.__class__(), alice) for _ in range(2)]
    connecter(client, alice)
    client.post("/compte/sessions/fermer/")
    assert [etat(un) for un in (*autres, client)] == [FERMEE, FERMEE, OUVERTE]


def test_un_compte_desactive_est_deconnecte_a_la_requete_suivante(client, alice):
    connecter(client, alice)
    type(alice).objects.update(est_active=False)
    assert etat(client) == FERMEE


def test_la_page_nomme_le_navigateur_sans_le_recopier(client, alice):
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    connecter(client, alice)
    page = client.get("/compte/sessions/").content.decode()
    assert "Firefox sur Linux" in page
    assert "Gecko" not in page


def test_les_requetes_sql_ne_croissent_pas_avec_les_sessions(client, alice, django_assert_num_queries):
    connecter(client, alice)
    client.get("/compte/sessions/")
    for _ in range(5):
        connecter(client.__class__(), alice)
    with django_assert_num_queries(3):
        client.get("/compte/sessions/")


def test_les_roles_se_lisent_une_fois_par_requete(django_assert_num_queries):
    personne = PersonneFactory(roles=[Role.AGENT])
    with django_assert_num_queries(1):
        assert personne.a_role(Role.AGENT)
        assert not personne.a_role(Role.DPO, Role.OPERATEUR)


def test_les_sessions_terminees_sont_oubliees(client, alice):
    connecter(client, alice)
    vieillir(expire_date=timedelta(hours=3))
    connecter(client.__class__(), alice)
    oublier_les_sessions()
    assert Session.objects.filter(personne=alice).count() == 1


def test_une_session_fermee_pendant_la_requete_ne_renait_pas(client, alice):
    connecter(client, alice)
    session = client.session
    assert session["_auth_user_id"]
    Session.objects.all().delete()
    session["x"] = 1
    with pytest.raises(UpdateError):
        session.save()
