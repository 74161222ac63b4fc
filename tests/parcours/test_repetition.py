"""An agent rehearses the call before it opens: fictional dossiers, one instructed, the mails read, all wiped."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.models import Edition
from amihr.habilitations.models import Public
from amihr.pilotage.mise_en_scene import avancer_la_repetition
from candidatures.models import Depot
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import OUVERTURE
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
VEILLE = OUVERTURE - timedelta(days=1)
BANDEAU = "dossiers fictifs, rien n’est public, aucun courriel ne part"


@pytest.fixture
def agnes(edition_2026, page, ouvrir_session):
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition_2026, Public.AGENT)
    ouvrir_session(agnes, page)
    return agnes


def preparer_et_signer(page, racine, agnes):
    page.goto(f"{racine}/region/edition/")
    suivre(page.get_by_role("link", name="Répétition générale"))
    verifier_page(page, "18-repetition-a-preparer")
    page.get_by_label("Dossiers fictifs").fill("0")
    suivre(page.get_by_role("button", name="Préparer la répétition"))
    expect(page.locator("#resume")).to_be_focused()
    page.get_by_label("Dossiers fictifs").fill("2")
    suivre(page.get_by_role("button", name="Préparer la répétition"))
    expect(page.get_by_text("En préparation")).to_be_visible()
    avancer_la_repetition()
    suivre(page.get_by_role("link", name="Actualiser"))
    expect(page.get_by_text("2 déposés sur 2")).to_be_visible()
    verifier_page(page, "18-repetition-en-preparation")
    suivre(page.get_by_role("link", name="Tableau de bord de la répétition"))
    expect(page.get_by_text(BANDEAU)).to_be_visible()
    page.goto(f"{racine}/editions/repetition/region/candidatures/")
    suivre(page.get_by_role("link", name="Signer cet engagement"))
    page.get_by_label("Votre prénom et votre nom").fill(agnes.nom_complet)
    suivre(page.get_by_role("button", name="Signer l’engagement"))


def instruire_un_dossier(page, racine):
    page.goto(f"{racine}/editions/repetition/region/candidatures/")
    expect(page.get_by_text(BANDEAU)).to_be_visible()
    verifier_page(page, "18-repetition-dossiers")
    suivre(page.get_by_role("link", name="dossier fictif").first)
    suivre(page.get_by_role("link", name="Recevabilité").first)
    for conforme in page.get_by_label("Conforme", exact=True).all():
        conforme.check()
    suivre(page.get_by_role("button", name="Déclarer recevable"))
    expect(page.get_by_text(BANDEAU)).to_be_visible()


def test_un_agent_repete_instruit_lit_les_courriels_et_efface(page, racine, agnes):
    with horloge.a(VEILLE):
        preparer_et_signer(page, racine, agnes)
    with horloge.a(VEILLE + timedelta(minutes=3)):
        assert avancer_la_repetition()
        page.goto(f"{racine}/region/edition/repetition/")
        verifier_page(page, "18-repetition-prete")
        instruire_un_dossier(page, racine)
        page.goto(f"{racine}/editions/repetition/region/edition/repetition/courriers/")
        verifier_page(page, "18-repetition-courriers")
        suivre(page.get_by_role("link", name="Accusé de réception").first)
        expect(page.get_by_text("Retenu : répétition")).to_be_visible()
        verifier_page(page, "18-repetition-courrier")
        page.goto(f"{racine}/region/edition/repetition/")
        suivre(page.get_by_role("link", name="Effacer la répétition"))
        verifier_page(page, "18-repetition-effacer")
        page.get_by_label("Nom de la répétition").fill(Edition.objects.get(est_repetition=True).nom)
        suivre(page.get_by_role("button", name="Effacer la répétition"))
        expect(page.get_by_text("La répétition est effacée")).to_be_visible()
        verifier_page(page, "18-repetition-effacee")
    assert (Depot.objects.exists(), Edition.objects.filter(est_repetition=True).exists()) == (False, False)
