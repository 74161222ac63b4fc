"""A member is invited, reads what a new undertaking changes, goes back from what they declared, ends their task; an
administrator reads what is missing."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.entree import lien_d_entree
from amihr.comptes.models import Role
from amihr.habilitations.engagements import publier_version
from amihr.habilitations.models import Public, VersionNDA
from evaluation.models import Seance
from tests.fabriques.candidatures import asseoir, declarer_aucun_lien
from tests.fabriques.editions import APRES, COMMISSION, PENDANT
from tests.fabriques.evaluation import decider_et_clore, devant_la_commission, noter, ouvrir_une_seance
from tests.parcours.outils import suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossiers(edition):
    return devant_la_commission(edition, 2)


@pytest.fixture
def lea(edition):
    lea = personne("Lea", totp=True)
    asseoir(lea, edition, est_president=True)
    return lea


def test_l_invitee_lit_a_quoi_puis_choisit_son_mot_de_passe(page, live_server, edition):
    zoe = personne("Zoe")
    zoe.set_unusable_password()
    zoe.save()
    asseoir(zoe, edition, signe=False)
    with horloge.a(PENDANT):
        page.goto(live_server.url + urlsplit(lien_d_entree(zoe, PENDANT)).path)
        verifier_page(page, "premiere-entree")
        suivre(page.get_by_role("link", name="Choisir mon mot de passe"))
        expect(page.get_by_role("heading", name="Choisir un mot de passe")).to_be_visible()


def test_un_nouvel_engagement_montre_ce_qui_change(page, entrer, edition, agnes, lea):
    with horloge.a(APRES):
        ancien = VersionNDA.objects.get(edition=edition, public=Public.MEMBRE)
        texte = f"{ancien.texte}\n\n## Copies\nElles sont détruites."
        publier_version(edition, Public.MEMBRE, titre=ancien.titre, texte=texte, par=agnes)
        entrer("/commission/engagement/#changements-membre", lea)
        verifier_page(page, "engagement-change")
        expect(page.get_by_text("Article ajouté")).to_be_visible()


def test_le_retour_du_navigateur_retrouve_ce_qui_etait_a_confirmer(page, entrer, lea, dossiers):
    with horloge.a(APRES):
        entrer("/commission/liens/", lea)
        suivre(page.get_by_role("button", name="Aucun lien avec"))
        verifier_page(page, "liens-a-confirmer")
        suivre(page.get_by_role("link", name="Corriger mes réponses"))
        expect(page.get_by_label("Aucun lien d’intérêts").first).to_be_checked()
        page.go_back()
        expect(page.get_by_role("heading", name="Confirmer mes déclarations")).to_be_visible()
        suivre(page.get_by_role("button", name="Confirmer"))
        page.go_back()
        expect(page.get_by_role("heading", name="Déclarer mes liens d’intérêts")).to_be_visible()


def test_apres_la_seance_le_bureau_mene_a_la_fin(page, entrer, edition, agnes, lea, dossiers):
    declarer_aucun_lien(lea, *dossiers)
    noter(dossiers[0], lea.sieges.get(), [4, 4, 4, 4])
    with horloge.a(COMMISSION):
        seance = ouvrir_une_seance(edition, [lea])
        entrer("/commission/", lea)
        verifier_page(page, "bureau-en-seance")
        decider_et_clore(seance, dossiers, agnes)
        assert Seance.objects.get().close_le
        page.reload()
        verifier_page(page, "bureau-apres-la-seance")
        suivre(page.get_by_role("link", name="Terminer ma mission"))
        expect(page.get_by_role("heading", name="Fin de mission")).to_be_visible()
        entrer(f"/commission/dossiers/{dossiers[1].reference}/", lea)
        expect(page.get_by_text("La notation est close")).to_be_visible()


def test_l_administrateur_lit_d_abord_ce_qui_manque(page, entrer, edition):
    adam = personne("Adam", roles=[Role.ADMINISTRATEUR], totp=True)
    with horloge.a(PENDANT):
        entrer("/region/acces-exceptionnel/demander/", adam)
        verifier_page(page, "acces-exceptionnel-manque")
        expect(page.get_by_label("Motif")).to_have_count(0)
