"""A team and the secretariat write to each other, then a dossier leaves and comes back, in a browser, at both widths."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from amihr import horloge
from amihr.courrier.boite import expedier
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT
from tests.parcours.outils import suivre, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossier(edition, alice):
    return CandidatureFactory(edition=edition, equipe=[alice], deposee=True)


def test_une_question_recoit_sa_reponse_et_sert_a_tous(page, racine, entrer, alice, agnes, dossier):
    fil, region = f"/candidatures/{dossier.reference}/messages/", "/region/messages/"
    with horloge.a(PENDANT):
        entrer(fil, alice)
        verifier_page(page, "22-fil-vide")
        suivre(page.get_by_role("button", name="Envoyer le message"))
        verifier_page(page, "22-fil-erreur")
        page.get_by_label("Votre message").fill("Peut-on déposer à plusieurs ?")
        suivre(page.get_by_role("button", name="Envoyer le message"))
        entrer(region, agnes)
        verifier_page(page, "22-fils-avant-la-cloture")
        suivre(page.get_by_role("link", name=dossier.reference))
        expect(page.get_by_text(dossier.titre)).to_have_count(0)
        verifier_page(page, "22-fil-de-la-region")
        page.get_by_label("Publier aussi").uncheck()
        expect(page.get_by_label("La question, telle qu’elle")).to_be_hidden()
        page.get_by_label("Publier aussi").check()
        suivre(page.get_by_role("button", name="Relire avant d’envoyer"))
        verifier_page(page, "22-reponse-erreur")
        page.get_by_label("Message à l’équipe").fill("Oui, avec Geosylve comme mandataire.")
        page.get_by_label("La réponse, telle qu’elle").fill("Oui, avec un mandataire.")
        suivre(page.get_by_role("button", name="Relire avant d’envoyer"))
        verifier_page(page, "22-reponse-relue")
        suivre(page.get_by_role("button", name="Envoyer et publier"))
        expect(page.get_by_text("publiée pour tous").first).to_be_visible()
        page.goto(racine + "/questions/")
        expect(page.get_by_text("Oui, avec un mandataire.")).to_be_visible()
        expect(page.get_by_text("Geosylve")).to_have_count(0)
        entrer(fil, alice)
        expect(page.get_by_text("Non lu")).to_be_visible()
        verifier_page(page, "22-fil-repondu")
        expedier(PENDANT)
    assert {courriel.to[0] for courriel in mail.outbox} == {alice.courriel, agnes.courriel}


def test_au_telephone_sans_script_la_reponse_part_aussi(browser, racine, client, settings, agnes, alice, dossier):
    with (
        horloge.a(APRES),
        browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False) as contexte,
    ):
        cle = connecter(client, agnes).session.session_key
        contexte.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cle, "url": racine}])
        page = contexte.new_page()
        page.goto(f"{racine}/region/candidatures/{dossier.reference}/messages/")
        page.get_by_label("Message à l’équipe").fill("Il manque une page.")
        page.get_by_role("button", name="Relire avant d’envoyer").click()
        page.get_by_role("button", name="Envoyer à l’équipe").click()
        expect(page.get_by_text("La réponse est envoyée à l’équipe.")).to_be_visible()
    assert dossier.messages.get().texte == "Il manque une page."


def test_un_dossier_se_retire_apres_la_cloture_puis_revient(page, entrer, alice, agnes, dossier):
    with horloge.a(APRES):
        entrer(f"/candidatures/{dossier.reference}/", alice)
        suivre(page.get_by_role("link", name="Retirer la candidature"))
        verifier_page(page, "23-retrait-tardif")
        suivre(page.get_by_role("button", name="Retirer la candidature"))
        verifier_page(page, "23-retrait-tardif-erreur")
        page.get_by_label("Motif du retrait").fill("Une erreur de notre part")
        suivre(page.get_by_role("button", name="Retirer la candidature"))
        expect(page.get_by_text("La candidature est retirée. Elle n’est plus examinée.")).to_be_visible()
        entrer("/region/sorties/", agnes)
        verifier_page(page, "23-sorties")
        suivre(page.get_by_role("link", name="Réintégrer"))
        verifier_page(page, "23-reintegrer")
        suivre(page.get_by_role("button", name="Réintégrer la candidature"))
        verifier_page(page, "23-reintegrer-erreur")
        page.get_by_label("Motif de la réintégration").fill("Demandé par l’équipe le jour même")
        suivre(page.get_by_role("button", name="Réintégrer la candidature"))
        suivre(page.get_by_role("link", name="Notes internes"))
        page.get_by_label("Nouvelle note").fill("Vu avec l’équipe.")
        suivre(page.get_by_role("button", name="Garder la note"))
        verifier_page(page, "23-notes")
        entrer(f"/candidatures/{dossier.reference}/historique/", alice)
        verifier_page(page, "23-historique")
    assert Candidature.objects.get().etat == "deposee"
