"""Cut Bootstrap's distributed style sheet down to what the pages use.

Usage: python -m amihr.atelier.bootstrap node_modules/bootstrap/dist/css/bootstrap.css
writes static/vendor/bootstrap/bootstrap.css. The whole sheet weighs 30 kB once compressed, a third
of what a first visit may weigh, for menus and carousels that no page has.
"""

import re
import sys
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
SORTIE = RACINE / "static" / "vendor" / "bootstrap" / "bootstrap.css"

GARDEES = re.compile(
    r"""
    container(-fluid|-xl)? | row | col(-(md|lg|xl))?(-(auto|\d+))? | g[xy]?(-(md|lg))?-[0-5]
  | btn(-(primary|outline-primary|danger|link|sm))?
  | table(-sm)? | caption-top | list-(unstyled|inline|inline-item) | img-fluid
  | visually-hidden(-focusable)? | h[1-6] | small
  | d(-(md|lg|print))?-(none|inline|inline-block|block|flex|grid|table)
  | flex(-(md|lg))?-(row|column|wrap|nowrap|fill|grow-1|shrink-0)
  | justify-content(-(md|lg))?-(start|end|center|between)
  | align-items(-(md|lg))?-(start|end|center|baseline|stretch) | align-(middle|top|baseline)
  | gap-[0-5] | [mp][tbsexy]?(-(md|lg))?-(0|1|2|3|4|5|auto)
  | text(-(md|lg))?-(start|end|center) | text-(nowrap|break) | fw-(normal|semibold|bold)
  | w-(50|100|auto) | h-100 | position-(relative|sticky) | order(-(md|lg))?-(first|last|0|1|2)
    """,
    re.VERBOSE,
)


def regles(feuille):
    """Yield (prelude, body) of each top-level rule; nested blocks stay in the body."""
    debut = profondeur = 0
    ouverture = None
    for position, signe in enumerate(feuille):
        if signe == "{":
            if profondeur == 0:
                ouverture = position
            profondeur += 1
        elif signe == "}":
            profondeur -= 1
            if profondeur == 0:
                yield feuille[debut:ouverture].strip(), feuille[ouverture + 1 : position].strip()
                debut = position + 1


def garder_selecteur(selecteur):
    """Keep a selector whose classes are all on the list; elements alone are the base style."""
    classes = re.findall(r"\.(-?[A-Za-z_][\w-]*)", selecteur)
    if "[data-bs-theme=dark]" in selecteur:
        return False
    return all(GARDEES.fullmatch(classe) for classe in classes)


def extraire(feuille):
    """Return the kept rules. An image in a data: address is left out: the CSP refuses it."""
    gardees = []
    for prelude, corps in regles(feuille):
        if prelude.startswith("@media"):
            dedans = extraire(corps)
            if dedans:
                gardees.append(f"{prelude}{{{dedans}}}")
        elif prelude.startswith(("@keyframes", "@charset")):
            continue
        else:
            selecteurs = [s for s in (s.strip() for s in prelude.split(",")) if garder_selecteur(s)]
            declarations = sobres(corps)
            if selecteurs and declarations:
                gardees.append(f"{','.join(selecteurs)}{{{declarations}}}")
    return "\n".join(gardees)


def sobres(corps):
    """Drop the declarations that name a colour family or an icon which nothing here uses."""
    inutiles = re.compile(
        r"--bs-(blue|indigo|purple|pink|red|orange|yellow|green|teal|cyan|black|gray|gray-dark"
        r"|(secondary|success|info|warning|danger|light|dark)\b|[\w-]*-(subtle|emphasis)|gradient|focus-ring)[\w-]*\s*:"
    )
    lignes = [ligne.strip() for ligne in re.split(r";(?![^()]*\))", corps)]
    return ";".join(
        re.sub(r"\s*:\s*", ":", ligne, count=1)
        for ligne in lignes
        if ligne and "data:" not in ligne and not inutiles.match(ligne)
    )


def ecrire(source):
    """Write the cut sheet, with the notice of the licence at its head."""
    feuille = source.read_text(encoding="utf-8")
    notice = re.search(r"/\*!.*?\*/", feuille, re.DOTALL).group(0)
    sans_commentaires = re.sub(r"/\*.*?\*/", "", feuille, flags=re.DOTALL).replace('@charset "UTF-8";', "")
    SORTIE.write_text(f"{notice}\n{extraire(sans_commentaires)}\n", encoding="utf-8")


if __name__ == "__main__":
    ecrire(Path(sys.argv[1]))
