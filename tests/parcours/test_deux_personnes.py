"""What nobody does alone: a lost second factor is removed by two agents, and its holder may object."""

import pytest
from playwright.sync_api import expect

from amihr.comptes.models import Role
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import EditionFactory
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
PERDUE = "/region/comptes/double-authentification/"


@pytest.fixture
def edition(transactional_db):
    return EditionFactory(complete=True, est_courante=True)


@pytest.fixture
def entrer(racine, client, settings):
    """Open a path as somebody, in a window of theirs."""

    def aller(fenetre, qui, chemin):
        cle = connecter(client, qui).session.session_key
        fenetre.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])
        fenetre.goto(racine + chemin)

    return aller


@pytest.fixture
def agents(edition):
    return [personne(prenom, roles=[Role.AGENT], totp=True) for prenom in ("Agnes", "Ines")]


@pytest.fixture
def paul(edition):
    """An administrator who lost his telephone."""
    return personne("Paul", roles=[Role.ADMINISTRATEUR], totp=True)


def demander(page, agnes, paul, entrer):
    """Agnès asks, by the page, after a first form sent back."""
    entrer(page, agnes, "/region/")
    suivre(page.get_by_role("link", name="Double authentification perdue"))
    verifier_page(page, "45-perdue-vide")
    suivre(page.get_by_role("link", name="Demander une réinitialisation"))
    verifier_page(page, "45-perdue-demander")
    page.get_by_label("Adresse de courriel du compte").fill(paul.courriel)
    page.get_by_label("Autrement").check()
    suivre(page.get_by_role("button", name="Demander la réinitialisation"))
    verifier_page(page, "45-perdue-erreurs")
    page.get_by_label("Motif").fill("Téléphone volé dans le train")
    page.get_by_label("En rappelant un numéro").check()
    suivre(page.get_by_role("button", name="Demander la réinitialisation"))
    expect(page.get_by_role("heading", name="Un autre agent doit confirmer")).to_be_visible()
    expect(page.get_by_role("button", name="Réinitialiser")).to_have_count(0)
    verifier_page(page, "45-perdue-demandee")


def test_deux_agents_rendent_son_acces_a_qui_a_perdu_son_telephone(
    page, telephone, entrer, agents, paul, puits, racine
):
    agnes, ines = agents
    demander(page, agnes, paul, entrer)
    entrer(telephone, ines, "/region/")
    suivre(telephone.get_by_role("link", name="Confirmer une réinitialisation"))
    suivre(telephone.get_by_role("link", name="Paul Essai"))
    suivre(telephone.get_by_role("button", name="Réinitialiser la double authentification"))
    expect(telephone.get_by_text("Confirmée")).to_be_visible()
    entrer(page, ines, PERDUE)
    verifier_page(page, "45-perdue-liste")
    gestes.travailler()
    assert "réinitialisée" in puits.recus[-1]["Subject"]
    page.context.clear_cookies()
    gestes.se_connecter(page, racine, paul.courriel, "/region/")
    expect(page.get_by_role("heading", name="Un second facteur est exigé")).to_be_visible()


def test_la_personne_s_oppose_par_le_lien_de_son_courriel(page, telephone, entrer, agents, paul, puits):
    demander(page, agents[0], paul, entrer)
    gestes.travailler()
    page.context.clear_cookies()
    page.goto(gestes.lien_du_courriel(puits, paul.courriel))
    verifier_page(page, "45-s-opposer")
    suivre(page.get_by_role("button", name="M’opposer à cette demande"))
    verifier_page(page, "45-opposee")
    entrer(telephone, agents[1], PERDUE)
    expect(telephone.get_by_text("Opposition de la personne")).to_be_visible()
    assert paul.authenticator_set.count() == 2
