"""A member reads the memo in the page, beside the grid, while the worker draws it: with script, without, on a telephone."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from playwright.sync_api import expect

from amihr import horloge
from amihr.fichiers import dessins
from amihr.fichiers.models import Genre
from amihr.fichiers.rangement import ranger
from amihr.fichiers.sous_processus import Veilleur
from candidatures.models import PieceJointe
from tests.corpus import documents
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, figer
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.parcours.outils import browser_context_args, page, suivre, verifier_page  # noqa: F401
from tests.personnages import personne

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
CHARGEE = "image => image.decode().then(() => image.naturalWidth)"


@pytest.fixture
def dossier(transactional_db):
    """A dossier whose memo is a file of twenty-five pages, filed by the same way as anybody's."""
    alice = personne("Alice")
    edition = EditionFactory(complete=True, est_courante=True)
    recu = SimpleUploadedFile("mémoire.pdf", documents.pdf(pages=25))
    memoire = ranger(recu, genre=Genre.MEMOIRE, par=alice, instant=PENDANT)
    dossier = CandidatureFactory(
        edition=edition, equipe=[alice], etat="brouillon", titre="Canoptère", pieces=["memoire"]
    )
    PieceJointe.objects.filter(candidature=dossier).update(fichier=memoire)
    figer(dossier)
    type(dossier).objects.filter(pk=dossier.pk).update(etat="en_evaluation")
    dossier.refresh_from_db()
    return dossier


@pytest.fixture
def ouvrir(entrer, dossier):
    """Open the dossier as a member, in a given browser page."""
    mona = personne("Mona", totp=True)
    asseoir(mona, dossier.edition)
    declarer_aucun_lien(mona, dossier)
    return partial(entrer, f"/commission/dossiers/{dossier.reference}/", mona)


@pytest.fixture
def travailler(monkeypatch):
    """What the worker does, apart from the browser's own event loop."""
    veilleur = Veilleur("amihr.fichiers.dessin")
    monkeypatch.setattr(dessins, "DESSINATEUR", veilleur)

    def un_tour():
        try:
            while dessins.dessiner():
                pass
        finally:
            connections.close_all()

    def faire():
        with ThreadPoolExecutor(1) as ouvrier:
            ouvrier.submit(un_tour).result()

    yield faire
    veilleur.fermer()


def lire_ici(fenetre):
    return fenetre.get_by_role("link", name=re.compile("^Lire ici"))


def test_le_memoire_se_lit_a_cote_de_la_grille_sans_quitter_la_page(page, ouvrir, travailler):  # noqa: F811
    with horloge.a(APRES):
        ouvrir(page)
        page.locator("[data-critere] textarea").first.fill("Une remarque que je tape.")
        lire_ici(page).click()
        expect(page.locator(".liseuse [role=status]")).to_contain_text("En préparation")
        expect(page.locator(".liseuse summary").first).to_be_focused()
        assert page.locator(".liseuse img").count() == 0
        verifier_page(page, "fichier-en-preparation")
        travailler()
        images = page.locator(".liseuse img")
        expect(images).to_have_count(20)  # nobody has pressed anything
        assert images.first.evaluate(CHARGEE) == 1240
        assert page.locator("[data-critere] textarea").first.input_value() == "Une remarque que je tape."
        page.get_by_text("Texte de la page 1", exact=True).click()
        expect(page.get_by_text("Document fictif, page 1", exact=True)).to_be_visible()
        verifier_page(page, "fichier-lu")
        page.get_by_role("link", name="Pages suivantes").click()
        expect(images).to_have_count(5)
        expect(page.locator(".liseuse summary").first).to_have_text(re.compile("pages 21 à 25 sur 25"))
        page.get_by_label("Aller à la page").fill("7")
        page.get_by_role("button", name="Afficher").press("Enter")
        expect(page.locator(".liseuse summary").first).to_have_text(re.compile("pages 7 à 25 sur 25"))
        assert page.url.endswith("/")
        suivre(page.get_by_role("link", name="Agrandir la page 7"))
        expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("page 7 sur 25"))
        assert page.locator(".loupe img").evaluate("image => image.getBoundingClientRect().width") == 1240
        verifier_page(page, "fichier-agrandi")
        suivre(page.get_by_role("link", name="Page suivante"))
        suivre(page.get_by_role("link", name="Revenir aux pages"))
        expect(page.locator(".liseuse summary").first).to_have_text(re.compile("pages 8 à 25 sur 25"))
        assert page.locator("[data-critere]").count() == 4


@pytest.mark.parametrize("largeur", [1280, 390])
def test_le_memoire_se_lit_sans_script(fenetre, ouvrir, travailler, largeur):
    sans_script = fenetre(java_script_enabled=False, viewport={"width": largeur, "height": 844})
    with horloge.a(APRES):
        ouvrir(sans_script)
        suivre(lire_ici(sans_script))
        assert sans_script.locator(".liseuse img").count() == 0
        travailler()
        suivre(sans_script.get_by_role("link", name="Actualiser"))
        images = sans_script.locator(".liseuse img")
        assert images.count() == 20
        expect(images.first).to_be_in_viewport()
        assert images.first.bounding_box()["width"] <= largeur
        assert sans_script.locator("[data-critere]").count() == 4
        sans_script.get_by_label("Aller à la page").fill("24")
        suivre(sans_script.get_by_role("button", name="Afficher"))
        assert images.count() == 2
        suivre(sans_script.get_by_role("link", name="Pages précédentes"))
        assert images.count() == 20
        suivre(sans_script.get_by_role("link", name="Agrandir la page 5"))
        assert sans_script.locator(".loupe img").count() == 1
