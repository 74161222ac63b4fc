"""An agent shares the dossiers, corrects one by hand; a member says that they know theirs and scores one of them only."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from candidatures.models import Affectation, PriseDeConnaissance
from tests.fabriques.candidatures import asseoir, declarer_aucun_lien, deporter
from tests.fabriques.editions import APRES
from tests.fabriques.evaluation import COLLEGES, devant_la_commission
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossiers(edition):
    return devant_la_commission(edition, 4)


@pytest.fixture
def gens(edition, dossiers):
    """Six members with names of their own, two a college; the first one has stepped aside from the first dossier."""
    gens = [personne(prenom, totp=True) for prenom in ("Mona", "Lea", "Nina", "Hugo", "Paula", "Marc")]
    with horloge.a(APRES):
        for rang, qui in enumerate(gens):
            asseoir(qui, edition, college=COLLEGES[rang % 3])
            declarer_aucun_lien(qui, *dossiers)
        deporter(gens[0], dossiers[0])
    return gens


def test_repartir_corriger_puis_prendre_connaissance(page, entrer, agnes, gens, dossiers):
    with horloge.a(APRES):
        entrer("/region/commission/", agnes)
        suivre(page.get_by_role("link", name="Affectation des dossiers"))
        verifier_page(page, "affectation-a-tous")
        suivre(page.get_by_role("link", name="Préparer une répartition"))
        repartir(page)
        assert Affectation.objects.en_cours().count() == 12
        corriger(page, dossiers[1])
        qui = Affectation.objects.en_cours().filter(candidature=dossiers[2]).first().membre.personne
        entrer("/commission/", qui)
        verifier_page(page, "affectation-bureau")
        suivre(page.get_by_role("button", name="J’ai pris connaissance de mes dossiers"))
        expect(page.get_by_role("button", name="J’ai pris connaissance de mes dossiers")).to_have_count(0)
        assert PriseDeConnaissance.objects.get().membre.personne == qui
        lire_un_dossier_d_un_autre(page)


def repartir(page):
    """An impossible one is explained; the balanced one is looked at, then applied."""
    page.get_by_label("Répartition équilibrée").check()
    page.get_by_label("Lecteurs par dossier").fill("6")
    verifier_page(page, "affectation-reglages")
    suivre(page.get_by_role("button", name="Voir ce que cela donnerait"))
    expect(page.locator("main")).to_contain_text("5 lecteurs possibles : il en faut 6", use_inner_text=True)
    verifier_page(page, "affectation-impossible")
    page.get_by_label("Lecteurs par dossier").fill("2")
    suivre(page.get_by_role("button", name="Voir ce que cela donnerait"))
    expect(page.get_by_role("alert")).to_contain_text("au moins 3, un par collège", use_inner_text=True)
    verifier_page(page, "affectation-erreur")
    page.get_by_label("Lecteurs par dossier").fill("3")
    suivre(page.get_by_role("button", name="Voir ce que cela donnerait"))
    page.get_by_text("Lecteurs de chaque dossier").click()
    verifier_page(page, "affectation-apercu")
    suivre(page.get_by_role("button", name="Appliquer cette répartition"))
    expect(page.locator("main")).to_contain_text("11 changements, 0 lecteur ajouté et 11 retirés", use_inner_text=True)
    verifier_page(page, "affectation-appliquee")


def corriger(page, dossier):
    """Take a reader from a dossier: the page of the sharing then says what it lacks and offers to repair it."""
    suivre(page.get_by_role("link", name=dossier.titre))
    verifier_page(page, "affectation-dossier")
    page.get_by_role("checkbox", checked=True).first.uncheck()
    suivre(page.get_by_role("button", name="Enregistrer les lecteurs"))
    expect(page.locator("main")).to_contain_text("Des dossiers manquent de lecteurs", use_inner_text=True)
    verifier_page(page, "affectation-incomplete")
    suivre(page.get_by_role("link", name="Préparer la réparation"))
    expect(page.locator("main")).to_contain_text("1 changement par rapport à aujourd’hui", use_inner_text=True)
    suivre(page.get_by_role("button", name="Appliquer cette répartition"))
    expect(page.locator("main")).not_to_contain_text("Des dossiers manquent de lecteurs", use_inner_text=True)


def lire_un_dossier_d_un_autre(page):
    page.get_by_text("Voir ces dossiers").click()
    suivre(page.locator("details .taches a").first)
    expect(page.locator("#grille")).to_contain_text("confié à d’autres membres", use_inner_text=True)
    verifier_page(page, "affectation-dossier-d-un-autre")
