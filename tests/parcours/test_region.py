"""An agent of the Région: signs, counts, instructs once the seal is lifted, composes, edits, conducts the call."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.parcours import gestes
from tests.parcours.outils import verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
DOSSIERS = [("Canoptère", "Orthoselve SAS"), ("Solatuile", "Toitures du Morin"), ("Nappe claire", "Vasque SARL")]


@pytest.fixture
def edition(transactional_db):
    edition = EditionFactory(complete=True, est_courante=True)
    edition.reglages = edition.reglages | {"Q45": {"reprise_heures": 24}}
    edition.save(update_fields=["reglages"])
    edition.textes.create(code="accueil.chapo", contenu="Un appel pour l’imagerie.")
    return edition


@pytest.fixture
def deposees(edition):
    """Three filed candidatures, one draft."""
    CandidatureFactory(edition=edition, titre="Brouillon discret", denomination="Personne")
    return [CandidatureFactory(edition=edition, deposee=True, titre=t, denomination=d) for t, d in DOSSIERS]


@pytest.fixture
def entrer(page, racine, client, settings):
    """Sign somebody in, then open pages by their path."""

    def aller(chemin, qui=None):
        if qui:
            cle = connecter(client, qui).session.session_key
            page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])
        page.goto(racine + chemin)

    return aller


@pytest.fixture
def agnes(edition):
    return personne("Agnes", roles=[Role.AGENT], totp=True)


@pytest.fixture
def engagee(agnes, edition):
    """Agnes, once she has signed."""
    signer_nda(agnes, edition, "agent")
    return agnes


def test_sans_engagement_rien_ne_s_ouvre_puis_l_agent_signe(page, entrer, agnes, deposees):
    with horloge.a(APRES):
        entrer("/region/", agnes)
        verifier_page(page, "08-region-a-signer")
        entrer("/region/candidatures/")
        assert page.get_by_text("Canoptère").count() == 0
        verifier_page(page, "08-candidatures-a-signer")
        page.get_by_role("link", name="Lire et signer l’engagement").click()
        page.get_by_role("link", name="Signer cet engagement").click()
        page.get_by_label("Votre prénom et votre nom").fill(agnes.nom_complet)
        page.get_by_role("button", name="Signer l’engagement").click()
        entrer("/region/candidatures/")
        assert page.get_by_role("link", name="Canoptère").is_visible()


def test_avant_la_cloture_des_nombres_et_rien_d_autre(page, entrer, engagee, deposees):
    with horloge.a(PENDANT):
        entrer("/region/", engagee)
        assert "Canoptère" not in page.locator("main").inner_text()
        verifier_page(page, "08-region-scellee")
        entrer("/region/candidatures/")
        assert "Canoptère" not in page.locator("main").inner_text()
        verifier_page(page, "08-candidatures-scellees")


def test_apres_la_cloture_l_agent_instruit_point_par_point(page, entrer, engagee, deposees, puits):
    with horloge.a(APRES):
        entrer("/region/", engagee)
        verifier_page(page, "08-region")
        page.get_by_role("link", name="Vérifier la recevabilité").click()
        verifier_page(page, "08-candidatures")
        instruire(page, "Canoptère")
        declarer_irrecevable(page, "Nappe claire")
        gestes.travailler()
        (lettre,) = [r for r in puits.recus if "recevabilité" in r["Subject"]]
        assert lettre.destinataires == [deposees[2].equipe()[0].courriel]
        entrer("/region/candidatures/")
        page.get_by_role("button", name="Mettre les dossiers éligibles devant la commission").click()
        assert Candidature.objects.get(titre="Canoptère").etat == "en_evaluation"
        verifier_page(page, "08-candidatures-apres")
        entrer("/region/envois/")
        verifier_page(page, "08-envois")


def instruire(page, titre):
    """Recevabilité, then éligibilité, all in order."""
    page.get_by_role("link", name=titre).click()
    verifier_page(page, "08-candidature")
    for examen, bouton in (("Recevabilité", "Déclarer recevable"), ("Éligibilité", "Viser l’éligibilité")):
        page.get_by_role("link", name=re.compile(f"^{examen}")).click()
        for conforme in page.get_by_label("Conforme", exact=True).all():
            conforme.check()
        verifier_page(page, f"08-examen-{examen[0]}")
        page.get_by_role("button", name=bouton).click()


def declarer_irrecevable(page, titre):
    page.get_by_role("navigation").get_by_role("link", name="Candidatures").first.click()
    page.get_by_role("link", name=titre).click()
    page.get_by_role("link", name=re.compile("^Recevabilité")).click()
    assert page.get_by_label("Raison").first.is_hidden()
    page.get_by_label("Non conforme").first.check()
    page.get_by_role("button", name="Déclarer irrecevable").click()
    expect(page).to_have_title(re.compile("^Erreur"))
    verifier_page(page, "08-examen-erreurs")
    page.get_by_label("Raison").first.fill("Le fichier joint n’est pas une attestation.")
    page.get_by_label("Motif communiqué").fill("L’attestation fiscale manque.")
    page.get_by_role("button", name="Déclarer irrecevable").click()
    expect(page.get_by_text("la conclusion défavorable est enregistrée")).to_be_visible()


def test_nommer_un_membre_l_invite(page, entrer, engagee, puits):
    with horloge.a(PENDANT):
        entrer("/region/commission/", engagee)
        verifier_page(page, "08-commission-vide")
        page.get_by_role("link", name="Nommer un membre").click()
        page.get_by_role("button", name="Nommer ce membre").click()
        verifier_page(page, "08-nommer-erreurs")
        page.get_by_label("Adresse de courriel").fill("nina@exemple.fr")
        page.get_by_label("Prénom").fill("Nina")
        page.get_by_label("Nom", exact=True).fill("Roy")
        page.get_by_label("Experts").check()
        page.get_by_role("button", name="Nommer ce membre").click()
        expect(page.get_by_text("Nina Roy", exact=True)).to_be_visible()
        verifier_page(page, "08-commission")
        gestes.travailler()
        assert puits.destinataires() == ["nina@exemple.fr"]
        entrer("/region/commission/engagements/")
        verifier_page(page, "08-engagements")


def test_conduire_l_appel(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/", engagee)
        verifier_page(page, "08-edition")
        page.get_by_role("button", name="Reporter la clôture").click()
        verifier_page(page, "08-edition-erreur")
        page.get_by_label("Dernier jour").fill("2026-05-18")
        page.get_by_role("button", name="Reporter la clôture").click()
        expect(page.get_by_text("18\u00a0mai 2026 à 23\u00a0h\u00a059").first).to_be_visible()
        page.get_by_role("link", name="Suspendre l’appel").click()
        verifier_page(page, "08-suspendre")
        page.get_by_role("button", name="Suspendre l’appel").click()
        verifier_page(page, "08-edition-suspendue")
        page.goto(racine)
        verifier_page(page, "01-accueil-suspendu")
        entrer("/region/edition/reprendre/")
        page.get_by_role("button", name="Reprendre l’appel").click()
        expect(page.get_by_role("link", name="Suspendre l’appel")).to_be_visible()


def test_modifier_un_texte_apres_l_avoir_vu(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/textes/accueil.chapo/", engagee)
        page.locator("[name='contenu']").fill("Un appel pour les images du ciel.")
        page.get_by_role("button", name="Voir l’aperçu").click()
        assert page.locator(".repere").inner_text() == "Un appel pour les images du ciel."
        verifier_page(page, "08-texte")
        page.get_by_role("button", name="Enregistrer le texte").click()
        page.goto(racine)
        expect(page.get_by_text("Un appel pour les images du ciel.")).to_be_visible()


def test_publier_une_version_du_reglement(page, entrer, engagee, racine):
    with horloge.a(PENDANT):
        entrer("/region/edition/reglement/", engagee)
        page.get_by_label("Texte du règlement").fill("## A Présentation\nUn appel, pour l’essai.")
        page.get_by_role("button", name="Publier cette version").click()
        verifier_page(page, "08-reglement-erreur")
        page.get_by_label("Ce qui change").fill("Le calendrier.")
        page.get_by_role("button", name="Publier cette version").click()
        expect(page.get_by_role("link", name="Version 2")).to_be_visible()
        page.goto(f"{racine}/reglement/")
        expect(page.get_by_role("heading", name="A Présentation")).to_be_visible()


def test_l_administrateur_verifie_le_journal(page, entrer, engagee, edition, deposees):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    with horloge.a(APRES + timedelta(days=1)):
        entrer(f"/region/candidatures/{deposees[0].reference}/", engagee)
        entrer("/region/journal/?chaine=lectures&verifier=1", adam)
        assert page.get_by_text("intacte").count() == 2
        verifier_page(page, "08-journal")
        entrer("/region/")
        verifier_page(page, "08-region-administrateur")
