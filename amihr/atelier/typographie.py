"""Put the no-break spaces of French typography into templates.

Usage: python -m amihr.atelier.typographie templates/…  (files or folders); only the text is touched,
never a tag, a variable or a comment of the template. `--verifier` changes nothing and lists the files to fix.
"""

import re
import sys
from pathlib import Path

from amihr.socle.textes import espacer

COMMENTAIRES = r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}|<!--.*?-->"
CODE = re.compile(
    rf"({COMMENTAIRES}|<(?:script|style|code|pre)\b.*?</(?:script|style|code|pre)>|\{{%.*?%\}}|\{{\{{.*?\}}\}})",
    re.DOTALL,
)
# Sentences given to a block or a component are quoted inside its tag.
CHAINES = re.compile(r"\"[^\"]*\"|'[^']*'")


def corriger(texte):
    """Return the template with U+00A0 before : ; ? ! » % €, and after «."""
    morceaux = CODE.split(texte)
    return "".join(_tag(m) if i % 2 else espacer(m) for i, m in enumerate(morceaux))


def _tag(code):
    if code.startswith("{%") and not code.startswith("{% comment"):
        return CHAINES.sub(lambda trouve: espacer(trouve.group(0)), code)
    return code


def a_corriger(chemins):
    """Yield (file, corrected text) for each template that lacks a no-break space."""
    for chemin in chemins:
        fichiers = sorted(chemin.rglob("*.html")) if chemin.is_dir() else [chemin]
        for fichier in fichiers:
            texte = fichier.read_text(encoding="utf-8")
            if corriger(texte) != texte:
                yield fichier, corriger(texte)


def main(arguments):
    """Rewrite, or only list with --verifier; the exit code says whether anything was to be done."""
    verifier = "--verifier" in arguments
    trouves = list(a_corriger([Path(a) for a in arguments if not a.startswith("--")]))
    for fichier, texte in trouves:
        print(fichier)
        if not verifier:
            fichier.write_text(texte, encoding="utf-8")
    return 1 if verifier and trouves else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
