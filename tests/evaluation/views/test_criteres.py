"""The public page of the criteria."""

from amihr import horloge
from amihr.editions.models import Texte
from amihr.pilotage.chargement import charger
from evaluation.actes.grille import etablir
from tests.fabriques.editions import COMMISSION, CRITERES, ECHELLE, OUVERTURE


def lire(client):
    return client.get("/criteres/").content.decode().replace("\u00a0", " ")


def test_sans_edition_courante_la_page_est_absente(client, db):
    assert client.get("/criteres/").status_code == 404


def test_les_criteres_sont_dans_leur_ordre_avec_leurs_poids(client, edition, apres):
    page = lire(client).partition("</ol>")[2]
    places = [
        page.index(mot)
        for mot in ("1. Innovation", "50,0 %</span></h3>", "2. Interopérabilité", "3. Frugalité", "16,7 %</span></h3>")
    ]
    assert places == sorted(places)
    assert "niveau 3" in page


def test_le_reglage_garde_les_poids_pour_la_preparation(client, edition, apres):
    assert "50,0 %" in lire(client)
    edition.reglages = {**edition.reglages, "Q9": {"methode": "rang", "preparation_seulement": True}}
    edition.save(update_fields=["reglages"])
    page = lire(client)
    assert ("1. Innovation" in page, "50,0 %" in page, "somme des rangs" in page) == (True, False, False)


def test_le_calcul_est_explique_par_le_texte_de_l_edition(client, edition, apres):
    Texte.objects.create(edition=edition, code="criteres.algorithme", contenu="Aucun <b>seuil</b>.")
    assert "Aucun &lt;b&gt;seuil&lt;/b&gt;." in lire(client)


def test_la_part_du_classement_dans_la_decision_n_est_dite_qu_une_fois(client, db, appel_2026):
    with horloge.a(OUVERTURE.replace(day=1)):
        charger(appel_2026, courante=True)
    page = lire(client)
    assert page.count("Part dans la décision") == 1
    assert page.count("Le classement prépare la délibération") == 1


def test_des_poids_arrondis_se_disent_arrondis(client, edition, apres):
    assert "Les pourcentages sont arrondis au dixième" in lire(client)
    etablir(edition, echelle=ECHELLE, criteres=CRITERES[:1], methode="rang", motif="Essai.", instant=COMMISSION)
    assert "arrondis" not in lire(client)


def test_la_page_ne_pose_aucun_cookie(client, edition, apres):
    assert not client.get("/criteres/").cookies
