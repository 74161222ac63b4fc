"""A partner of a consortium is invited to write: it reads, writes, receives the receipt; it neither files nor withdraws."""

import re

import pytest
from playwright.sync_api import expect

from candidatures.models import Candidature
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
PAUL = "paul@bocage.example"


@pytest.fixture
def paul(page, complet, racine, puits, fenetre):
    """The page of Paul, of the partner structure, once Claire has invited him to write and he has joined by the link."""
    inviter(page, complet)
    lien, paul = gestes.lien_du_courriel(puits, PAUL), fenetre(viewport={"width": 390, "height": 844})
    gestes.ouvrir_un_compte(paul, racine, puits, "Paul", "Marchand", PAUL)
    paul.goto(lien)
    suivre(paul.get_by_role("button", name="Rejoindre l’équipe"))
    return paul


def inviter(page, adresse):
    page.goto(f"{adresse}equipe/")
    page.get_by_label("Adresse de courriel").fill(PAUL)
    page.get_by_label("Lire et rédiger", exact=True).check()
    suivre(page.get_by_role("button", name="Envoyer l’invitation"))
    gestes.travailler()


def test_le_partenaire_ecrit_et_laisse_deposer(page, paul, complet, puits):
    ecrire_sa_part(paul, complet)
    ne_pas_deposer(paul, complet)
    page.goto(f"{complet}consortium/")
    expect(page.locator("[name='membres__0__apport']")).to_have_value("Relevés et vérité terrain")
    gestes.deposer(page, complet)
    gestes.travailler()
    lire_l_accuse(paul, complet, puits)
    ne_pas_retirer(paul, complet)


def ecrire_sa_part(paul, adresse):
    paul.goto(f"{adresse}consortium/")
    paul.locator("[name='membres__0__apport']").fill("Relevés et vérité terrain")
    suivre(paul.get_by_role("button", name="Enregistrer et revenir au dossier"))
    expect(paul.get_by_role("heading", name="Les parties du dossier")).to_be_visible()
    paul.goto(f"{adresse}equipe/")
    expect(paul.get_by_role("button", name="Envoyer l’invitation")).to_have_count(0)
    expect(paul.get_by_role("main")).to_contain_text("Paul Marchand (vous)")
    verifier_page(paul, "31-partenaire-equipe")


def ne_pas_deposer(paul, adresse):
    """No button, who may is named; by the address, nothing happens either."""
    paul.goto(f"{adresse}verification/")
    expect(paul.get_by_role("button", name=re.compile("Déposer"))).to_have_count(0)
    expect(paul.get_by_role("main")).to_contain_text("Claire Vasseur")
    verifier_page(paul, "31-partenaire-verification")
    assert refus_par_l_adresse(paul, f"{adresse}deposer/") == 403
    assert Candidature.objects.get().etat == "brouillon"


def lire_l_accuse(paul, adresse, puits):
    (courrier,) = [r for r in puits.recus if "accusé de dépôt" in r["Subject"] and r.destinataires == [PAUL]]
    assert [piece.get_content_type() for piece in courrier.message.iter_attachments()] == ["application/pdf"]
    paul.goto(f"{adresse}depots/1/")
    with paul.expect_download() as recu:
        paul.get_by_role("link", name=re.compile("Télécharger l’accusé de réception")).click()
    assert recu.value.path().read_bytes().startswith(b"%PDF-")
    verifier_page(paul, "31-partenaire-accuse")


def ne_pas_retirer(paul, adresse):
    paul.goto(adresse)
    expect(paul.get_by_role("link", name=re.compile("Retirer la candidature"))).to_have_count(0)
    assert refus_par_l_adresse(paul, f"{adresse}retirer/") == 403
    assert Candidature.objects.get().etat == "deposee"


def refus_par_l_adresse(page, adresse):
    """The status that the browser of this person gets when it posts, with the token of its session."""
    (jeton,) = [biscuit["value"] for biscuit in page.context.cookies() if "csrf" in biscuit["name"]]
    entetes = {"X-CSRFToken": jeton, "Referer": adresse}
    return page.request.post(adresse, form={"acceptation": "on"}, headers=entetes).status


def test_l_invite_sans_compte_ne_perd_pas_son_invitation(page, complet, racine, puits, fenetre):
    """By the link of the mail, without script, on a phone; the address is confirmed in another browser."""
    inviter(page, complet)
    invitation = gestes.lien_du_courriel(puits, PAUL)
    telephone = fenetre(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    telephone.goto(invitation)
    expect(telephone.get_by_role("main")).to_contain_text("Claire Vasseur vous invite")
    telephone.get_by_role("main").get_by_role("link", name="Créer un compte").click()
    expect(telephone.get_by_label("Adresse de courriel")).to_have_value(PAUL)
    gestes.demander_un_compte(telephone, "Paul", "Marchand", PAUL)
    gestes.travailler()
    autre = fenetre(viewport={"width": 1280, "height": 900})
    autre.goto(invitation)
    verifier_page(autre, "31-partenaire-invite-sans-compte")
    autre.goto(gestes.lien_du_courriel(puits, PAUL))
    verifier_page(autre, "31-partenaire-confirme")
    gestes.confirmer_son_adresse(autre, puits, PAUL)
    assert autre.url.partition("#")[0] == f"{invitation}rejoindre/"
    autre.goto(f"{racine}/candidatures/")
    expect(autre.get_by_role("main")).to_contain_text("Claire Vasseur vous invite")
    verifier_page(autre, "31-partenaire-invite")
    gestes.se_connecter(telephone, racine, PAUL)
    telephone.get_by_role("button", name="Rejoindre l’équipe").click()
    assert telephone.url == complet
