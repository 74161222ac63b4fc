"""A-14, A-15: without the undertaking in force, a dossier does not exist at any of its addresses."""

import uuid
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.models import PieceDeposee
from tests.fabriques.candidatures import declarer_aucun_lien, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
from tests.fabriques.fichiers import dessine
from tests.pages import mots_de
from tests.personnages import personne

ABSENT = uuid.UUID(int=0)


@pytest.fixture
def adresses(en_evaluation):
    """Every address of a dossier in the commission's space."""
    piece = PieceDeposee.objects.get(depot__candidature=en_evaluation, emplacement="logo")
    racine = f"/commission/dossiers/{en_evaluation.reference}/"
    fichier = f"{racine}pieces/{piece.pk}/"
    dessine(piece.fichier)
    return [
        racine,
        f"{racine}deport/",
        fichier,
        f"{fichier}lire/",
        f"{fichier}lire/?agrandie=1",
        f"{fichier}pages/1.webp",
    ]


def reponses(client, qui, adresses):
    connecter(client, qui)
    return [client.generic(methode, adresse).status_code for adresse in adresses for methode in ("GET", "POST", "HEAD")]


def test_a14_un_membre_sans_signature_ne_trouve_rien(client, mona_lit, marc, en_evaluation, adresses, apres):
    declarer_aucun_lien(marc, en_evaluation)
    assert connecter(client, mona_lit).get(adresses[0]).status_code == 200
    assert set(reponses(client, marc, adresses)) <= {404, 405}
    assert 200 not in reponses(client, marc, adresses)


def test_a14_absent_et_interdit_se_ressemblent(client, marc, en_evaluation, adresses, apres):
    connecter(client, marc)
    interdit = client.get(adresses[0]).content
    absent = client.get(adresses[0].replace(en_evaluation.reference, "ESSAI-2026-ZZZZZZ")).content
    assert interdit == absent


def test_a15_une_nouvelle_version_demande_sa_signature_a_la_requete_suivante(
    client, mona_lit, edition, adresses, apres
):
    assert connecter(client, mona_lit).get(adresses[0]).status_code == 200
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    assert client.get(adresses[0]).status_code == 404
    assert "Engagement à signer" in client.get("/commission/").content.decode()


def test_a15_une_obligation_finie_ferme_la_lecture_et_la_page_dit_pourquoi(
    client, mona_lit, edition, en_evaluation, adresses, apres
):
    publier_nda(edition, Public.MEMBRE, instant=APRES, fin=APRES.date())
    signer_nda(mona_lit, edition, Public.MEMBRE)
    assert connecter(client, mona_lit).get(adresses[0]).status_code == 200
    with horloge.a(APRES + timedelta(days=1)):
        connecter(client, mona_lit)
        assert 200 not in [client.get(adresse).status_code for adresse in adresses]
        for page in ("/commission/", "/commission/engagement/"):
            assert "L’obligation de votre engagement a pris fin" in mots_de(client.get(page))
        assert "Engagement à signer" not in mots_de(client.get("/commission/"))
        publier_nda(edition, Public.MEMBRE, instant=APRES + timedelta(hours=20))
        signer_nda(mona_lit, edition, Public.MEMBRE)
        assert client.get(adresses[0]).status_code == 200


def test_a15_l_obligation_finie_des_agents_les_ferme_aussi_et_se_remplace(client, edition, en_evaluation, apres):
    adele = personne("Adele", roles=[Role.AGENT], totp=True)
    publier_nda(edition, Public.AGENT, instant=APRES, fin=APRES.date())
    signer_nda(adele, edition, Public.AGENT)
    dossier = f"/region/candidatures/{en_evaluation.reference}/"
    assert connecter(client, adele).get(dossier).status_code == 200
    with horloge.a(APRES + timedelta(days=1)):
        connecter(client, adele)
        assert client.get(dossier).status_code == 404
        assert "Remplacer le texte de l’engagement des agents" in mots_de(client.get("/region/"))
        assert client.get("/region/edition/engagements/agent/").status_code == 200
        manques = mots_de(client.get("/region/acces-exceptionnel/demander/"))
        assert "si l’obligation du précédent a pris fin" in manques
