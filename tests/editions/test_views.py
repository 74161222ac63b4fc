from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from amihr import horloge
from amihr.editions.conduite import annuler, suspendre
from tests.fabriques.editions import APRES, OUVERTURE, PENDANT

pytestmark = pytest.mark.django_db
PAGES = (
    "/ /reglement/ /reglement/1/ /calendrier/ /calendrier.ics /contact/ /plan-du-site/ /code-source/ /accessibilite/ "
    "/mentions-legales/ /donnees-personnelles/ /robots.txt /sitemap.xml /.well-known/security.txt"
).split()


def page(client, chemin="/"):
    return client.get(chemin).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("chemin", PAGES)
def test_une_page_publique_ne_s_ecrit_pas(client, edition, chemin):
    assert client.post(chemin).status_code == 405


@pytest.mark.parametrize("chemin", PAGES)
def test_une_page_publique_se_lit_sans_compte_et_sans_cookie(client, edition, pendant, chemin):
    reponse = client.get(chemin)
    assert reponse.status_code == 200
    assert not reponse.cookies


@pytest.mark.parametrize(
    "chemin", ["/reglement/2/", "/reglement/1.pdf", "/reglement/01/", "/reglement/documents/x.pdf"]
)
def test_ce_qui_n_est_pas_publie_est_introuvable(client, edition, pendant, chemin):
    assert client.get(chemin).status_code == 404


def test_avant_l_ouverture_l_accueil_dit_quand(client, edition):
    with horloge.a(datetime(2026, 4, 1, tzinfo=UTC)):
        assert "L’appel ouvre le 7 avril 2026 à 0 h 00" in page(client)


def test_a_l_ouverture_l_accueil_dit_jusqu_a_quand(client, edition, pendant):
    accueil = page(client)
    assert "ouvert jusqu’au 11 mai 2026 à 23 h 59" in accueil
    assert "clôture dans 7 jours" in accueil
    assert "10 h 42 min 17 s" in accueil


def test_a_la_cloture_l_accueil_dit_que_c_est_fini(client, edition):
    with horloge.a(APRES):
        assert "Les dépôts se sont terminés le 11 mai 2026 à 23 h 59" in page(client)


def test_suspendu_ou_annule_l_accueil_le_dit(client, edition, agnes, pendant):
    suspendre(edition, par=agnes)
    assert "Les dépôts sont suspendus" in page(client)
    annuler(edition, par=agnes)
    assert "L’appel est annulé" in page(client)


def test_le_reglement_montre_sa_date_et_son_empreinte(client, edition, pendant):
    version = edition.versions_reglement.get()
    reglement = page(client, "/reglement/")
    assert version.sha256 in reglement
    assert "publiée le 31 mars 2026" in reglement


def test_avant_sa_publication_le_reglement_n_est_pas_montre(client, edition):
    with horloge.a(OUVERTURE.replace(month=1)):
        assert "pas encore publié" in page(client, "/reglement/")


def test_le_plan_du_site_et_le_sitemap_ne_citent_que_des_pages_qui_existent(client, edition, pendant):
    adresses = [lien.text for lien in ElementTree.fromstring(client.get("/sitemap.xml").content).iter() if lien.text]
    chemins = {adresse.removeprefix("http://testserver") for adresse in adresses if adresse.startswith("http")}
    assert "/reglement/" in chemins
    assert {client.get(chemin).status_code for chemin in chemins} == {200}
    assert all(f'href="{chemin}"' in page(client, "/plan-du-site/") for chemin in chemins)


def test_security_txt_a_un_contact_et_une_echeance(client, edition):
    with horloge.a(PENDANT):
        texte = page(client, "/.well-known/security.txt")
    assert f"Contact: mailto:{edition.contact}\n" in texte
    assert "Expires: 2026-10-31T00:00:00Z" in texte


def test_robots_n_entre_pas_dans_les_espaces_prives(client, edition):
    assert "Disallow: /candidatures/" in page(client, "/robots.txt")
