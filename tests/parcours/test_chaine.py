"""The whole chain, through the interface alone: two companies, an agent, two members, an administrator, the public.

Nothing touches the database but the pages, the worker and two commands of the operator; time goes by through
`horloge`. Each step is a link of the chain; the next one starts from what it left on the screen.
"""

import re
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from amihr import horloge
from tests.corpus.documents import pdf
from tests.evaluation.test_exports import feuilles, refaire_le_classement
from tests.fabriques.editions import APRES, COMMISSION, OUVERTURE, PENDANT
from tests.parcours import gestes
from tests.parcours.outils import suivre, verifier_page
from tests.parcours.reponses import COMPLETES, nommees

pytestmark = [pytest.mark.navigateur, pytest.mark.longue, pytest.mark.django_db(transaction=True)]
AGNES, ADAM = "agnes@region.example", "adam@region.example"
MONA, LEA = "mona@imagerie.example", "lea@region.example"
CLAIRE, PAUL = "claire@orthoselve.example", "paul@morin.example"
ANNONCE = datetime(2026, 6, 3, 8, tzinfo=UTC)


class Scene:
    """The site, its mail, and one browser for each person who has come in."""

    def __init__(self, racine, puits, fenetre):
        self.racine, self.puits, self._fenetre, self.gens = racine, puits, fenetre, {}

    def de(self, courriel):
        if courriel not in self.gens:
            self.gens[courriel] = self._fenetre()
        return self.gens[courriel]

    def en(self, courriel, chemin):
        page = self.de(courriel)
        page.goto(chemin if chemin.startswith("http") else self.racine + chemin)
        return page

    def courriers(self, sujet):
        return [recu for recu in self.puits.recus if sujet in recu["Subject"]]


@pytest.fixture
def scene(racine, puits, fenetre, transactional_db):
    """The operator has set the platform up, before the opening: the call, an agent and an administrator."""
    with horloge.a(OUVERTURE - timedelta(days=1)):
        call_command("charger_edition", "2026-ile-de-france-haute-resolution", "--courante", verbosity=0)
        call_command("creer_personne", AGNES, "Agnès", "Aubry", "--role", "agent", verbosity=0)
        call_command("creer_personne", ADAM, "Adam", "Lefort", "--role", "administrateur", verbosity=0)
        yield Scene(racine, puits, fenetre)


def test_d_un_premier_brouillon_a_un_label_que_chacun_verifie(scene, appel_2026):
    horloge.a(PENDANT, fige=False)
    dossiers = {
        CLAIRE: deposer(scene, appel_2026.formulaire, CLAIRE, "Claire", COMPLETES),
        PAUL: deposer(
            scene, appel_2026.formulaire, PAUL, "Paul", nommees("Solatuile", "Toitures du Morin", "000 000 034")
        ),
    }
    avant_la_cloture(scene)
    composer_la_commission(scene)
    horloge.a(APRES, fige=False)
    instruire(scene)
    evaluer(scene)
    horloge.a(COMMISSION, fige=False)
    tenir_la_seance(scene)
    horloge.a(COMMISSION + timedelta(days=1), fige=False)
    signer_et_notifier(scene)
    lire_la_decision(scene, dossiers)
    le_public_ne_sait_rien(scene)
    horloge.a(ANNONCE, fige=False)
    publier(scene)
    code = trouver_le_label(scene, dossiers)
    horloge.a(ANNONCE + timedelta(days=30), fige=False)
    retirer_le_label(scene, code)
    refaire_le_classement_depuis_l_export(scene)
    le_journal_est_intact(scene)


# --- Links 1 to 4: public page, account, draft, filing ---------------------------------------------------------
def deposer(scene, formulaire, courriel, prenom, reponses):
    """A company finds the call, opens an account, fills everything in, files, receives its receipt."""
    page = scene.en(courriel, "/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("5\u00a0cm")
    gestes.ouvrir_un_compte(page, scene.racine, scene.puits, prenom, "Vasseur", courriel)
    adresse = gestes.commencer(page, scene.racine)
    gestes.remplir_le_dossier(page, adresse, formulaire, reponses)
    gestes.joindre_les_pieces(page, adresse)
    gestes.deposer(page, adresse)
    gestes.travailler()
    accuse = scene.courriers("accusé de dépôt")[-1]
    assert accuse.destinataires == [courriel]
    return adresse


# --- Links 5 and 6: seal, undertaking -------------------------------------------------------------------------
def avant_la_cloture(scene):
    """The agent sees numbers only, even once she has signed, and hidden when they are small (Q36)."""
    page = scene.de(AGNES)
    gestes.prendre_possession(page, scene.racine, scene.puits, AGNES, "/region/candidatures/")
    expect(page.get_by_text("La page demandée s’ouvrira quand vous aurez signé")).to_be_visible()
    signer(page, "Agnès Aubry")
    scene.en(AGNES, "/region/")
    assert re.search(r"Déposées\s*moins de 5", page.locator(".entonnoir").inner_text())
    assert "Canoptère" not in scene.en(AGNES, "/region/candidatures/").content()


def signer(page, nom):
    """Sign, from the page of the undertaking."""
    suivre(page.get_by_role("link", name="Signer cet engagement"))
    page.get_by_label("Votre prénom et votre nom").fill(nom)
    suivre(page.get_by_role("button", name="Signer l’engagement"))


# --- Link 8, first half: the members --------------------------------------------------------------------------
def composer_la_commission(scene):
    for courriel, prenom, college, preside in ((MONA, "Mona", "Experts", True), (LEA, "Léa", "Région", False)):
        page = scene.en(AGNES, "/region/commission/nommer/")
        page.get_by_label("Adresse de courriel").fill(courriel)
        page.get_by_label("Prénom").fill(prenom)
        page.get_by_label("Nom", exact=True).fill("Roy")
        page.get_by_label(re.compile(college)).first.check()
        page.get_by_label("Préside la commission").set_checked(preside)
        suivre(page.get_by_role("button", name="Nommer ce membre"))
        gestes.travailler()
        gestes.prendre_possession(scene.de(courriel), scene.racine, scene.puits, courriel, "/commission/")
        suivre(scene.de(courriel).get_by_role("link", name=re.compile("Lire et signer")).first)
        signer(scene.de(courriel), f"{prenom} Roy")


# --- Link 7: instruction --------------------------------------------------------------------------------------
def instruire(scene):
    for titre in ("Canoptère", "Solatuile"):
        page = scene.en(AGNES, "/region/candidatures/")
        suivre(page.get_by_role("link", name=titre))
        expect(page.locator("main")).not_to_contain_text("houppier")
        for examen, bouton in (("Recevabilité", "Déclarer recevable"), ("Éligibilité", "Viser l’éligibilité")):
            suivre(page.get_by_role("link", name=re.compile(f"^{examen}")))
            for conforme in page.get_by_label("Conforme", exact=True).all():
                conforme.check()
            suivre(page.get_by_role("button", name=bouton))
    page = scene.en(AGNES, "/region/candidatures/")
    suivre(page.get_by_role("link", name="Mettre les dossiers éligibles devant la commission"))
    suivre(page.get_by_role("button", name=re.compile("devant la commission$")))
    expect(page.get_by_text("2 dossiers sont devant la commission")).to_be_visible()


# --- Link 8, second half: links of interest, grids ------------------------------------------------------------
def evaluer(scene):
    declarer(scene, MONA)
    declarer(scene, LEA, lien="Toitures du Morin")
    assert "Solatuile" not in scene.en(LEA, "/commission/").locator("main").inner_text()
    noter(scene, MONA, "Canoptère", 5)
    noter(scene, MONA, "Solatuile", 2)
    page = scene.en(LEA, "/commission/")
    suivre(page.get_by_role("link", name="Canoptère", exact=True))
    expect(page.locator("main")).not_to_contain_text("Mona Roy")
    noter(scene, LEA, "Canoptère", 4)
    expect(page.locator("#grille")).to_contain_text("Mona Roy", use_inner_text=True)


def declarer(scene, courriel, lien=""):
    page = scene.en(courriel, "/commission/")
    suivre(page.get_by_role("link", name="Déclarer mes liens d’intérêts"))
    if lien:
        section = page.locator(".declaration", has_text=lien)
        section.get_by_label("J’ai un lien d’intérêts").check()
        section.get_by_label("Contrat, conseil ou partenariat").check()
    suivre(page.get_by_role("button", name="Aucun lien avec"))
    suivre(page.get_by_role("button", name=re.compile("Se déporter et confirmer|Confirmer : aucun lien")))


def noter(scene, courriel, titre, note):
    page = scene.en(courriel, "/commission/")
    suivre(page.get_by_role("link", name=titre, exact=True))
    for groupe in page.locator(".niveaux").all():
        groupe.locator(f"input[value='{note}']").check()
    suivre(page.get_by_role("button", name="Remettre mon évaluation"))
    page.locator("#notes").wait_for()


# --- Links 9 and 10: meeting, ranking -------------------------------------------------------------------------
def tenir_la_seance(scene):
    page = scene.en(AGNES, "/region/seances/")
    page.get_by_label("Lieu").fill("Saint-Ouen-sur-Seine")
    suivre(page.get_by_role("button", name="Ouvrir la séance"))
    for presente in page.get_by_role("checkbox").all():
        presente.check()
    suivre(page.get_by_role("button", name="Consigner les présences"))
    seance = page.url
    page.goto(re.sub(r"animer/.*", "classement/", seance))
    rangs = page.get_by_role("region", name="Classement").locator("tbody tr")
    expect(rangs.nth(0)).to_contain_text("Canoptère")
    expect(rangs.nth(0)).to_contain_text("4,50")
    expect(rangs.nth(1)).to_contain_text("2,00")
    page.goto(seance)
    for titre, labellisee in (("Canoptère", True), ("Solatuile", False)):
        suivre(page.get_by_role("link", name=titre).first)
        arreter(page, labellisee)
    presidente = scene.en(MONA, "/commission/seance/")
    suivre(presidente.locator("main table, main ul").get_by_role("link").first)
    suivre(presidente.get_by_role("link", name="Vérifier et confirmer la clôture"))
    suivre(presidente.get_by_role("button", name="Confirmer la clôture"))
    gestes.travailler()
    page.goto(re.sub(r"animer/.*", "pv/", seance))
    expect(page.get_by_role("link", name=re.compile("Télécharger")).first).to_be_visible()


def arreter(page, labellisee):
    groupe, raison = page.get_by_role("group", name="Décision"), "Un besoin réel des communes."
    groupe.get_by_label("Labelliser la solution" if labellisee else "Ne pas la labelliser", exact=True).check()
    page.get_by_role("group", name="Premier motif").get_by_label("Oui").check()
    page.get_by_role("group", name="Second motif").get_by_label("Oui" if labellisee else "Non").check()
    page.get_by_label("Raison, pour la valeur ajoutée").fill(raison)
    page.get_by_label("Raison, pour la crédibilité").fill("Références suivies." if labellisee else "Aucun essai réel.")
    page.get_by_label("Coup de cœur du jury").set_checked(labellisee)
    suivre(page.get_by_role("button", name="Arrêter la décision"))
    expect(page).not_to_have_title(re.compile("^Erreur"))


# --- Link 11: act, notification, publication ------------------------------------------------------------------
def signer_et_notifier(scene):
    page = scene.en(AGNES, "/region/decisions/")
    suivre(page.get_by_role("link", name="Tout cocher"))
    suivre(page.get_by_role("button", name="Enregistrer l’acte signé"))
    for libelle, valeur in (
        ("Numéro de l’acte", "2026-A-12"),
        ("Date de signature", "2026-05-28"),
        ("Prénom du signataire", "Ana"),
        ("Nom du signataire", "Diop"),
        ("Qualité du signataire", "Directrice du numérique"),
    ):
        page.get_by_label(libelle, exact=True).fill(valeur)
    page.get_by_label("Acte signé").set_input_files(gestes.fichier("acte.pdf", pdf()))
    suivre(page.get_by_role("button", name="Enregistrer l’acte signé"))
    suivre(page.get_by_role("link", name="Tout cocher"))
    suivre(page.get_by_role("button", name="Relire et notifier les lettres"))
    page.get_by_label("Annonce publique prévue le").fill("2026-06-03")
    page.get_by_label("j’accepte de notifier").check()
    suivre(page.get_by_role("button", name=re.compile("^Notifier 2")))
    gestes.travailler()
    gestes.travailler()
    assert len(scene.courriers("votre solution est labellisée")) == 1
    assert len(scene.courriers("décision sur votre candidature")) == 1


def lire_la_decision(scene, dossiers):
    page = scene.en(CLAIRE, f"{dossiers[CLAIRE]}decision/")
    expect(page.get_by_role("heading", name="Décision sur Canoptère")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Un besoin réel des communes.", use_inner_text=True)
    verifier_page(page, "chaine-decision")
    page = scene.en(PAUL, f"{dossiers[PAUL]}decision/")
    expect(page.locator("main")).to_contain_text("Aucun essai réel.", use_inner_text=True)


def le_public_ne_sait_rien(scene):
    for chemin in ("/catalogue/", "/catalogue.json", "/catalogue.csv", "/", "/sitemap.xml"):
        reponse = scene.de("public").request.get(scene.racine + chemin)
        assert (reponse.status, "Canoptère" in reponse.text()) == (200, False), chemin


def publier(scene):
    page = scene.en(AGNES, "/region/decisions/")
    page.get_by_label("Choisir Canoptère").check()
    suivre(page.get_by_role("button", name="Choisir la publication"))
    page.get_by_label("Maintenant").check()
    suivre(page.get_by_role("button", name=re.compile("^Publier 1")))
    gestes.travailler()
    gestes.travailler()
    assert [recu.destinataires for recu in scene.courriers("votre label est public")] == [[CLAIRE]]


# --- Links 12 and 13: catalogue, badge, verification, withdrawal ------------------------------------------------
def trouver_le_label(scene, dossiers):
    """Anyone finds the solution by its need; its holder fetches the badge; its code answers « valide »."""
    page = scene.en("public", "/catalogue/?q=arbre")
    suivre(page.get_by_role("link", name="Canoptère").first)
    assert "Solatuile" not in page.content()
    verifier_page(page, "chaine-fiche")
    reference = dossiers[CLAIRE].rstrip("/").rpartition("/")[2]
    page = scene.en(CLAIRE, f"/laureats/{reference}/macaron/")
    code = re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", page.locator("main").inner_text())[0]
    page = scene.en("public", "/verifier/")
    page.get_by_label("Code du macaron").fill(code.lower())
    suivre(page.get_by_role("button", name="Vérifier"))
    expect(page.locator(".etat-verif.valide")).to_contain_text("Canoptère")
    assert "<svg" in page.request.get(f"{scene.racine}/macaron/{code}.svg").text()
    return code


def retirer_le_label(scene, code):
    page = scene.en(AGNES, f"/region/labels/{code}/retirer/")
    page.get_by_label("Motif du retrait").fill("Demande de mise à jour du 10 juin restée sans réponse.")
    page.get_by_label("Je retire ce label").check()
    suivre(page.get_by_role("button", name="Retirer le label"))
    gestes.travailler()
    assert scene.courriers("retrait de votre label")[0].destinataires == [CLAIRE]
    public = scene.en("public", f"/verifier/{code}/")
    expect(public.get_by_role("heading", name="Label retiré")).to_be_visible()
    assert "sans réponse" not in public.content()


# --- Links 14 and 15: export, journal -------------------------------------------------------------------------
def refaire_le_classement_depuis_l_export(scene):
    """Every mean is made again from the notes and the weights of the workbook alone."""
    page = scene.en(AGNES, "/region/exports/")
    suivre(page.get_by_role("button", name="Préparer l’export"))
    gestes.travailler()
    page.reload()
    with page.expect_download() as recu:
        page.get_by_role("link", name=re.compile("Télécharger les résultats")).first.click()
    lu = feuilles(recu.value.path().read_bytes())
    refait = refaire_le_classement(lu["Grille"], lu["Notes"])
    assert refait == {ligne[1]: (ligne[0], Fraction(ligne[5])) for ligne in lu["Classement"]}
    assert sorted(refait.values()) == [(1, Fraction(9, 2)), (2, Fraction(2))]


def le_journal_est_intact(scene):
    gestes.prendre_possession(scene.de(ADAM), scene.racine, scene.puits, ADAM, "/region/journal/?verifier=1")
    assert scene.de(ADAM).get_by_text("intacte").count() == 2
