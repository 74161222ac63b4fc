"""Templates: each is drawn by something, each tag exists."""

import re

from django.template.loader import get_template

from tests.architecture.sources import RACINE, fichiers_python, gabarits, relatif

# Names that a package asks for by itself.
DEMANDES_AILLEURS = re.compile(
    r"^(django/forms/|amihr/|account/|mfa/|404\.html|403\.html|403_csrf\.html|400\.html|429\.html|500\.html)"
)


def nom(gabarit):
    return str(gabarit.relative_to(RACINE / "templates"))


def test_chaque_gabarit_sert():
    tout = "\n".join(f.read_text(encoding="utf-8") for f in (*fichiers_python(), *gabarits()))
    courriels = {f"courriels/{g}.{fin}" for g in re.findall(r'gabarit = "([\w/]+)"', tout) for fin in ("html", "txt")}
    noms = {nom(g) for g in gabarits() if not DEMANDES_AILLEURS.match(nom(g))}
    assert {n for n in noms - courriels if n not in tout} == set()


def test_chaque_gabarit_se_compile():
    for gabarit in gabarits():
        if gabarit.suffix in {".html", ".txt", ".svg", ".xml"}:
            get_template(nom(gabarit))


def test_aucun_code_n_est_cherche_dans_une_phrase():
    # « recevable » is in « irrecevable »: a list of codes written as one text answers yes to parts of its words.
    dans_un_texte = re.compile(r"""\bin\s+["'][^"']*["']""")
    assert [relatif(g) for g in gabarits() if dans_un_texte.search(g.read_text(encoding="utf-8"))] == []


def test_aucun_script_ni_style_en_ligne():
    en_ligne = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle=\"|\son\w+=\"|<style")
    pages = [
        g
        for g in gabarits()
        if g.suffix == ".html" and g.relative_to(RACINE).parts[1] not in {"documents", "courriels"}
    ]
    assert [relatif(g) for g in pages if en_ligne.search(g.read_text(encoding="utf-8"))] == []


# Where text is written without being escaped again, and why that is safe.
DEJA_ECHAPPES = {
    "templates/amihr/layout/div.html": "fields that crispy-forms has drawn by our own templates",
    "templates/amihr/layout/row.html": "idem",
    "templates/amihr/layout/column.html": "idem",
    "templates/amihr/layout/fieldset.html": "idem",
    "templates/mfa/totp/activate_form.html": "the QR code that the server itself has just drawn",
    "amihr/editions/textes.py": "each block is escaped before its few marks are added",
    "amihr/socle/paragraphes.py": "each line is escaped before it stands in its paragraph or its list",
}


def test_rien_n_est_ecrit_sans_echappement():
    sans_echappement = re.compile(r"\|\s*safe\b|autoescape off|mark_safe|SafeString\(")
    pages = [f for f in (*gabarits(), *fichiers_python()) if f.suffix != ".txt"]  # text mails have no markup
    fautifs = {relatif(f) for f in pages if sans_echappement.search(f.read_text(encoding="utf-8"))}
    assert fautifs - DEJA_ECHAPPES.keys() == set()
