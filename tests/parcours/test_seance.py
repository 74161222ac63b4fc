"""The meeting and what follows: attendance, decisions, minutes, signed act, letters, publication, in a real browser."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from candidatures.actes import deport
from evaluation.actes.exports import produire_les_exports
from evaluation.actes.proces_verbaux import produire_les_pv
from evaluation.actes.seance import montrer_les_indicateurs
from evaluation.models import Decision, Seance
from tests.corpus.documents import pdf
from tests.fabriques.editions import COMMISSION, EditionFactory
from tests.fabriques.evaluation import devant_la_commission, noter, noter_tout, reunir
from tests.parcours.outils import suivre, tient_en_largeur, verifier_page

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
TEXTES = {
    "commission.deliberation": "La commission se prononce solution par solution, sur deux motifs.",
    "lettre.labellisee": "Madame, Monsieur,\n\nRéunie le {date_commission}, la commission a labellisé {solution} (dossier "
    "{reference}).\n\nLe label est tenu par {titulaire}, du {debut} au {fin} inclus. Annonce publique {publication}.",
    "lettre.non_labellisee": "Madame, Monsieur,\n\nLa commission n’a pas labellisé {solution} (dossier {reference}).",
    "lettre.algorithme": "Un calcul a préparé cette décision, que la commission a prise.",
    "lettre.voies_de_recours": "",
}


@pytest.fixture
def edition(transactional_db):
    edition = EditionFactory(
        complete=True, est_courante=True, nom="Île-de-France Haute Résolution", sous_titre="Appel 2026"
    )
    for code, contenu in TEXTES.items():
        edition.textes.create(code=code, contenu=contenu)
    return edition


@pytest.fixture
def dossiers(edition, alice):
    return devant_la_commission(edition, 6, equipe=[alice])


@pytest.fixture
def gens(edition, dossiers):
    gens = reunir(edition, dossiers, combien=4)
    with horloge.a(COMMISSION):
        noter_tout(dossiers, gens)
        noter(dossiers[1], gens[1].sieges.get(), [5, 1, 5, 4], version=2)
    return gens


def ouvrir_et_consigner(page):
    page.get_by_label("Lieu").fill("Salle 4")
    suivre(page.get_by_role("button", name="Ouvrir la séance"))
    for case in page.get_by_role("checkbox").all():
        case.check()
    suivre(page.get_by_role("button", name="Consigner les présences"))


def remplir(page, decision, *, credible=True):
    page.get_by_role("group", name="Décision").get_by_label(decision, exact=True).check()
    page.get_by_role("group", name="Premier motif").get_by_label("Oui").check()
    page.get_by_role("group", name="Second motif").get_by_label("Oui" if credible else "Non").check()
    page.get_by_label("Raison, pour la valeur ajoutée").fill("Un besoin réel des communes.")


def arreter(page, decision, *, credible=True):
    remplir(page, decision, credible=credible)
    page.get_by_label("Raison, pour la crédibilité").fill(
        "Des références suivies." if credible else "Aucun essai réel."
    )
    suivre(page.get_by_role("button", name="Arrêter la décision"))


def clore(entrer, agnes, gens):
    """The Région checks; it is the president who confirms."""
    page = entrer(f"/region/seances/{Seance.objects.get().pk}/animer/", agnes)
    suivre(page.get_by_role("link", name="Vérifier avant la clôture"))
    suivre(page.get_by_role("button", name="Clore sans la présidence"))
    expect(page).to_have_title(re.compile("^Erreur"))
    verifier_page(page, "seance-clore")
    page = entrer(f"/commission/seance/{Seance.objects.get().pk}/", gens[0])
    suivre(page.get_by_role("link", name="Vérifier et confirmer la clôture"))
    verifier_page(page, "seance-clore-presidence")
    suivre(page.get_by_role("button", name="Confirmer la clôture"))


def test_de_la_seance_a_la_publication(entrer, edition, agnes, alice, gens, dossiers):
    with horloge.a(COMMISSION, fige=False):
        page = entrer("/region/seances/", agnes)
        verifier_page(page, "seances")
        ouvrir_et_consigner(page)
        verifier_page(page, "07-seance-region")
        remplir(page, "Labelliser la solution")
        suivre(page.get_by_role("button", name="Arrêter la décision"))
        expect(page).to_have_title(re.compile("^Erreur"))
        verifier_page(page, "07-seance-motif-manquant")
        arreter(page, "Labelliser la solution")
        arreter(page, "Labelliser la solution")
        arreter(page, "Ne pas la labelliser", credible=False)
        clore(entrer, agnes, gens)
        page = entrer(f"/region/seances/{Seance.objects.get().pk}/pv/", agnes)
        verifier_page(page, "pv-en-preparation")
        produire_les_pv(horloge.maintenant())
        page.reload()
        verifier_page(page, "pv")
    with horloge.a(COMMISSION + timedelta(days=1), fige=False):
        signer_et_notifier(entrer("/region/decisions/", agnes), edition)
        lire_les_lettres(entrer, alice)
    with horloge.a(COMMISSION + timedelta(days=2), fige=False):
        publier(entrer("/region/decisions/", agnes))
    assert Decision.objects.filter(publication_le__isnull=False).count() == 2


def test_tenir_la_seance_au_telephone_sans_javascript(telephone, entrer, agnes, gens, dossiers):
    with horloge.a(COMMISSION, fige=False):
        page = entrer("/region/seances/", agnes, telephone)
        ouvrir_et_consigner(page)
        tient_en_largeur(page)
        remplir(page, "Labelliser la solution")
        suivre(page.get_by_role("button", name="Arrêter la décision"))
        expect(page).to_have_title(re.compile("^Erreur"))
        arreter(page, "Labelliser la solution")
        arreter(page, "Ne pas la labelliser", credible=False)
        tient_en_largeur(page)
    assert sorted(Decision.objects.values_list("sens", flat=True)) == ["labellisee", "non_labellisee"]
    assert Seance.objects.get().presences.count() == len(gens)


def signer_et_notifier(page, edition):
    verifier_page(page, "decisions")
    suivre(page.get_by_role("link", name="Tout cocher"))
    suivre(page.get_by_role("button", name="Enregistrer l’acte signé"))
    suivre(page.get_by_role("button", name="Enregistrer l’acte signé"))
    verifier_page(page, "acte-erreurs")
    for libelle, valeur in (
        ("Numéro de l’acte", "2026-A-12"),
        ("Date de signature", "2026-05-28"),
        ("Prénom du signataire", "Ana"),
        ("Nom du signataire", "Roy"),
        ("Qualité du signataire", "Directrice du numérique"),
    ):
        page.get_by_label(libelle, exact=True).fill(valeur)
    page.get_by_label("Acte signé").set_input_files(
        {"name": "acte.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    )
    suivre(page.get_by_role("button", name="Enregistrer l’acte signé"))
    suivre(page.get_by_role("link", name="Tout cocher"))
    suivre(page.get_by_role("button", name="Relire et notifier les lettres"))
    verifier_page(page, "notifier")
    suivre(page.get_by_role("button", name="Notifier 3"))
    verifier_page(page, "notifier-sans-recours")
    page.get_by_label("Annonce publique prévue le").fill("2026-06-03")
    page.get_by_label("j’accepte de notifier").check()
    suivre(page.get_by_role("button", name="Notifier 3"))
    assert page.get_by_role("main").get_by_role("status").inner_text().startswith("3\u00a0décisions notifiées")


def lire_les_lettres(entrer, alice):
    decisions = {d.candidature.titre: d.candidature.reference for d in Decision.objects.select_related("candidature")}
    for titre, nom in (("Canoptère", "lettre-favorable"), ("Frichoscope", "lettre-defavorable")):
        page = entrer(f"/candidatures/{decisions.get(titre) or next(iter(decisions.values()))}/decision/", alice)
        verifier_page(page, nom)
    page = entrer(f"/candidatures/{decisions['Canoptère']}/decision/", alice)
    assert "prévue le 3\u00a0juin 2026" in page.inner_text("main")
    expect(page.locator("main")).to_contain_text("la Région en délivre un extrait sur demande")


def publier(page):
    suivre(page.get_by_role("button", name="Choisir la publication"))
    expect(page.get_by_text("Choisissez d’abord une décision")).to_be_visible()
    suivre(page.get_by_role("link", name="Tout cocher"))
    suivre(page.get_by_role("button", name="Choisir la publication"))
    verifier_page(page, "publier")
    page.get_by_label("À une date et une heure").check()
    page.get_by_label("Jour", exact=True).fill("2026-06-03")
    page.get_by_label("Heure (heure de Paris)").fill("09:30")
    suivre(page.get_by_role("button", name="Publier 2"))
    assert "Publication prévue le 3\u00a0juin 2026 à 9\u00a0h\u00a030" in page.inner_text("main")
    verifier_page(page, "decisions-prevues")


def test_la_presidente_montre_le_classement_un_membre_vote(entrer, edition, agnes, gens, dossiers):
    with horloge.a(COMMISSION, fige=False):
        ouvrir_et_consigner(entrer("/region/seances/", agnes))
        seance = Seance.objects.get()
        deport.declarer(edition, par=gens[3], liens={dossiers[0].reference: ("emploi", "")})
        page = entrer(f"/commission/seance/{seance.pk}/", gens[0])
        suivre(page.get_by_role("button", name="Montrer le classement"))
        verifier_page(page, "07-seance-presidente")
        page = entrer(f"/commission/seance/{seance.pk}/?dossier={dossiers[1].reference}", gens[1])
        page.get_by_role("group", name="Votre vote").get_by_label("Labelliser", exact=True).check()
        suivre(page.get_by_role("button", name="Voter"))
        verifier_page(page, "07-seance-membre")
        suivre(page.get_by_role("button", name="Expliquer leur ordre"))
        expect(page.locator("main")).to_contain_text("par sa moyenne pondérée")
        verifier_page(page, "07-seance-pourquoi")
        page = entrer(f"/commission/seance/{seance.pk}/", gens[3])
        expect(page.locator("main")).not_to_contain_text("Canoptère")
        verifier_page(page, "07-seance-deporte")


def test_le_secretariat_prepare_et_exporte(entrer, agnes, gens, dossiers, edition):
    with horloge.a(COMMISSION, fige=False):
        ouvrir_et_consigner(entrer("/region/seances/", agnes))
        montrer_les_indicateurs(Seance.objects.get(), True, par=gens[0])
        page = entrer(f"/region/seances/{Seance.objects.get().pk}/classement/", agnes)
        verifier_page(page, "classement")
        page.get_by_label("Et un autre").select_option(index=0)
        suivre(page.get_by_role("button", name="Expliquer leur ordre"))
        expect(page.get_by_role("alert")).to_contain_text("Choisissez deux dossiers différents.")
        verifier_page(page, "classement-paire-refusee")
        page.get_by_label("Et un autre").select_option(index=1)
        suivre(page.get_by_role("button", name="Expliquer leur ordre"))
        page.locator("main details").evaluate_all("tous => tous.forEach(un => { un.open = true; })")
        verifier_page(page, "classement-deplie")
        page = entrer("/region/exports/", agnes)
        suivre(page.get_by_role("button", name="Préparer l’export"))
        produire_les_exports(horloge.maintenant())
        suivre(page.get_by_role("link", name="Actualiser"))
        verifier_page(page, "exports")
        with page.expect_download() as telechargement:
            page.get_by_role("link", name="Télécharger les résultats").click()
        assert telechargement.value.suggested_filename.endswith(".xlsx")


def test_avant_la_notification_la_page_de_decision_ne_dit_rien(entrer, alice, dossiers):
    with horloge.a(COMMISSION, fige=False):
        page = entrer(f"/candidatures/{dossiers[0].reference}/decision/", alice)
        expect(page.locator("main")).to_contain_text("Clos, en instruction", use_inner_text=True)
        verifier_page(page, "decision-en-instruction")
