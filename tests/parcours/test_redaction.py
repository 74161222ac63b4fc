"""An agent writes the call without a developer: headings, refusals, what is seen at once on the public pages."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.editions import OUVERTURE
from tests.parcours.outils import verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
EDITION = "/region/edition/"
THEMATIQUE = {
    "Thématique": "Mobilités",
    "Accroche": "Circuler autrement dans ma commune",
    "Résumé": "Vélo, marche, stationnement",
    "Objectif": "Connaître les itinéraires et leurs obstacles.",
}


@pytest.fixture
def agnes(edition_2026, page, ouvrir_session):
    """An agent, signed in, a few days before the opening."""
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition_2026, Public.AGENT)
    ouvrir_session(agnes, page)
    with horloge.a(OUVERTURE.replace(day=2)):
        yield page


def test_une_thematique_s_ajoute_et_se_voit_aussitot(agnes, racine):
    agnes.goto(racine + EDITION)
    verifier_page(agnes, "08-edition-complete")
    agnes.get_by_role("link", name="Thématiques et cas d’usage").click()
    verifier_page(agnes, "08-rubrique")
    agnes.get_by_role("link", name="Ajouter une thématique").click()
    agnes.get_by_role("button", name="Enregistrer").click()
    expect(agnes.locator("#resume")).to_be_focused()
    verifier_page(agnes, "08-element-erreur")
    for nom, valeur in THEMATIQUE.items():
        agnes.get_by_label(nom, exact=True).fill(valeur)
    agnes.get_by_label("Libellé").fill("Repérer les pistes cyclables")
    agnes.get_by_role("button", name="Enregistrer").click()
    expect(agnes.get_by_role("link", name="Mobilités", exact=True)).to_be_visible()
    agnes.goto(racine)
    expect(agnes.get_by_text("Mobilités", exact=True).first).to_be_visible()


def test_les_criteres_changent_d_ordre_au_clavier(agnes, racine):
    agnes.goto(f"{racine}{EDITION}criteres/")
    agnes.get_by_role("button", name="Descendre « Innovation").press("Enter")
    expect(agnes.locator("ol.taches .t").nth(1)).to_have_text("Innovation et exploitation de la haute résolution")
    agnes.goto(f"{racine}/criteres/")
    expect(agnes.get_by_text("Entraînement par intelligence artificielle").first).to_be_visible()


PAGES = ["questions-1/siren/", "pieces/kbis/", "criteres/4/", "macaron/", "poids/", "cloner/", "reglages/", "textes/", "creer/",
         "courriels/", "colleges/experts/retirer/"]  # fmt: skip


def test_les_pages_qui_ecrivent_l_appel_sont_accessibles(agnes, racine):
    for suite in PAGES:
        agnes.goto(racine + EDITION + suite)
        verifier_page(agnes, f"08-ecrire-{suite.strip('/').replace('/', '-')}")


def test_suis_je_concerne_se_lit_sans_compte(agnes, racine):
    agnes.context.clear_cookies()
    agnes.goto(f"{racine}/eligibilite/")
    verifier_page(agnes, "01-eligibilite")
    for question in range(4):
        agnes.get_by_label("Oui", exact=True).nth(question).check()
    agnes.get_by_label("Je ne sais pas").last.check()
    agnes.get_by_role("button", name="Voir ce que dit le règlement").click()
    expect(agnes.get_by_role("heading", name="D’après vos réponses, un point reste à vérifier")).to_be_visible()
    verifier_page(agnes, "01-eligibilite-avis")
