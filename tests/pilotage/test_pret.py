"""« Prêt à ouvrir »: what stands in the way, what deserves a look, and a visa that quotes it."""

from datetime import date, timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions.models import Edition, VisaDOuverture
from amihr.habilitations.models import Public
from amihr.journal.models import EntreeJournal
from amihr.pilotage.chargement import charger
from amihr.pilotage.pret import A_VOIR, BON, MANQUE, engagements, points, viser
from amihr.socle.refus import ActeRefuse
from tests.fabriques.candidatures import signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import OUVERTURE, EditionFactory
from tests.pages import texte_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
ADRESSE = "/region/edition/pret/"


@pytest.fixture
def appel(appel_2026):
    """The real call, the day before it opens, its règlement published and its on-call contact written."""
    with horloge.a(OUVERTURE - timedelta(days=1)):
        edition = charger(appel_2026, courante=True)
        edition.textes.filter(code="cloture.astreinte").update(contenu="Appelez la permanence.")
        yield edition


@pytest.fixture
def agnes(appel):
    agnes = personne("Agnès", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, appel, Public.AGENT)
    return agnes


def etats(edition):
    return {point.code: point.etat for point in points(edition)}


def test_sans_reglement_publie_on_ne_signe_pas(appel, agnes):
    Edition.objects.filter(pk=appel.pk).update(ouverture_le=OUVERTURE - timedelta(days=400))
    with pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(appel, par=agnes)


def test_un_texte_a_ecrire_empeche(appel, agnes):
    appel.textes.filter(code="cloture.astreinte").update(contenu="Avant l’ouverture, écrivez ici le numéro.")
    assert etats(appel)["textes_a_ecrire"] == MANQUE
    with pytest.raises(ActeRefuse, match="pret_empeche"):
        viser(appel, par=agnes)


def test_sans_texte_d_engagement_on_ne_signe_pas():
    assert engagements(EditionFactory(slug="sans-engagement")).etat == MANQUE


@pytest.mark.parametrize(
    ("code", "champs"),
    [
        ("commission", {"commission_le": None}),
        ("commission", {"commission_le": date(2026, 5, 1)}),
        ("contact", {"contact": "ami@region.example"}),
        ("cloture", {"cloture_le": OUVERTURE.replace(month=5, day=9, hour=22)}),
    ],
)
def test_ce_qui_merite_un_regard_n_empeche_rien(appel, code, champs):
    for champ, valeur in champs.items():
        setattr(appel, champ, valeur)
    assert etats(appel)[code] == A_VOIR


def test_le_visa_garde_l_etat_de_chaque_point(appel, agnes):
    assert [point.dit for point in points(appel) if point.etat == MANQUE] == []
    visa = viser(appel, par=agnes)
    assert visa.etat == etats(appel)
    assert (visa.etat["reglement"], visa.etat["membres"]) == (BON, A_VOIR)
    assert EntreeJournal.objects.get(evenement="edition.visee").par == agnes


def test_l_agente_signe_de_la_page(client, appel, agnes):
    connecter(client, agnes)
    assert "Personne n’a encore signé" in texte_de(client.get(ADRESSE))
    assert client.post(f"{ADRESSE}viser/").status_code == 302
    assert agnes.nom_complet in texte_de(client.get(ADRESSE))


def test_un_appel_ouvert_sans_visa_le_dit(client, appel, agnes):
    with horloge.a(OUVERTURE + timedelta(days=1)):
        assert "s’est ouvert sans visa" in texte_de(connecter(client, agnes).get(ADRESSE))
    assert not VisaDOuverture.objects.exists()
