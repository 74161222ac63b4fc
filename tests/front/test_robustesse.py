"""Forced colours, print, text spacing, narrow menu: what a screenshot of the usual screen does not show."""

import pytest
from playwright.sync_api import expect

from tests.parcours.outils import capturer, verifier_axe

pytestmark = pytest.mark.navigateur
ESPACEMENT = """() => { const f = new CSSStyleSheet();
  f.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}');
  document.adoptedStyleSheets = [f]; }"""
COUPES = """() => [...document.querySelectorAll('main a, main button, main p, main label, main h2, main .puce')]
  .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow === 'hidden' && !e.closest('.visually-hidden')
    && !e.classList.contains('visually-hidden')).map(e => e.outerHTML.slice(0, 120))"""


def test_la_police_prechargee_est_celle_qui_sert_et_ne_vient_qu_une_fois(galerie, page):
    page.goto(galerie("composants"))
    assert page.evaluate("document.fonts.ready.then(polices => [...polices].map(p => p.status))") == ["loaded"]
    venues = "performance.getEntriesByType('resource').map(r => r.name).filter(nom => nom.endsWith('.woff2'))"
    prechargees = "[...document.querySelectorAll('link[rel=preload][as=font]')].map(lien => lien.href)"
    assert page.evaluate(venues) == page.evaluate(prechargees) != []


def test_en_couleurs_forcees_la_note_choisie_se_voit(galerie, page):
    page.emulate_media(forced_colors="active")
    page.goto(galerie("grille"))
    page.check("#id_c1_4", force=True)
    contour = page.eval_on_selector("label:has(#id_c1_4)", "e => getComputedStyle(e).outlineWidth")
    assert contour == "4px"
    capturer(page, "couleurs-forcees-grille")


def test_en_couleurs_forcees_les_puces_gardent_leur_forme(galerie, page):
    page.emulate_media(forced_colors="active")
    page.goto(galerie("composants"))
    ajustement = page.eval_on_selector(".puce.fait", "e => getComputedStyle(e, '::before').forcedColorAdjust")
    assert ajustement == "none"
    capturer(page, "couleurs-forcees-composants")


def test_a_l_impression_ni_navigation_ni_boutons(galerie, page):
    page.goto(galerie("composants"))
    page.emulate_media(media="print")
    for absent in (".entete nav", ".bandeau", ".pied", ".fil", ".pages"):
        expect(page.locator(absent).first).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    capturer(page, "impression-composants")


def test_l_espacement_du_texte_ne_coupe_rien(galerie, page):
    page.set_viewport_size({"width": 390, "height": 900})
    for nom in ("composants", "formulaire?erreurs=1", "pieces"):
        page.goto(galerie(nom))
        page.evaluate(ESPACEMENT)
        assert page.evaluate(COUPES) == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, nom


def test_le_menu_etroit_s_ouvre_au_clavier(galerie, page):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(galerie("composants"))
    page.locator(".nav-mob summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Navigation principale (mobile)")).to_be_visible()
    verifier_axe(page)


def test_le_premier_tab_propose_le_contenu(galerie, page):
    page.goto(galerie("composants"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()


@pytest.mark.parametrize("selecteur", [".btn", ".nav-p a", ".pages a", ".niveaux label", "summary", "input[type=file]"])
def test_les_cibles_font_44_pixels(galerie, page, selecteur):
    for nom in ("composants", "pieces", "grille"):
        page.goto(galerie(nom))
        hauteurs = page.eval_on_selector_all(
            selecteur, "es => es.filter(e => e.offsetParent).map(e => Math.round(e.getBoundingClientRect().height))"
        )
        assert all(hauteur >= 44 for hauteur in hauteurs), (nom, hauteurs)
