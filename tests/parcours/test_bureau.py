"""Two agents share a desk in a browser: one takes a dossier, the other loses nothing typed, then gives the visa."""

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from candidatures.actes.instruction import examiner
from candidatures.actes.prises import prendre, rendre
from candidatures.models import Candidature, Rapporteur
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.editions import APRES, EditionFactory
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
LISTE = "/region/candidatures/"


@pytest.fixture
def edition(transactional_db):
    edition = EditionFactory(complete=True, est_courante=True)
    edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    return edition


@pytest.fixture
def agents(edition):
    """Agnès and Noor, who have signed."""
    agents = [personne(prenom, roles=[Role.AGENT], totp=True) for prenom in ("Agnes", "Noor")]
    for agent in agents:
        signer_nda(agent, edition, "agent")
    return agents


@pytest.fixture
def dossiers(edition):
    return {t: CandidatureFactory(edition=edition, deposee=True, titre=t) for t in ("Canoptère", "Solatuile")}


def conformes(page):
    for conforme in page.get_by_label("Conforme", exact=True).all():
        conforme.check()


def test_deux_agents_un_dossier_puis_un_visa(page, entrer, agents, dossiers):
    agnes, noor = agents
    dossier = f"{LISTE}{dossiers['Canoptère'].reference}/"
    with horloge.a(APRES):
        entrer(f"{dossier}recevabilite/", noor)
        conformes(page)
        page.get_by_label("Non conforme").first.check()
        page.get_by_label("Raison").first.fill("Reçu après minuit")
        prendre(dossiers["Canoptère"], par=agnes)  # a colleague, meanwhile, in another browser
        suivre(page.get_by_role("button", name="Enregistrer les points"))
        expect(page.get_by_text("votre saisie est gardée")).to_be_visible()
        expect(page.get_by_label("Raison").first).to_have_value("Reçu après minuit")
        verifier_page(page, "21-examen-pris")
        suivre(page.get_by_role("button", name="et garder ma saisie"))
        expect(page.get_by_label("Raison").first).to_have_value("Reçu après minuit")
        page.get_by_label("Motif communiqué").fill("Hors délai")
        page.get_by_label("Demander le visa").check()
        suivre(page.get_by_role("button", name="Déclarer irrecevable"))
        expect(page.get_by_text("elle attend le visa d’un agent")).to_be_visible()
        assert Candidature.objects.get(titre="Canoptère").etat == "deposee"
        verifier_page(page, "21-dossier-a-viser")
        entrer(f"{dossier}reprendre/", agnes)
        verifier_page(page, "21-reprendre")
        suivre(page.get_by_role("link", name="Ne rien changer"))
        suivre(page.get_by_role("link", name="Lire la proposition"))
        verifier_page(page, "21-visa")
        suivre(page.get_by_role("button", name="Renvoyer à"))
        verifier_page(page, "21-visa-erreurs")
        suivre(page.get_by_role("button", name="Viser la conclusion"))
    assert Candidature.objects.get(titre="Canoptère").etat == "irrecevable"


def test_les_deux_versions_d_un_point_sont_montrees(page, entrer, agents, dossiers):
    agnes, noor = agents
    with horloge.a(APRES):
        entrer(f"{LISTE}{dossiers['Canoptère'].reference}/recevabilite/", noor)
        conformes(page)
        trouves = {"delai": ("non_conforme", "Reçu après minuit"), "structure": ("conforme", "")}
        examiner(dossiers["Canoptère"], "recevabilite", trouves, par=agnes)  # a colleague, who then gives it back
        rendre(dossiers["Canoptère"], par=agnes)
        suivre(page.get_by_role("button", name="Enregistrer les points"))
        expect(page.get_by_text("a été changé par Agnes").first).to_be_visible()
        verifier_page(page, "21-examen-deux-versions")
        page.get_by_label("Garder la version enregistrée").check()
        suivre(page.get_by_role("button", name="Enregistrer les points"))
        expect(page.get_by_label("Raison").first).to_have_value("Reçu après minuit")
        examiner(dossiers["Canoptère"], "recevabilite", {"structure": ("non_conforme", "SIREN radié")}, par=noor)
        suivre(page.get_by_role("button", name="Déclarer recevable"))
        expect(page.get_by_text("Rien n’est conclu")).to_be_visible()
        verifier_page(page, "21-examen-a-relire")
    assert Candidature.objects.get(titre="Canoptère").etat == "deposee"


def test_ecarter_ce_qu_un_autre_vient_de_prendre(page, entrer, agents, dossiers):
    agnes, noor = agents
    adresse = f"{LISTE}{dossiers['Canoptère'].reference}/disqualifier/"
    with horloge.a(APRES):
        entrer(adresse, noor)
        page.get_by_label("Motif communiqué").fill("Plagiat")
        prendre(dossiers["Canoptère"], par=agnes)
        suivre(page.get_by_role("button", name="Relire avant d’écarter"))
        verifier_page(page, "21-ecarter-pris")
        suivre(page.get_by_role("button", name="et garder mon motif"))
        expect(page.get_by_label("Motif communiqué")).to_have_value("Plagiat")
        suivre(page.get_by_role("button", name="Relire avant d’écarter"))
        suivre(page.get_by_role("button", name="Écarter la candidature"))
        entrer(adresse, agnes)
        expect(page.get_by_text("Cette candidature est déjà écartée")).to_be_visible()
        verifier_page(page, "21-deja-ecartee")
    assert Candidature.objects.get(titre="Canoptère").etat == "disqualifiee"


def test_un_lot_et_un_filtre(page, entrer, agents, dossiers):
    agnes, _ = agents
    with horloge.a(APRES):
        entrer(f"{LISTE}{dossiers['Canoptère'].reference}/recevabilite/", agnes)
        conformes(page)
        suivre(page.get_by_role("button", name="Enregistrer les points"))
        entrer(f"{LISTE}?suivi=a_prendre", agnes)
        page.get_by_text("Mes filtres").click()
        page.get_by_label("Nom du filtre").fill("À prendre")
        suivre(page.get_by_role("button", name="Enregistrer le filtre affiché"))
        page.get_by_text("Mes filtres").click()
        verifier_page(page, "21-filtres")
        entrer(LISTE, agnes)
        suivre(page.get_by_role("link", name="Tout cocher"))
        suivre(page.get_by_role("button", name="Déclarer recevables"))
        expect(page.get_by_text("Laissés de côté")).to_be_visible()
        verifier_page(page, "21-lot")
        suivre(page.get_by_role("button", name="Déclarer recevables"))
        verifier_page(page, "21-lot-fait")
    assert Candidature.objects.get(titre="Canoptère").etat == "recevable"
    assert Candidature.objects.get(titre="Solatuile").etat == "deposee"


def test_un_rapporteur_nomme_declare_puis_lit(page, entrer, agents, dossiers):
    agnes, noor = agents
    dossier = f"{LISTE}{dossiers['Canoptère'].reference}/"
    with horloge.a(APRES):
        entrer(dossier, agnes)
        suivre(page.get_by_role("link", name="Nommer un rapporteur"))
        suivre(page.get_by_role("button", name="Nommer le rapporteur"))
        verifier_page(page, "21-rapporteur-erreurs")
        page.get_by_label("Rapporteur").select_option(label=str(noor))
        suivre(page.get_by_role("button", name="Nommer le rapporteur"))
        suivre(page.get_by_role("link", name="Changer de rapporteur"))
        verifier_page(page, "21-rapporteur")
        entrer(LISTE, agnes)
        suivre(page.get_by_role("link", name="Tout cocher"))
        suivre(page.get_by_role("button", name="Nommer un rapporteur"))
        page.get_by_label("Rapporteur").select_option(label=str(noor))
        verifier_page(page, "21-lot-rapporteur")
        suivre(page.get_by_role("button", name="Voir l’aperçu"))
        verifier_page(page, "21-lot-rapporteur-apercu")
        suivre(page.get_by_role("button", name="Nommer Noor"))
        entrer(f"{LISTE}?rapport=les_miens", noor)
        verifier_page(page, "21-mes-rapports")
        suivre(page.get_by_role("link", name="Canoptère"))
        verifier_page(page, "21-rapporteur-a-declarer")
        suivre(page.get_by_role("button", name="Déclarer n’avoir aucun lien"))
        expect(page.get_by_text("houppier").first).to_be_visible()
        verifier_page(page, "21-rapporteur-lit")
    assert Rapporteur.objects.en_vigueur().filter(personne=noor).count() == 2


def test_un_meme_constat_se_deplie_a_l_examen(page, entrer, agents, dossiers):
    agnes, _ = agents
    canoptere = dossiers["Canoptère"]
    Candidature.objects.filter(pk=canoptere.pk).update(etat="recevable")
    with horloge.a(APRES):
        entrer(f"{LISTE}{canoptere.reference}/eligibilite/", agnes)
        page.get_by_text("Même constat, même traitement").first.click()
        expect(page.get_by_text("point à examiner").first).to_be_visible()
        verifier_page(page, "21-memes-constats")
