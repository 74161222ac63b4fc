"""The operator prepares the call, answers, examines and proposes; what decides is on none of its pages, nor at any address."""

import re

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from amihr.editions import questions
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, OUVERTURE, PENDANT
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
DECIDER = re.compile(
    "^(Déclarer|Admettre|Viser|Suspendre|Reprendre les dépôts|Annuler l’appel|Reporter|Notifier|Publier les)"
)
EDITION = "/region/edition/"
FERMEES_SUR_L_APPEL = [
    f"{EDITION}suspendre/",
    f"{EDITION}annuler/",
    f"{EDITION}reglement/",
    "/region/seances/",
    "/region/decisions/",
    "/region/labels/delivrer/",
    "/region/comptes/",
    "/region/journal/",
    "/region/complements/",
    "/region/sorties/",
]
FERMEES_SUR_UN_DOSSIER = ["complements/", "disqualifier/", "notes/", "reintegrer/"]


@pytest.fixture
def oscar(edition_2026, page, racine, client, settings):
    """The page of the operator, signed in, its undertaking signed."""
    oscar = personne("Oscar", roles=[Role.OPERATEUR], totp=True)
    signer_nda(oscar, edition_2026, "agent")
    cle = connecter(client, oscar).session.session_key
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])
    return page


def rien_ne_decide(page):
    expect(page.get_by_role("button", name=DECIDER)).to_have_count(0)
    expect(page.get_by_role("link", name=DECIDER)).to_have_count(0)


def test_il_prepare_l_appel(oscar, racine):
    with horloge.a(OUVERTURE.replace(day=2)):
        oscar.goto(racine + EDITION)
        rien_ne_decide(oscar)
        verifier_page(oscar, "32-operateur-edition")
        oscar.goto(f"{racine}{EDITION}textes/courriel.invitation_equipe/")
        oscar.get_by_label("Texte").fill("Rejoignez-nous.")
        suivre(oscar.get_by_role("button", name="Voir l’aperçu"))
        expect(oscar.locator("#resume")).to_contain_text("{expire_le}")
        verifier_page(oscar, "32-operateur-texte-erreur")
        oscar.get_by_label("Texte").fill("Le lien vaut jusqu’au {expire_le}.\n\n- Une question : {contact}")
        suivre(oscar.get_by_role("button", name="Voir l’aperçu"))
        expect(oscar.get_by_text("Le lien vaut jusqu’au 20\u00a0mai 2026 à 12\u00a0h\u00a000.")).to_be_visible()
        verifier_page(oscar, "32-operateur-texte-apercu")
        suivre(oscar.get_by_role("button", name="Enregistrer le texte"))
        oscar.goto(f"{racine}{EDITION}courriels/")
        verifier_page(oscar, "32-operateur-courriels")


def test_il_repond_a_une_question(oscar, racine, edition_2026):
    with horloge.a(PENDANT):
        questions.poser(edition_2026, texte="Un laboratoire peut-il candidater ?", article="B", courriel="q@exemple.fr")
        oscar.goto(f"{racine}/region/questions/")
        suivre(oscar.get_by_role("link", name=re.compile("laboratoire|^Q")).first)
        oscar.get_by_label("Réponse", exact=True).fill("Oui, comme institut de recherche.")
        suivre(oscar.get_by_role("button", name="Relire avant de publier pour tous"))
        verifier_page(oscar, "32-operateur-question-relue")
        suivre(oscar.get_by_role("button", name="Publier pour tous"))
        oscar.goto(f"{racine}/questions/")
        expect(oscar.get_by_text("Oui, comme institut de recherche.")).to_be_visible()


def test_il_examine_et_propose_sans_conclure(oscar, racine, edition_2026):
    candidature = CandidatureFactory(edition=edition_2026, pieces=("kbis", "attestation_fiscale", "logo"), deposee=True)
    dossier = f"{racine}/region/candidatures/{candidature.reference}/"
    with horloge.a(APRES):
        oscar.goto(dossier)
        rien_ne_decide(oscar)
        verifier_page(oscar, "32-operateur-dossier")
        oscar.goto(f"{dossier}recevabilite/")
        rien_ne_decide(oscar)
        expect(oscar.get_by_text("Vous préparez, la Région conclut")).to_be_visible()
        for conforme in oscar.get_by_label("Conforme", exact=True).all():
            conforme.check()
        suivre(oscar.get_by_role("button", name="Proposer : déclarer recevable"))
        assert Candidature.objects.get().etat == "deposee"
        suivre(oscar.get_by_role("link", name="Lire la proposition"))
        rien_ne_decide(oscar)
        verifier_page(oscar, "32-operateur-proposition")
        for suite in FERMEES_SUR_UN_DOSSIER:
            assert oscar.request.get(dossier + suite).status == 404, suite


def test_ce_qui_decide_n_existe_pas_pour_lui(oscar, racine, edition_2026):
    with horloge.a(APRES):
        assert oscar.request.get(f"{racine}/region/candidatures/").status == 200
        for adresse in FERMEES_SUR_L_APPEL:
            assert oscar.request.get(racine + adresse).status == 404, adresse
        for page in ("/region/", "/region/candidatures/", EDITION):
            oscar.goto(racine + page)
            rien_ne_decide(oscar)
            for adresse in FERMEES_SUR_L_APPEL:
                expect(oscar.locator(f"a[href$='{adresse}'], form[action$='{adresse}']")).to_have_count(0)
