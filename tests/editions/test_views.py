from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from amihr import horloge
from amihr.editions.conduite import annuler, suspendre
from amihr.editions.models import DocumentAssocie, EtapeCalendrier, Thematique
from amihr.editions.reglement import creer_version
from amihr.fichiers.rangement import ranger_octets
from amihr.pilotage.chargement import charger
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
    annuler(edition, motif="Sans suite", par=agnes)
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


def test_l_instance_dit_son_contact_de_securite_et_son_depot(client, edition, settings, pendant):
    settings.SECURITE_CONTACT, settings.CODE_SOURCE_URL = "https://exemple.fr/securite", "https://exemple.fr/code"
    assert "Contact: https://exemple.fr/securite\n" in page(client, "/.well-known/security.txt")
    assert '<a href="https://exemple.fr/code">' in page(client, "/code-source/")


def test_robots_n_entre_pas_dans_les_espaces_prives(client, edition):
    assert "Disallow: /candidatures/" in page(client, "/robots.txt")


def test_le_document_televerse_se_telecharge_a_son_adresse(client, edition, pendant):
    fichier = ranger_octets(b"%PDF-1.7\n", nom="reglement.pdf", type_mime="application/pdf", instant=PENDANT)
    creer_version(
        edition, texte="## Modifié", changements="Un PDF.", fichier=fichier, instant=PENDANT, publiee_le=PENDANT
    )
    reponse = client.get("/reglement/2.pdf")
    assert b"".join(reponse.streaming_content) == b"%PDF-1.7\n"
    assert fichier.sha256 in page(client, "/reglement/")


def test_un_document_associe_se_telecharge_dans_sa_derniere_version(client, edition, pendant):
    for numero in (1, 2):
        octets = f"%PDF-1.{numero}".encode()
        fichier = ranger_octets(octets, nom="charte.pdf", type_mime="application/pdf", instant=PENDANT)
        DocumentAssocie.objects.create(
            edition=edition, code="charte", numero=numero, titre="Charte", publie_le=PENDANT, fichier=fichier,
            sha256=fichier.sha256,
        )  # fmt: skip
    assert b"".join(client.get("/reglement/documents/charte.pdf").streaming_content) == b"%PDF-1.2"
    assert fichier.sha256 in page(client, "/reglement/")


def test_l_accueil_tient_en_trois_requetes(client, edition, pendant, django_assert_num_queries):
    with django_assert_num_queries(3):
        client.get("/")
    for rang in range(50, 60):
        Thematique.objects.create(edition=edition, numero=rang, slug=f"t{rang}", titre=f"T{rang}")
        EtapeCalendrier.objects.create(edition=edition, ordre=rang, periode="Un jour", libelle="Étape")
    with django_assert_num_queries(3):
        client.get("/")


def test_la_page_dit_qui_est_responsable_et_qui_sous_traite(client, db, appel_2026):
    charger(appel_2026, courante=True)
    lue = page(client, "/donnees-personnelles/")
    assert "La Région Île-de-France est responsable du traitement" in lue
    assert "sous-traitants" in lue
    assert "article 28 du RGPD" in lue
