"""What the platform takes, said before the night of the closing."""

import pytest

from amihr.editions.limites import limites_des_emplacements
from amihr.editions.models import Texte

pytestmark = pytest.mark.django_db


def lire(client, chemin="/contact/"):
    return client.get(chemin).content.decode().replace("\u00a0", " ")


def test_la_limite_annoncee_est_celle_de_l_envoi_meme_si_l_edition_demande_plus(edition):
    edition.formulaire = {"pieces": [{"libelle": "Kbis", "genre": "kbis", "max_mio": 4000, "types": ["pdf"]}]}
    assert limites_des_emplacements(edition) == [("Kbis", "PDF, 10\u00a0Mo au plus, 50\u00a0pages au plus")]


def test_une_limite_abaissee_par_l_edition_est_annoncee(edition):
    piece = {"libelle": "Annexes", "genre": "annexe", "max_mio": 2, "pages_max": 3, "nombre_max": 10}
    edition.formulaire = {"pieces": [piece]}
    ((_, limites),) = limites_des_emplacements(edition)
    assert limites == "PDF, 2\u00a0Mo au plus, 3\u00a0pages au plus, 10\u00a0fichiers au plus"


def test_la_page_de_contact_annonce_les_limites_de_chaque_emplacement(client, edition, pendant):
    page = lire(client)
    assert all(f"<dt>{piece['libelle']}</dt>" in page for piece in edition.formulaire["pieces"])
    assert "100 Mo de fichiers au plus pour un dossier" in page
    assert "60 fichiers au plus par compte et par heure" in page


def test_la_marche_a_suivre_en_cas_de_panne_est_celle_de_l_edition(client, edition, pendant):
    assert 'id="panne"' not in lire(client)
    Texte.objects.create(edition=edition, code="contact.panne", contenu="Appelez le <01>.")
    assert "<p>Appelez le &lt;01&gt;.</p>" in lire(client)


def test_l_accueil_mene_aux_limites_tant_que_l_appel_est_ouvert(client, edition, pendant):
    assert 'href="/contact/#limites"' in lire(client, "/")
