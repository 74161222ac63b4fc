"""What closes a reading while it goes on: a new undertaking, a recusal after scoring; two members at work, an agent who sits."""

import re

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.habilitations.models import Public
from evaluation.lectures import tableau
from evaluation.models import Evaluation
from tests.fabriques.candidatures import asseoir, declarer_aucun_lien
from tests.fabriques.editions import APRES, publier_nda
from tests.fabriques.evaluation import noter, ouvrir_une_seance
from tests.parcours.outils import suivre, verifier_page
from tests.parcours.test_commission import (  # noqa: F401
    dossiers,
    navigation,
    signer,
)
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mona(edition, dossiers):  # noqa: F811
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    return mona


def adresse(dossier):
    return f"/commission/dossiers/{dossier.reference}/"


def cocher_partout(fenetre, note):
    for groupe in fenetre.locator(".niveaux").all():
        groupe.locator(f"input[value='{note}']").check()


def test_une_nouvelle_version_de_l_engagement_ferme_la_lecture_en_cours(page, entrer, edition, mona, dossiers):  # noqa: F811
    with horloge.a(APRES):
        entrer(adresse(dossiers[0]), mona)
        page.locator(".niveaux input[value='4']").first.check()
        page.get_by_text(re.compile("Grille enregistrée à")).wait_for()
        publier_nda(edition, Public.MEMBRE, instant=APRES)
        suivre(page.get_by_role("button", name="Remettre mon évaluation"))
        expect(page.locator("main")).not_to_contain_text("Orthoselve")
        entrer("/commission/", mona)
        verifier_page(page, "commission-nouvelle-version")
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        signer(page, mona.nom_complet)
        entrer(adresse(dossiers[0]), mona)
        expect(page.locator(".niveaux input[value='4']").first).to_be_checked()


def test_un_membre_qui_a_note_se_deporte_et_n_y_compte_plus(page, entrer, edition, agnes, mona, dossiers):  # noqa: F811
    hugo = personne("Hugo", totp=True)
    noter(dossiers[0], asseoir(hugo, edition), [2, 2, 2, 2])
    declarer_aucun_lien(hugo, *dossiers)
    with horloge.a(APRES):
        entrer(adresse(dossiers[0]), mona)
        cocher_partout(page, 4)
        suivre(page.get_by_role("button", name="Remettre mon évaluation"))
        assert tableau(agnes, edition).classement.lignes[0].resultat.affichee == "3,00"
        entrer(adresse(dossiers[0]) + "deport/", mona)
        page.get_by_label("Contrat, conseil ou partenariat").check()
        suivre(page.get_by_role("button", name=re.compile("déporter")))
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        verifier_page(page, "commission-deport-apres-note")
        assert Evaluation.objects.filter(membre__personne=mona, etat="soumise").count() == 1
        assert tableau(agnes, edition).classement.lignes[0].resultat.affichee == "2,00"
        seance = ouvrir_une_seance(edition, [hugo])
        entrer(f"/region/seances/{seance.pk}/classement/", agnes)
        expect(page.locator("main")).to_contain_text("2,00")
        expect(page.locator("main")).not_to_contain_text("3,00")


def test_deux_membres_notent_le_meme_dossier_sans_se_voir(fenetre, entrer, edition, mona, dossiers):  # noqa: F811
    paula = personne("Paula", totp=True)
    asseoir(paula, edition, college="groupement")
    declarer_aucun_lien(paula, *dossiers)
    with horloge.a(APRES):
        une, autre = (entrer(adresse(dossiers[0]), qui, fenetre()) for qui in (mona, paula))
        for sienne, note in ((une, 4), (autre, 2)):
            cocher_partout(sienne, note)
            sienne.get_by_text(re.compile("Grille enregistrée à")).wait_for()
        suivre(une.get_by_role("button", name="Remettre mon évaluation"))
        expect(une.locator("#grille")).not_to_contain_text("Paula")
        expect(autre.locator("main")).not_to_contain_text("Mona")
        suivre(autre.get_by_role("button", name="Remettre mon évaluation"))
        expect(autre.locator("#grille")).to_contain_text("Mona Essai", use_inner_text=True)
        une.reload()
        expect(une.locator("#grille")).to_contain_text("Paula Essai", use_inner_text=True)
    notes = Evaluation.objects.filter(etat="soumise").values_list("membre__personne__prenom", "ligne")
    assert dict(notes) == {"Mona": [4, 4, 4, 4], "Paula": [2, 2, 2, 2]}


def test_un_agent_qui_siege_signe_les_deux_textes_et_declare_comme_un_membre(page, entrer, edition, agnes, dossiers):  # noqa: F811
    asseoir(agnes, edition, signe=False)
    with horloge.a(APRES):
        entrer(adresse(dossiers[0]), agnes)
        expect(page.locator("main")).not_to_contain_text("Orthoselve")
        entrer("/commission/", agnes)
        expect(page.get_by_text("Engagement à signer").first).to_be_visible()
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        signer(page, agnes.nom_complet)
        suivre(navigation(page).get_by_role("link", name="Mes dossiers"))
        suivre(page.get_by_role("link", name="Déclarer mes liens d’intérêts"))
        suivre(page.get_by_role("button", name="Aucun lien avec"))
        suivre(page.get_by_role("button", name="Confirmer : aucun lien"))
        suivre(page.get_by_role("link", name="Canoptère", exact=True))
        cocher_partout(page, 3)
        suivre(page.get_by_role("button", name="Remettre mon évaluation"))
        verifier_page(page, "agent-membre-remise")
        entrer(f"/region/candidatures/{dossiers[1].reference}/", agnes)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Solatuile")
