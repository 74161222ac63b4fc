"""A-16, A-17, A-18: a recusal hides the dossier everywhere at once; a detected link closes it; an old tab saves nothing."""

import pytest

from amihr.habilitations.models import Membre
from candidatures.models import Deport, LienEcarte
from evaluation.lectures import evaluations_visibles, tableau
from evaluation.models import Evaluation
from tests.evaluation.views.outils import adresse, champs_de_la_grille
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter
from tests.personnages import personne


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


def test_a16_se_deporter_fait_disparaitre_le_dossier(membre, mona_lit, edition, en_evaluation):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile", denomination="Toitures")
    declarer_aucun_lien(mona_lit, autre)
    assert membre.get(adresse(autre)).context["voisins"]["combien"] == 2
    membre.post(adresse(en_evaluation, "deport/"), {"categorie": "contrat", "precision": "Mission en 2025"})
    assert Deport.objects.get().precision == "Mission en 2025"
    assert membre.get(adresse(en_evaluation)).status_code == 404
    assert membre.get(adresse(autre)).context["voisins"]["combien"] == 1
    assert en_evaluation.reference not in membre.get("/commission/").content.decode()


def test_a16_les_notes_du_deporte_ne_comptent_plus(mona_lit, hugo, agnes, edition, en_evaluation, apres):
    for qui, note in ((mona_lit, 5), (hugo, 1)):
        noter(en_evaluation, Membre.objects.get(personne=qui), [note] * 4)
    assert tableau(agnes, edition).classement.lignes[0].resultat.affichee == "3,00"
    deporter(mona_lit, en_evaluation)
    assert tableau(agnes, edition).classement.lignes[0].resultat.affichee == "1,00"
    assert not evaluations_visibles(mona_lit, edition).exists()


def test_a16_un_deport_sans_categorie_ne_deporte_pas(membre, en_evaluation):
    assert membre.post(adresse(en_evaluation, "deport/"), {"categorie": "amitie"}).status_code == 422
    assert not Deport.objects.exists()


@pytest.mark.parametrize("lien", [{"siren": "000000026"}, {"domaine": "employeur.example"}])
def test_a17_un_lien_detecte_ferme_le_dossier_jusqu_a_la_decision(client, edition, agnes, en_evaluation, apres, lien):
    lea = personne("Lea", totp=True)
    lea.courriel = "lea@employeur.example"
    lea.save()
    asseoir(lea, edition, siren_employeur="000000026")
    declarer_aucun_lien(lea, en_evaluation)
    assert connecter(client, lea).get(adresse(en_evaluation)).status_code == 200
    figer(en_evaluation, **lien)
    assert client.get(adresse(en_evaluation)).status_code == 404
    LienEcarte.objects.create(candidature=en_evaluation, personne=lea, raison="Homonymie", ecarte_le=apres, par=agnes)
    assert client.get(adresse(en_evaluation)).status_code == 200


@pytest.mark.parametrize("geste", ["enregistrer", "remettre", "suivant"])
def test_a18_un_onglet_reste_ouvert_n_enregistre_rien(membre, mona_lit, edition, en_evaluation, geste):
    champs = champs_de_la_grille(edition, geste=geste)
    membre.get(adresse(en_evaluation))
    deporter(mona_lit, en_evaluation)
    assert membre.post(adresse(en_evaluation), champs).status_code == 404
    assert not Evaluation.objects.exists()
