"""The pages of a rehearsal: refusals that lose nothing, then what they show."""

import pytest

from amihr.comptes.models import Role
from amihr.courrier.boite import poster
from amihr.editions.models import Repetition, Scene
from amihr.habilitations.models import Public
from amihr.journal.chaine import inscrire
from amihr.pilotage.points import A_VOIR, BON, points
from tests.fabriques.candidatures import CandidatureFactory, asseoir, signer_nda
from tests.fabriques.comptes import connecter
from tests.pages import texte_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
PAGE = "/region/edition/repetition/"
ICI = f"/editions/repetition{PAGE}"


@pytest.fixture
def agent(client, en_repetition, agnes):
    signer_nda(agnes, en_repetition.edition, Public.AGENT)
    return connecter(client, agnes)


# --- Refusals ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("saisie", [{"scene": "clos", "nombre": 41}, {"scene": "ailleurs", "nombre": 1}, {}])
def test_une_saisie_fausse_est_rendue_avec_sa_raison(client, a_ouvrir, signataire, saisie):
    reponse = connecter(client, signataire).post(PAGE, saisie)
    assert (reponse.status_code, "Erreur" in texte_de(reponse)) == (422, True)
    assert not Repetition.objects.exists()


def test_un_appel_deja_ouvert_le_dit_et_ne_propose_rien(client, edition, agnes, pendant):
    page = texte_de(connecter(client, agnes).get(PAGE))
    assert ("ne se répète plus" in page, "Préparer la répétition" in page) == (True, False)


def test_l_operateur_suit_la_repetition_et_ne_la_prepare_ni_ne_l_efface(client, en_repetition):
    omer = personne("Omer", roles=[Role.OPERATEUR], totp=True)
    for appel in (en_repetition.source, en_repetition.edition):
        signer_nda(omer, appel, Public.AGENT)
    connecter(client, omer)
    page = texte_de(client.get(PAGE))
    assert ("Courriels retenus" in page, "Effacer la répétition" in page) == (True, False)
    gestes = [client.post(f"{PAGE}{geste}") for geste in ("", "poursuivre/", "effacer/")]
    assert {reponse.status_code for reponse in gestes} == {404}


def test_un_nom_mal_recopie_n_efface_rien(agent, en_repetition):
    reponse = agent.post(f"{PAGE}effacer/", {"nom": "Répétitions"})
    assert (reponse.status_code, "recopiez-le exactement" in texte_de(reponse)) == (422, True)
    assert Repetition.objects.exists()


# --- What they show ----------------------------------------------------------------------------------------


def test_la_page_dit_ou_en_est_la_repetition(agent, en_repetition):
    CandidatureFactory(edition=en_repetition.edition, deposee=True)
    for adresse in (PAGE, ICI):
        page = texte_de(agent.get(adresse))
        assert "1 déposé sur 1" in page
        assert "Passer à la scène « Clos, à instruire »" in page.replace("\u00a0", " ")


def test_on_passe_a_la_scene_suivante(agent, en_repetition):
    agent.post(f"{PAGE}poursuivre/")
    en_repetition.refresh_from_db()
    assert (en_repetition.scene, en_repetition.prete_le) == (Scene.CLOS, None)
    assert "En préparation" in texte_de(agent.get(PAGE))


def test_on_efface_en_recopiant_le_nom(agent, en_repetition):
    assert agent.get(f"{ICI}effacer/").status_code == 200
    reponse = agent.post(f"{ICI}effacer/", {"nom": en_repetition.edition.nom})
    assert (reponse.status_code, reponse.url) == (302, PAGE)
    assert not Repetition.objects.exists()


def test_pret_a_ouvrir_dit_si_l_appel_a_ete_repete(edition, agnes, pendant):
    def dit():
        lu = next(point for point in points(edition, agnes, pendant) if point.code == "repetition")
        return lu.etat, lu.dit

    def noter(evenement):
        inscrire(evenement, par=agnes, objet=edition, instant=pendant, repetition=7)

    assert dit()[0] == A_VOIR
    noter("repetition.preparee")
    assert dit()[0] == A_VOIR
    noter("repetition.prete")
    assert dit()[0] == A_VOIR
    assert "pas encore effacée" in dit()[1]
    noter("repetition.effacee")
    assert dit() == (BON, "Dossiers prêts le 4\u00a0mai 2026 à 10\u00a0h\u00a042, effacés depuis.")


@pytest.mark.parametrize("combien", [1, 12])
def test_la_page_et_ses_courriels_ne_lisent_pas_plus_avec_plus_de_lignes(
    agent, en_repetition, combien, django_assert_max_num_queries
):
    for rang in range(combien):
        CandidatureFactory(edition=en_repetition.edition, deposee=True)
        membre = asseoir(personne(f"Membre{rang}", totp=True), en_repetition.edition)
        poster("invitation_commission", objet=membre, a=[membre.personne])
    for adresse, maximum in ((ICI, 13), (f"{ICI}courriers/", 9)):
        with django_assert_max_num_queries(maximum):
            assert agent.get(adresse).status_code == 200
