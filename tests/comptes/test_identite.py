"""Whose session it is, read with the session: the same answers as Django's own two statements."""

import pytest

from amihr.comptes import identite
from amihr.comptes.models import Personne, Session
from tests.fabriques.comptes import PersonneFactory, connecter

PAGE = "/compte/sessions/"


@pytest.fixture
def connectee(client, alice):
    connecter(client, alice)
    assert client.get(PAGE).wsgi_request.user == alice
    return client


def test_la_personne_est_lue_avec_sa_session(connectee, alice, django_assert_num_queries):
    requete = _requete(connectee)
    with django_assert_num_queries(1):
        personne = identite._personne_de(requete)
    assert personne == alice


def test_rien_ne_reste_pour_la_requete_suivante(connectee):
    assert identite._lue.get() is None
    assert not connectee.__class__().get(PAGE).wsgi_request.user.is_authenticated


def test_une_personne_desactivee_n_est_plus_reconnue(connectee, alice):
    Personne.objects.filter(pk=alice.pk).update(est_active=False)
    assert connectee.get(PAGE).status_code == 302


def test_un_mot_de_passe_change_ailleurs_ferme_la_session(connectee, alice):
    alice.set_password("un autre mot de passe")
    alice.save()
    assert connectee.get(PAGE).status_code == 302


def test_le_contenu_signe_de_la_session_l_emporte_sur_la_colonne(connectee, alice):
    Session.objects.update(personne=PersonneFactory())
    assert connectee.get(PAGE).wsgi_request.user == alice


def _requete(client):
    """A request that carries the client's session, not read yet."""
    requete = client.get(PAGE).wsgi_request
    del requete._cached_user
    requete.session = client.session.__class__(client.session.session_key)
    return requete
