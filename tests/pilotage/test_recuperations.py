"""The pages of lost second factors: agents only, the two of them apart, and what a lone agent is told."""

import pytest

from amihr.comptes.models import Recuperation, Role
from tests.fabriques.comptes import connecter
from tests.pages import mots_de
from tests.personnages import personne

PAGE = "/region/comptes/double-authentification/"
SAISIE = {"courriel": "adam@exemple.fr", "motif": "Téléphone volé", "verification": "en_personne", "precision": ""}


@pytest.fixture
def ines(db):
    return personne("Ines", roles=[Role.AGENT], totp=True)


@pytest.fixture
def demandee(client, edition, agnes, ines, adam):
    """The request that Agnès made for the administrator, by her own browser."""
    assert connecter(client, agnes).post(f"{PAGE}demander/", SAISIE).status_code == 302
    return Recuperation.objects.get()


def page_de(demande):
    return f"{PAGE}{demande.pk}/"


@pytest.mark.parametrize("qui", ["adam", "oscar", "mona", "alice"])
def test_ces_pages_n_existent_que_pour_les_agents(client, request, demandee, qui):
    assert client.get(PAGE).status_code == 200
    connecter(client, request.getfixturevalue(qui))
    pages = [PAGE, f"{PAGE}demander/", page_de(demandee)]
    assert [client.get(page).status_code for page in pages] == [404] * 3
    assert client.post(page_de(demandee)).status_code == client.post(f"{page_de(demandee)}annuler/").status_code == 404


@pytest.mark.parametrize("suite", ["demander/", ""])
def test_il_faut_s_etre_identifie_il_y_a_peu(client, demandee, ines, adam, suite):
    page = f"{PAGE}{suite}" if suite else page_de(demandee)
    assert connecter(client, ines, il_y_a=900).post(page, SAISIE).url.startswith("/compte/")
    assert (adam.authenticator_set.count(), Recuperation.objects.count()) == (2, 1)


def test_on_ne_confirme_pas_sa_demande_meme_dans_un_second_onglet(client, demandee, agnes, adam):
    page = mots_de(client.get(page_de(demandee)))
    assert ("Un autre agent doit confirmer" in page, "Ne rien changer" in page) == (True, False)
    onglet = connecter(type(client)(), agnes)
    assert (client.post(page_de(demandee)).status_code, onglet.post(page_de(demandee)).status_code) == (409, 409)
    assert adam.authenticator_set.count() == 2


def test_la_personne_concernee_ne_trouve_pas_de_bouton(client, edition, agnes, ines):
    personne("Nora", roles=[Role.AGENT])
    connecter(client, agnes).post(f"{PAGE}demander/", SAISIE | {"courriel": ines.courriel})
    page = mots_de(connecter(client, ines).get(page_de(Recuperation.objects.get())))
    assert ("Cette demande vous concerne" in page, "Ne rien changer" in page) == (True, False)


def test_un_second_agent_confirme(client, demandee, ines, adam):
    tableau = mots_de(connecter(client, ines).get("/region/"))
    assert "Confirmer une réinitialisation" in tableau
    assert "Téléphone volé" in mots_de(client.get(page_de(demandee)))
    assert client.post(page_de(demandee)).status_code == 302
    assert not adam.authenticator_set.exists()
    assert client.post(page_de(demandee)).status_code == 409
    assert "Confirmer une réinitialisation" not in mots_de(client.get("/region/"))


def test_le_demandeur_n_a_rien_a_confirmer(client, demandee):
    assert "Confirmer une réinitialisation" not in mots_de(client.get("/region/"))


def test_une_demande_annulee_reste_dans_la_liste(client, demandee, adam):
    assert client.post(f"{page_de(demandee)}annuler/").status_code == 302
    assert "Annulée" in mots_de(client.get(PAGE))
    assert adam.authenticator_set.count() == 2


def test_un_agent_seul_apprend_quoi_faire(client, edition, agnes, adam):
    connecter(client, agnes)
    for page in (PAGE, f"{PAGE}demander/"):
        assert "Demandez à un administrateur d’attribuer le rôle « Agent de la Région »" in mots_de(client.get(page))
    assert client.post(f"{PAGE}demander/", SAISIE).status_code == 422
    assert not Recuperation.objects.exists()


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"courriel": "personne@exemple.fr"}, "Aucune double authentification n’est en place à cette adresse"),
        ({"verification": "autre"}, "Précisez comment vous avez vérifié l’identité"),
        ({"motif": ""}, "Renseignez « Motif »"),
    ],
)
def test_ce_qui_manque_est_dit(client, edition, agnes, ines, adam, champs, phrase):
    reponse = connecter(client, agnes).post(f"{PAGE}demander/", SAISIE | champs)
    assert (reponse.status_code, phrase in mots_de(reponse)) == (422, True)
    assert not Recuperation.objects.exists()
