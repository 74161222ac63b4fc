"""A call that opens the complements (Q15): pieces asked of two teams alike; one answers, the other is a minute late."""

from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from amihr import horloge
from amihr.pilotage.chargement import charger
from candidatures.models import Complement, PointExamine
from tests.corpus.documents import pdf
from tests.corpus.fabriquer import bureautique
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import APRES, OUVERTURE
from tests.parcours import gestes
from tests.parcours.outils import arrivee, suivre, verifier_page
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
TELEPHONE = {"width": 390, "height": 844}
MOTIF = "Le Kbis joint est illisible."


@pytest.fixture
def edition(transactional_db, appel_2026):
    """The call of 2026, with the complements that its file keeps closed."""
    ouverts = appel_2026.reglages | {"Q15": {"complements": True, "delai_jours": 10}}
    with horloge.a(OUVERTURE.replace(day=1)):
        return charger(replace(appel_2026, reglages=ouverts), courante=True)


@pytest.fixture
def equipes(edition, agnes):
    """Claire and Bruno have filed, each with a Kbis that the examination found not to conform."""
    return {
        nom: _deposer(edition, agnes, nom, titre) for nom, titre in (("Claire", "Canoptère"), ("Bruno", "Solatuile"))
    }


def _deposer(edition, agnes, nom, titre):
    candidate = personne(nom)
    pieces = ("kbis", "attestation_fiscale", "logo")
    dossier = CandidatureFactory(edition=edition, equipe=[candidate], titre=titre, pieces=pieces, deposee=True)
    faits = {"examen": "recevabilite", "code": "piece-kbis", "verdict": "non_conforme", "par": agnes, "instant": APRES}
    PointExamine.objects.create(candidature=dossier, **faits)
    return candidate, dossier


def test_des_pieces_demandees_a_deux_equipes(page, fenetre, entrer, agnes, equipes):
    (claire, canoptere), (bruno, solatuile) = equipes.values()
    bureau, retard = fenetre(), fenetre(viewport=TELEPHONE)
    page.set_viewport_size(TELEPHONE)
    with horloge.a(APRES):
        entrer(f"/region/candidatures/{canoptere.reference}/complements/", agnes, bureau)
        demander(bureau)
        entrer(f"/candidatures/{canoptere.reference}/", claire)
        repondre(page)
        entrer(f"/candidatures/{solatuile.reference}/", bruno, retard)
        suivre(retard.get_by_role("link", name="Voir les pièces et répondre"))
        gestes.joindre(retard, "kbis", gestes.fichier("kbis.pdf", pdf()))
    echeance = Complement.objects.get(candidature=solatuile).echeance_le
    with horloge.a(echeance - timedelta(seconds=1)):
        retard.reload()
        expect(retard.get_by_role("button", name="Envoyer le complément")).to_be_visible()
    with horloge.a(echeance):
        arriver_trop_tard(retard, solatuile)
        entrer(
            f"/region/candidatures/{canoptere.reference}/complements/", agnes, bureau
        )  # ten days later, she signs in anew
        comparer(bureau)


def demander(page):
    """The agent forgets the reason, then asks both teams alike, after a preview."""
    page.get_by_label("Kbis").check()
    suivre(page.get_by_role("button", name="Voir l’aperçu"))
    expect(page.locator("#resume")).to_contain_text("Motif communiqué")
    expect(page.get_by_label("Kbis")).to_be_checked()
    page.get_by_label("Article du règlement").fill("B.2")
    page.get_by_label("Motif communiqué").fill(MOTIF)
    verifier_page(page, "30-complement-demande")
    suivre(page.get_by_role("button", name="Voir l’aperçu"))
    page.get_by_label("Solatuile").check()
    verifier_page(page, "30-complement-apercu")
    suivre(page.get_by_role("button", name="Demander aux dossiers cochés"))
    expect(page.get_by_text("Le complément est demandé à 2\u00a0dossiers.")).to_be_visible()


def repondre(page):
    """The team sees that piece and no other; a bad file is refused with its reason, a good one is joined, then sent."""
    suivre(page.get_by_role("link", name="Voir les pièces et répondre"))
    expect(page.get_by_text(MOTIF)).to_be_visible()
    expect(page.locator("input[type='file']")).to_have_count(1)
    expect(page.get_by_role("main")).not_to_contain_text("Attestation fiscale")
    verifier_page(page, "30-complement-a-envoyer")
    gestes.joindre(page, "kbis", gestes.fichier("kbis.docx", bureautique()))
    expect(page.locator("#piece_kbis .msg-erreur")).to_contain_text("documents bureautiques")
    verifier_page(page, "30-complement-refuse")
    gestes.joindre(page, "kbis", gestes.fichier("kbis-lisible.pdf", pdf()))
    expect(page.locator("#piece_kbis .puce.fait")).to_be_visible()
    verifier_page(page, "30-complement-joint")
    suivre(page.get_by_role("button", name="Envoyer le complément"))
    expect(page.get_by_role("heading", name="Le complément est envoyé")).to_be_visible()
    expect(page.locator("input[type='file']")).to_have_count(0)
    verifier_page(page, "30-complement-envoye")


def arriver_trop_tard(page, dossier):
    """A page opened in time and sent at the first instant that is late: refused, with its cause, and recorded."""
    with arrivee(page) as reponse:
        page.get_by_role("button", name="Envoyer le complément").click()
    assert reponse.value.status == 409
    expect(page.get_by_role("heading", name="Rien n’a été envoyé")).to_be_visible()
    expect(page.get_by_text("L’échéance du complément est passée")).to_be_visible()
    verifier_page(page, "30-complement-trop-tard")
    assert dossier.tentatives.get().cause == "complement_echu"
    suivre(page.get_by_role("link", name="Revenir aux pièces demandées"))
    expect(page.get_by_role("heading", name="L’échéance est passée")).to_be_visible()
    expect(page.locator("input[type='file']")).to_have_count(0)


def comparer(page):
    """The agent sees what was replaced by what, and both teams in the register."""
    expect(page.get_by_role("link", name="Ouvrir kbis-lisible.pdf")).to_be_visible()
    verifier_page(page, "30-complement-compare")
    suivre(page.get_by_role("link", name="Registre d’égalité de traitement"))
    lignes = page.get_by_role("row")
    expect(lignes.filter(has_text="Canoptère")).to_contain_text("Kbis : reçue", use_inner_text=True)
    expect(lignes.filter(has_text="Solatuile")).to_contain_text("Kbis", use_inner_text=True)
    expect(lignes.filter(has_text="Solatuile")).not_to_contain_text("reçue")
    expect(lignes.filter(has_text=MOTIF)).to_have_count(2)
    verifier_page(page, "30-complement-registre")
