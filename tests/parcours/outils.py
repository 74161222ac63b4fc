"""What every browser test shares: a page that forgives nothing, axe in French, both widths, pictures.

In a test: take the fixture `page` (imported by the conftest of the folder), then `verifier_page(page, "nom")`.
With CAPTURES=folder in the environment each verified page leaves its pictures there.
"""

import json
import os
import re
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core"
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "RGAAv4", "best-practice"]
LARGEURS = (1280, 390)
ETATS_ATTENDUS = re.compile(r"status of (202|4\d\d|503)")

PASSER_AXE = """async ([locale, regles]) => {
  axe.configure({locale});
  const resultat = await axe.run(document, {runOnly: {type: 'tag', values: regles}, resultTypes: ['violations']});
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
        au_script = reponse.request.resource_type in ("xhr", "fetch") and reponse.status in (409, 422)
        if a_la_page or au_script:
            pages_en_echec.add(reponse.url.split("#")[0])

    def noter_console(message):
        attendue = message.location.get("url", "").split("#")[0] in pages_en_echec and ETATS_ATTENDUS.search(
            message.text
        )
        if message.type in ("error", "warning") and not attendue:
            erreurs.append(f"{message.text} ({message.location.get('url')})")

    page.on("response", noter_reponse)
    page.on("console", noter_console)
    page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
    page.erreurs_de_console = erreurs
    page.set_default_timeout(8_000)
    yield page
    assert erreurs == [], "La console du navigateur signale : " + " ; ".join(erreurs)


def verifier_axe(page):
    """Fail on any violation of the rules of ux.md 7, in French, on the page as it stands."""
    page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((AXE / "fr.json").read_text(encoding="utf-8"))
    violations = page.evaluate(PASSER_AXE, [locale, REGLES])
    assert violations == [], "\n".join(
        f"{regle} : {aide}\n   " + "\n   ".join(noeuds[:4]) for regle, aide, noeuds in violations
    )


def verifier_page(page, nom, largeurs=LARGEURS):
    """At each width: axe, one h1, a title, no sideways scroll, every described-by id; then leave a picture."""
    taille = page.viewport_size
    for largeur in largeurs:
        page.set_viewport_size({"width": largeur, "height": 900})
        verifier_axe(page)
        assert page.locator("h1").count() == 1, f"{nom} : {page.locator('h1').count()} titres h1"
        assert page.title().strip(" –"), f"{nom} : titre de page vide"
        assert page.evaluate(DEBORDE) <= 0, f"{nom} : défile de côté à {largeur} px"
        assert page.evaluate(SANS_CIBLE) == [], f"{nom} : identifiants absents"
        capturer(page, f"{nom}-{largeur}")
    page.set_viewport_size(taille)


def capturer(page, nom):
    """Keep a picture of the whole page where CAPTURES says, if it says."""
    if dossier := os.environ.get("CAPTURES"):
        Path(dossier).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(dossier) / f"{nom}.png", full_page=True)
