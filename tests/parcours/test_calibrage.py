"""The calibration through pages: the secretariat writes and opens it, two members score, each sees what separates them."""

import re

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Evaluation, GrilleDeCalibrage
from tests.fabriques.calibrage import regler
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, signer_nda
from tests.fabriques.editions import APRES, EditionFactory
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def edition(transactional_db):
    edition = EditionFactory(complete=True, est_courante=True)
    regler(edition, "obligatoire")
    return edition


@pytest.fixture
def dossier(edition):
    return CandidatureFactory(edition=edition, etat="en_evaluation", titre="Canoptère", denomination="Orthoselve SAS")


@pytest.fixture
def gens(edition, dossier):
    """An agent, and two members who declared no link."""
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition, Public.AGENT)
    membres = [personne(prenom, nom=f"De{prenom}", totp=True) for prenom in ("Mona", "Nadia")]
    for membre in membres:
        asseoir(membre, edition)
        declarer_aucun_lien(membre, dossier)
    return agnes, *membres


def preparer(page):  # noqa: F811
    """From the page of the commission to an open calibration, one text corrected on the way."""
    suivre(page.get_by_role("link", name="Calibrage", exact=True))
    verifier_page(page, "calibrage-a-ecrire")
    suivre(page.get_by_role("button", name="Prendre des exemples prêts"))
    suivre(page.get_by_role("link", name=re.compile("Rue au Sec")))
    page.get_by_label("Titre de la solution").fill("Rue au Sec corrigée (dossier fictif)")
    verifier_page(page, "calibrage-ecrire")
    suivre(page.get_by_role("button", name="Enregistrer le dossier fictif"))
    suivre(page.get_by_role("button", name="Ouvrir le calibrage"))


def noter(page, edition, note):  # noqa: F811
    """Every criterion by the keyboard, then submit."""
    for critere in grille_lue(edition).criteres:
        for pk, sous in critere.cases:
            page.locator(f"#id_c{pk}{f'_{sous}' if sous else ''}_0").focus()
            page.keyboard.press(str(note))
    suivre(page.get_by_role("button", name="Remettre ma grille de calibrage"))


def test_deux_membres_se_calibrent_et_voient_ce_qui_les_separe(page, entrer, edition, dossier, gens):  # noqa: F811
    agnes, mona, nadia = gens
    with horloge.a(APRES):
        entrer("/region/commission/", agnes)
        preparer(page)
        for membre, note in ((nadia, 2), (mona, 4)):
            entrer("/commission/", membre)
            if membre == mona:
                verifier_page(page, "commission-a-calibrer")
                suivre(page.get_by_role("link", name="Canoptère", exact=True))
                expect(page.locator("#grille")).to_contain_text("Le calibrage d’abord")
                verifier_page(page, "evaluation-apres-le-calibrage")
                suivre(page.get_by_role("link", name="Mes dossiers").last)
            suivre(page.get_by_role("link", name=re.compile("Rue au Sec corrigée")))
            expect(page.locator("main")).to_contain_text("Dossier fictif")
            if membre == mona:
                verifier_page(page, "calibrage-a-noter")
            noter(page, edition, note)
        expect(page.locator("#grille")).to_contain_text("d’un point ou plus sur 3 critères")
        expect(page.get_by_role("row", name=re.compile("Innovation"))).to_contain_text("+1,00")
        expect(page.locator("main")).not_to_contain_text("DeNadia")
        verifier_page(page, "calibrage-ecarts")
        suivre(page.get_by_role("link", name="Suivant"))
        noter(page, edition, 3)
        entrer(f"/commission/dossiers/{dossier.reference}/", mona)
        expect(page.get_by_role("button", name="Remettre mon évaluation")).to_be_visible()
        entrer("/region/commission/calibrage/", agnes)
        expect(page.get_by_role("row", name=re.compile("DeNadia")).last).to_contain_text("2")
        verifier_page(page, "calibrage-secretariat")
        suivre(page.get_by_role("button", name="Clore le calibrage"))
        verifier_page(page, "calibrage-clos")
    assert (GrilleDeCalibrage.objects.count(), Evaluation.objects.count()) == (3, 0)
