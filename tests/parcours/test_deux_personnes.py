"""What nobody does alone: a lost second factor is removed by two agents; a dossier is read by exception for one hour."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.editions import APRES
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
PERDUE = "/region/comptes/double-authentification/"
EXCEPTION = "/region/acces-exceptionnel/"


@pytest.fixture
def agents(edition):
    return [personne(prenom, roles=[Role.AGENT], totp=True) for prenom in ("Agnes", "Ines")]


@pytest.fixture
def paul(edition):
    """An administrator who lost his telephone."""
    return personne("Paul", roles=[Role.ADMINISTRATEUR], totp=True)


def demander(page, agnes, paul, entrer):
    """Agnès asks, by the page, after a first form sent back."""
    entrer("/region/", agnes)
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
    entrer("/region/", ines, telephone)
    suivre(telephone.get_by_role("link", name="Confirmer une réinitialisation"))
    suivre(telephone.get_by_role("link", name="Paul Essai"))
    suivre(telephone.get_by_role("button", name="Réinitialiser la double authentification"))
    expect(telephone.get_by_text("Confirmée")).to_be_visible()
    entrer(PERDUE, ines)
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
    entrer(PERDUE, agents[1], telephone)
    expect(telephone.get_by_text("Opposition de la personne")).to_be_visible()
    assert paul.authenticator_set.count() == 2


# --- Exceptional access (A-13) ---
@pytest.fixture
def en_evaluation(edition):
    return CandidatureFactory(edition=edition, etat="en_evaluation")


def demander_un_acces(page, adam, dossier, entrer):
    """The administrator signs what agents sign, then asks, after a reference mistyped."""
    entrer("/region/", adam)
    suivre(page.get_by_role("link", name="Accès exceptionnels"))
    verifier_page(page, "46-acces-vide")
    suivre(page.get_by_role("link", name="Demander un accès"))
    verifier_page(page, "46-acces-a-signer")
    suivre(page.get_by_role("link", name="Lire et signer votre engagement"))
    suivre(page.get_by_role("link", name="Signer cet engagement"))
    page.get_by_label("Votre prénom et votre nom").fill(adam.nom_complet)
    suivre(page.get_by_role("button", name="Signer l’engagement"))
    entrer(f"{EXCEPTION}demander/", adam)
    page.get_by_label("Référence du dossier").fill("AMIHR-2026-ZZZZ")
    page.get_by_label("Motif").fill("L’équipe signale un fichier illisible ; aucun rapporteur n’est nommé.")
    suivre(page.get_by_role("button", name="Demander l’accès"))
    verifier_page(page, "46-acces-erreur")
    page.get_by_label("Référence du dossier").fill(dossier.reference)
    suivre(page.get_by_role("button", name="Demander l’accès"))
    expect(page.get_by_role("heading", name="Un autre agent doit autoriser")).to_be_visible()
    verifier_page(page, "46-acces-demande")


def test_un_administrateur_lit_un_dossier_une_heure_par_exception(
    page, telephone, entrer, agents, en_evaluation, edition, puits
):
    agnes, adam = agents[0], personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    dora = personne("Dora", roles=[Role.DPO], totp=True)
    with horloge.a(APRES):
        signer_nda(agnes, edition, "agent")
        demander_un_acces(page, adam, en_evaluation, entrer)
        gestes.travailler()
        assert agnes.courriel in str([recu.destinataires for recu in puits.recus])
        entrer("/region/", agnes, telephone)
        suivre(telephone.get_by_role("link", name="Répondre à une demande d’accès exceptionnel"))
        suivre(telephone.get_by_role("link", name=en_evaluation.reference))
        suivre(telephone.get_by_role("link", name="Autoriser pour une heure"))
        suivre(telephone.get_by_role("button", name="Autoriser pour une heure"))
        gestes.travailler()
        assert dora.courriel in str([recu.destinataires for recu in puits.recus])
        entrer(EXCEPTION, adam)
        suivre(page.get_by_role("link", name=en_evaluation.reference))
        suivre(page.get_by_role("link", name="Lire le dossier"))
        verifier_page(page, "46-acces-lien")
        suivre(page.get_by_role("button", name="Je n’ai aucun lien"))
        expect(page.get_by_text("Vous lisez ce dossier par exception")).to_be_visible()
        expect(page.get_by_role("heading", name="Canoptère")).to_be_visible()
        verifier_page(page, "46-acces-dossier")
        adresse = page.url
        suivre(page.get_by_role("button", name="Mettre fin à l’accès"))
        verifier_page(page, "46-acces-liste")
        assert page.goto(adresse).status == 404
        entrer("/region/journal/?chaine=lectures", dora)
        expect(page.locator("table .puce", has_text="Accès exceptionnel")).to_be_visible()
        verifier_page(page, "46-acces-journal")
        entrer(EXCEPTION, agnes)
        suivre(page.get_by_role("link", name=en_evaluation.reference))
        verifier_page(page, "46-acces-passe")
