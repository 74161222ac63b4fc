"""Accounts and roles: administrators only, never one's own, and a role alone opens no dossier."""

import pytest

from amihr.comptes.models import Role
from amihr.journal.models import EntreeJournal
from candidatures.acces import Action, dossiers_accessibles
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.pages import mots_de
from tests.personnages import personne

PAGE = "/region/comptes/"
GESTES = ["attribuer", "revoquer", "desactiver", "reactiver"]


@pytest.fixture
def administrateur(client, edition, adam):
    return connecter(client, adam)


@pytest.fixture
def autre_admin(db):
    return personne("Ada", roles=[Role.ADMINISTRATEUR], totp=True)


def agir(client, qui, geste, role="", **options):
    return client.post(f"{PAGE}{qui.pk}/{geste}/", {"role": role} if role else {}, **options).status_code


@pytest.mark.parametrize("qui", ["alice", "agnes", "oscar", "mona"])
def test_les_comptes_n_existent_que_pour_les_administrateurs(client, request, adam, edition, qui):
    assert connecter(client, adam).get(PAGE).status_code == 200
    qui = request.getfixturevalue(qui)
    connecter(client, qui)
    assert [client.get(PAGE).status_code, client.get(f"{PAGE}{adam.pk}/").status_code] == [404, 404]
    assert [agir(client, adam, geste, "agent") for geste in GESTES] == [404] * 4


@pytest.mark.parametrize("geste", GESTES)
def test_un_administrateur_n_agit_pas_sur_lui_meme(administrateur, adam, autre_admin, geste):
    assert agir(administrateur, adam, geste, "agent") == 409
    adam = type(adam).objects.get(pk=adam.pk)
    assert (adam.est_active, adam.roles_actifs, adam.authenticator_set.exists()) == (True, {"administrateur"}, True)
    assert "Un autre administrateur doit modifier vos rôles" in mots_de(administrateur.get(f"{PAGE}{adam.pk}/"))


@pytest.mark.parametrize("geste", GESTES)
def test_il_faut_s_etre_identifie_il_y_a_peu(client, edition, adam, agnes, geste):
    connecter(client, adam, il_y_a=900)
    reponse = client.post(f"{PAGE}{agnes.pk}/{geste}/", {"role": "agent"})
    assert reponse.status_code == 302
    assert reponse.url.startswith("/compte/")
    agnes.refresh_from_db()
    assert (agnes.est_active, agnes.a_role(Role.AGENT), agnes.authenticator_set.exists()) == (True, True, True)


def test_rien_ne_change_avant_la_confirmation(administrateur, agnes):
    page = mots_de(administrateur.get(f"{PAGE}{agnes.pk}/revoquer/?role=agent"))
    assert "Révoquer le rôle" in page
    assert agnes.a_role(Role.AGENT)


@pytest.mark.parametrize("adresse", ["oublier/", "revoquer/?role=roi", "attribuer/"])
def test_un_geste_ou_un_role_inconnu_n_a_pas_de_page(administrateur, agnes, adresse):
    assert administrateur.get(f"{PAGE}{agnes.pk}/revoquer/?role=agent").status_code == 200
    assert administrateur.get(f"{PAGE}{agnes.pk}/{adresse}").status_code == 404


def test_un_role_attribue_n_ouvre_aucun_dossier_avant_la_signature(administrateur, alice, bruno, depose, apres):
    assert agir(administrateur, bruno, "attribuer", "agent") == 302
    bruno = type(bruno).objects.get(pk=bruno.pk)
    assert bruno.a_role(Role.AGENT)
    assert not dossiers_accessibles(bruno, Action.LIRE_ADMINISTRATIF).exists()
    assert EntreeJournal.objects.get(evenement="role.attribue").objet.endswith(str(bruno.pk))


def test_un_role_revoque_ferme_les_pages_a_la_requete_suivante(client, edition, adam, agnes):
    navigateur = connecter(type(client)(), agnes)
    assert navigateur.get("/region/").status_code == 200
    assert agir(connecter(client, adam), agnes, "revoquer", "agent") == 302
    assert navigateur.get("/region/").status_code == 302
    assert connecter(navigateur, agnes).get("/region/").status_code == 404


def test_un_compte_desactive_ne_sert_plus_puis_se_reactive(client, edition, adam, agnes, apres):
    navigateur = connecter(type(client)(), agnes)
    assert navigateur.get("/region/").status_code == 200
    assert agir(connecter(client, adam), agnes, "desactiver") == 302
    assert navigateur.get("/region/").status_code == 302
    assert agir(client, agnes, "desactiver") == 409
    assert agir(client, agnes, "reactiver") == 302
    assert connecter(navigateur, agnes).get("/region/").status_code == 200
    evenements = EntreeJournal.objects.filter(evenement__startswith="compte.").order_by("seq")
    assert list(evenements.values_list("evenement", flat=True)) == ["compte.desactive", "compte.reactive"]


def test_un_administrateur_ne_retire_pas_seul_un_second_facteur(administrateur, agnes):
    assert agir(administrateur, agnes, "second-facteur") == 404
    assert agnes.authenticator_set.exists()
    assert "se réinitialise au secrétariat, par deux agents" in mots_de(administrateur.get(f"{PAGE}{agnes.pk}/"))


def test_la_liste_ne_montre_que_les_comptes_qui_ont_un_role(administrateur, agnes, alice, depose):
    page = mots_de(administrateur.get(PAGE))
    assert ("agnes@exemple.fr" in page, "alice@exemple.fr" in page) == (True, False)


@pytest.mark.parametrize(
    ("q", "trouves"), [("AGNÈS", {"agnes"}), ("alice", set()), ("Alice@exemple.fr", {"alice"}), ("personne", set())]
)
def test_un_compte_sans_role_se_trouve_par_son_adresse_exacte(administrateur, agnes, alice, q, trouves):
    page = mots_de(administrateur.get(PAGE, {"q": q}))
    assert {nom for nom in ("agnes", "alice") if f"{nom}@exemple.fr " in page} == trouves


def test_la_liste_est_paginee(administrateur):
    PersonneFactory.create_batch(51, roles=[Role.DPO])
    assert "52 comptes" in mots_de(administrateur.get(PAGE))
    assert len(administrateur.get(PAGE, {"page": 2}).context["page"].object_list) == 2


def test_aucun_dossier_sur_ces_pages(administrateur, agnes, alice, depose, apres):
    pages = [administrateur.get(f"{PAGE}{qui.pk}/") for qui in (agnes, alice)]
    textes = "".join(map(mots_de, pages))
    assert "alice@exemple.fr" in textes
    assert not [mot for mot in ("Canoptère", "Orthoselve", depose.reference) if mot in textes]
