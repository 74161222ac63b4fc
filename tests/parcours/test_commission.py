"""A member of the commission: signs, declares, steps aside, scores by keyboard, submits, reads the others."""

import re

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public, SignatureNDA
from candidatures.models import Deport
from evaluation.actes.livrets import produire_les_livrets
from evaluation.lectures.grilles import grille_lue
from evaluation.models import Evaluation, Seance
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, signer_nda
from tests.fabriques.editions import APRES
from tests.fabriques.evaluation import noter
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def dossiers(edition):
    """Two dossiers before the commission."""
    return [
        CandidatureFactory(edition=edition, etat="en_evaluation", titre=titre, denomination=structure)
        for titre, structure in (("Canoptère", "Orthoselve SAS"), ("Solatuile", "Toitures du Morin"))
    ]


@pytest.fixture
def lea(edition, dossiers):
    """A member who has already submitted a grid of each dossier."""
    lea = personne("Lea", totp=True)
    siege = asseoir(lea, edition, college="region")
    declarer_aucun_lien(lea, *dossiers)
    for dossier in dossiers:
        noter(dossier, siege, [2, 3, 3, 2])
    return lea


@pytest.fixture
def nina(edition):
    """A member who has just been named: nothing signed, nothing declared."""
    nina = personne("Nina", totp=True)
    asseoir(nina, edition, signe=False)
    return nina


def navigation(page):  # noqa: F811
    return page.get_by_role("navigation", name="Navigation principale").first


def signer(page, nom, verifier=lambda page, nom: None):  # noqa: F811
    suivre(page.get_by_role("link", name="Lire et signer mon engagement"))
    verifier(page, "engagement-a-signer")
    suivre(page.get_by_role("link", name="Signer cet engagement"))
    verifier(page, "engagement-signer")
    page.get_by_label("Votre prénom et votre nom").fill(nom)
    suivre(page.get_by_role("button", name="Signer l’engagement"))


def declarer(page, avec_lien, verifier=lambda page, nom: None):  # noqa: F811
    """Declare a link with one structure, none with the others."""
    suivre(page.get_by_role("link", name="Déclarer mes liens d’intérêts"))
    section = page.locator(".declaration", has_text=avec_lien)
    section.get_by_label("J’ai un lien d’intérêts").check()
    section.get_by_label("Contrat, conseil ou partenariat").check()
    verifier(page, "liens")
    suivre(page.get_by_role("button", name="Aucun lien avec"))
    verifier(page, "liens-confirmation")
    suivre(page.get_by_role("button", name="Se déporter et confirmer"))


def test_un_membre_signe_declare_se_deporte_note_et_lit_les_autres(page, entrer, nina, lea, dossiers):  # noqa: F811
    with horloge.a(APRES):
        entrer("/commission/", nina)
        verifier_page(page, "commission-a-signer")
        signer(page, nina.nom_complet, verifier_page)
        assert SignatureNDA.objects.get(personne=nina).methode == "totp"
        verifier_page(page, "engagement-signe")
        suivre(navigation(page).get_by_role("link", name="Mes dossiers"))
        verifier_page(page, "commission-a-declarer")
        declarer(page, "Toitures du Morin", verifier_page)
        assert Deport.objects.get(personne=nina).candidature == dossiers[1]
        verifier_page(page, "commission-deport")
        expect(page.get_by_role("link", name="Solatuile")).to_have_count(0)
        suivre(page.get_by_role("link", name="Canoptère", exact=True))
        noter_au_clavier(page, dossiers[0])
        expect(page.locator("#notes")).to_be_visible()
        expect(page.locator("#grille")).to_contain_text("Lea Essai", use_inner_text=True)
        verifier_page(page, "evaluation-remise")


def noter_au_clavier(page, dossier):  # noqa: F811
    """All but the last criterion by keys, submit: refused; then the last one, submit."""
    verifier_page(page, "evaluation-vierge")
    noms = [
        f"c{c}" if s is None else f"c{c}_{s}"
        for critere in grille_lue(dossier.edition).criteres
        for c, s in critere.cases
    ]
    for nom in noms[:-1]:
        page.locator(f"#id_{nom}_0").focus()
        page.keyboard.press("4")
    expect(page.locator("[data-moyenne]")).to_contain_text("non calculée, 2 critères notés sur 3")
    suivre(page.get_by_role("button", name="Remettre mon évaluation"))
    expect(page).to_have_title(re.compile("^Erreur"))
    expect(page.locator("#resume")).to_be_focused()
    verifier_page(page, "evaluation-incomplete")
    page.get_by_role("link", name=re.compile("Notez le critère 3")).click()
    page.keyboard.press("2")
    expect(page.locator("[data-moyenne]")).to_have_text(re.compile("3,67$"))
    suivre(page.get_by_role("button", name="Remettre mon évaluation"))
    page.locator("#notes").wait_for()
    assert Evaluation.objects.filter(etat="soumise", candidature=dossier).count() == 2


def test_la_saisie_est_enregistree_toute_seule_et_se_retrouve(page, entrer, edition, dossiers):  # noqa: F811
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    with horloge.a(APRES):
        entrer(f"/commission/dossiers/{dossiers[0].reference}/", mona)
        page.locator(".niveaux input[value='5']").first.focus()
        page.keyboard.press("3")
        page.keyboard.press("Tab")
        page.get_by_text(re.compile("Grille enregistrée à")).wait_for()
        page.reload()
        expect(page.locator(".niveaux input[value='3']").first).to_be_checked()


@pytest.mark.parametrize("remise", [False, True])
def test_les_notes_privees_s_enregistrent_seules_grille_remise_ou_non(page, entrer, edition, dossiers, remise):  # noqa: F811
    mona = personne("Mona", totp=True)
    siege = asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    if remise:
        noter(dossiers[0], siege, [3, 3, 3, 3])
    with horloge.a(APRES):
        entrer(f"/commission/dossiers/{dossiers[0].reference}/", mona)
        page.get_by_text("Mes notes privées").click()
        verifier_page(page, f"notes-privees-{remise}")
        page.get_by_label("Vous seul les lisez").fill("Revoir la vidéo.")
        page.get_by_text(re.compile("Texte enregistré à")).wait_for()
        page.reload()
        expect(page.get_by_label("Vous seul les lisez")).to_have_value("Revoir la vidéo.")


def test_une_question_au_secretariat_est_lue_de_tous(page, entrer, edition, dossiers, lea):  # noqa: F811
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition, Public.AGENT)
    with horloge.a(APRES):
        entrer(f"/commission/dossiers/{dossiers[0].reference}/", mona)
        suivre(page.get_by_role("link", name="Questions au secrétariat"))
        verifier_page(page, "discussion-vide")
        suivre(page.get_by_role("button", name="Envoyer la question"))
        verifier_page(page, "discussion-en-erreur")
        page.get_by_label("Votre question au secrétariat").fill("Le prototype tourne-t-il hors ligne ?")
        suivre(page.get_by_role("button", name="Envoyer la question"))
        expect(page.get_by_text("En attente d’une réponse")).to_be_visible()
        entrer("/region/", agnes)
        suivre(page.get_by_role("link", name="Répondre aux questions de la commission"))
        verifier_page(page, "discussions")
        suivre(page.get_by_role("link", name="Canoptère, Orthoselve SAS"))
        page.get_by_label("Réponse à tous les membres").fill("Oui, sans réseau.")
        suivre(page.get_by_role("button", name="Répondre aux membres"))
        verifier_page(page, "discussion-de-la-region")
        expect(page.locator("main")).not_to_contain_text("Mona")
        entrer(f"/commission/dossiers/{dossiers[0].reference}/discussion/", lea)
        expect(page.get_by_text("Oui, sans réseau.")).to_be_visible()
        verifier_page(page, "discussion")


def test_une_video_inaccessible_va_du_membre_a_l_equipe_et_revient(page, entrer, edition, dossiers):  # noqa: F811
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    agnes = personne("Agnes", roles=[Role.AGENT], totp=True)
    signer_nda(agnes, edition, Public.AGENT)
    alice = dossiers[0].equipiers.get().personne
    with horloge.a(APRES):
        entrer(f"/commission/dossiers/{dossiers[0].reference}/", mona)
        suivre(page.get_by_role("button", name="Signaler une vidéo inaccessible"))
        verifier_page(page, "video-signalee")
        entrer("/region/", agnes)
        suivre(page.get_by_role("link", name="Demander un remède aux vidéos inaccessibles"))
        verifier_page(page, "videos")
        suivre(page.get_by_role("button", name="Demander aux équipes choisies"))
        expect(page.get_by_text("Le même remède est demandé à 1 équipe.")).to_be_visible()
        verifier_page(page, "videos-demandees")
        entrer(f"/candidatures/{dossiers[0].reference}/", alice)
        verifier_page(page, "remede-a-une-video")
        suivre(page.get_by_role("button", name="La vidéo s’ouvre de nouveau"))
        entrer(f"/commission/dossiers/{dossiers[0].reference}/", mona)
        expect(page.get_by_text("L’équipe a répondu")).to_be_visible()


def test_tout_se_fait_sans_javascript(browser, browser_context_args, entrer, nina, dossiers):  # noqa: F811
    contexte = browser.new_context(**browser_context_args, java_script_enabled=False)
    fenetre = contexte.new_page()
    with horloge.a(APRES):
        entrer("/commission/", nina, fenetre)
        signer(fenetre, nina.nom_complet)
        suivre(navigation(fenetre).get_by_role("link", name="Mes dossiers"))
        declarer(fenetre, "Toitures du Morin")
        suivre(fenetre.get_by_role("link", name="Canoptère", exact=True))
        for groupe in fenetre.locator(".niveaux").all():
            groupe.locator("input[value='3']").check()
        suivre(fenetre.get_by_role("button", name="Remettre mon évaluation"))
        assert Evaluation.objects.get().etat == "soumise"
        expect(fenetre.locator("#grille")).to_contain_text("Votre évaluation est remise", use_inner_text=True)
    contexte.close()


def test_les_criteres_de_l_appel_sont_publics(page, live_server, edition):  # noqa: F811
    page.goto(live_server.url + "/criteres/")
    verifier_page(page, "criteres")
    expect(page.get_by_role("heading", level=3)).to_have_count(3)


def test_un_bureau_avance_est_accessible(page, entrer, edition, dossiers):  # noqa: F811
    mona = personne("Mona", totp=True)
    siege = asseoir(mona, edition)
    declarer_aucun_lien(mona, *dossiers)
    noter(dossiers[0], siege, [5, 4, 4, 4])
    noter(dossiers[1], siege, [5, 4, 4, 4], soumise=False)
    with horloge.a(APRES):
        entrer("/commission/", mona)
        verifier_page(page, "commission-avance")
        entrer(f"/commission/dossiers/{dossiers[1].reference}/deport/", mona)
        verifier_page(page, "deport")


def test_un_membre_emporte_son_livret_puis_finit_sa_mission(page, entrer, edition, dossiers, lea):  # noqa: F811
    with horloge.a(APRES):
        entrer("/commission/livret/", lea)
        verifier_page(page, "commission-livret-a-demander")
        suivre(page.get_by_role("button", name="Préparer mon livret"))
        verifier_page(page, "commission-livret-en-preparation")
        produire_les_livrets(APRES)
        page.reload()
        verifier_page(page, "commission-livret-pret")
        with page.expect_download() as recu:
            page.get_by_role("link", name="Télécharger mon livret").click()
        assert recu.value.suggested_filename.startswith("livret-")
        entrer("/commission/fin-de-mission/", lea)
        verifier_page(page, "commission-mission-en-cours")
        expect(page.get_by_role("button", name="Je certifie")).to_have_count(0)
        Seance.objects.create(edition=edition, jour=APRES.date(), ouverte_le=APRES, close_le=APRES)
        page.reload()
        verifier_page(page, "commission-fin-de-mission")
        page.get_by_label("J’ai détruit tout ce que je gardais").check()
        suivre(page.get_by_role("button", name="Je certifie avoir détruit mes copies"))
        page.get_by_label("Heures que vous y avez consacrées").fill("0")
        suivre(page.get_by_role("button", name="Préparer mon attestation"))
        verifier_page(page, "commission-attestation-refusee")
        page.get_by_label("Heures que vous y avez consacrées").fill("14")
        suivre(page.get_by_role("button", name="Préparer mon attestation"))
        verifier_page(page, "commission-mission-finie")
        expect(page.get_by_text("Vous l’avez certifié le")).to_be_visible()
