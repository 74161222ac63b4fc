"""What every browser test shares: a page that forgives nothing, axe in French, both widths, pictures.

In a test: take the fixture `page` (imported by the conftest of the folder), then `verifier_page(page, "nom")`.
What leads to another page is pressed by `suivre`; what a script changes is read through `expect`, which waits: on a busy
machine `click()` comes back before the answer of the server, and a sentence looked for at once is not there yet.
With CAPTURES=folder in the environment each verified page leaves its pictures there.
"""

import json
import os
import re
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

ATTENTE = 30_000  # of a machine that does something else meanwhile; on a quiet one nothing waits that long
expect.set_options(timeout=ATTENTE)
AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core"
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "RGAAv4", "best-practice"]
LARGEURS = (1280, 390)
TABLETTE = 1024  # or 1280 seen at 125 %: columns stand side by side, in a narrower frame
ETATS_ATTENDUS = re.compile(r"status of (202|4\d\d|503)")
# What Chromium says of a page drawn slowly; that the font does serve is tested in tests/front/test_robustesse.py.
LENTEUR = "preloaded using link preload but not used within a few seconds"

PREPARER_AXE = """(locale) => axe.configure({locale})"""
PASSER_AXE = """async (regles) => {
  const resultat = await axe.run(document, {runOnly: {type: 'tag', values: regles}, resultTypes: ['violations'],
    preload: {assets: ['media']}});  // the style sheets are read again by an experimental rule only
  return resultat.violations.map(v => [v.id, v.help, v.nodes.map(n => n.html + ' — ' + n.failureSummary)]);
}"""
# Named or scrolled content that sticks out of the window; what scrolls in its own region does not count.
DEBORDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SANS_CIBLE = """() => [...document.querySelectorAll('[aria-describedby],[aria-labelledby]')].flatMap(e =>
  ['aria-describedby', 'aria-labelledby'].flatMap(a => (e.getAttribute(a) || '').split(/\\s+/).filter(Boolean))
).filter(id => !document.getElementById(id))"""


@pytest.fixture(scope="session")
def browser_context_args():
    """A French reader, in Paris."""
    return {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def page(page):
    """A page whose console must stay silent: a refused style, a missing file or a script error fails the test."""
    erreurs, pages_en_echec = [], set()

    def noter_reponse(reponse):
        a_la_page = reponse.request.is_navigation_request() and reponse.status >= 400
        # 404: the copies of a text ask of their page, which may be closed since.
        au_script = reponse.request.resource_type in ("xhr", "fetch") and reponse.status in (404, 409, 422)
        if a_la_page or au_script:
            pages_en_echec.add(reponse.url.split("#")[0])

    def noter_console(message):
        attendue = message.location.get("url", "").split("#")[0] in pages_en_echec and ETATS_ATTENDUS.search(
            message.text
        )
        if message.type in ("error", "warning") and not attendue and LENTEUR not in message.text:
            erreurs.append(f"{message.text} ({message.location.get('url')})")

    page.on("response", noter_reponse)
    page.on("console", noter_console)
    page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
    page.erreurs_de_console = erreurs
    page.set_default_timeout(ATTENTE)
    yield page
    assert erreurs == [], "La console du navigateur signale : " + " ; ".join(erreurs)


@contextmanager
def arrivee(page, attente=ATTENTE):
    """Wait until what is done inside has brought another page, whole; `.value` is the answer it came with.

    A form that saves itself leaves by script once the save under way has been answered: no click knows of that.
    """
    with page.expect_navigation(timeout=attente) as reponse:
        yield reponse


def suivre(lien, attente=ATTENTE):
    """Press a link or a button that leads to another page, and wait for that page."""
    with arrivee(lien.page, attente):
        lien.click()


def verifier_axe(page):
    """Fail on any violation of the rules of ux.md 7, in French, on the page as it stands."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
        page.evaluate(PREPARER_AXE, json.loads((AXE / "fr.json").read_text(encoding="utf-8")))
    violations = page.evaluate(PASSER_AXE, REGLES)
    assert violations == [], "\n".join(
        f"{regle} : {aide}\n   " + "\n   ".join(noeuds[:4]) for regle, aide, noeuds in violations
    )


def verifier_page(page, nom, largeurs=LARGEURS):
    """At each width: axe, one h1, a title, no sideways scroll, every described-by id; then leave a picture."""
    page.wait_for_load_state()
    taille = page.viewport_size
    for largeur in largeurs:
        page.set_viewport_size({"width": largeur, "height": 900})
        verifier_axe(page)
        assert page.locator("h1").count() == 1, f"{nom} : {page.locator('h1').count()} titres h1"
        assert page.title().strip(" –"), f"{nom} : titre de page vide"
        tient_en_largeur(page)
        assert page.evaluate(SANS_CIBLE) == [], f"{nom} : identifiants absents"
        capturer(page, f"{nom}-{largeur}")
    page.set_viewport_size({"width": TABLETTE, "height": 900})
    tient_en_largeur(page)
    page.set_viewport_size(taille)


def tient_en_largeur(page):
    """Nothing sticks out of the window, but what scrolls in a region of its own."""
    assert page.evaluate(DEBORDE) <= 0, page.url


def au_clavier(page, cible, combien=200):
    """Press Tab until the control has the focus, as somebody without a mouse does; fail if it never comes."""
    for _ in range(combien):
        page.keyboard.press("Tab")
        if cible.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"la touche Tab ne mène pas à {cible}")


def capturer(page, nom):
    """Keep a picture of the whole page where CAPTURES says, if it says."""
    if dossier := os.environ.get("CAPTURES"):
        Path(dossier).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(dossier) / f"{nom}.png", full_page=True)
