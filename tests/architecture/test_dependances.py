"""Each dependency has its reason, its lock and its hashes."""

import re
import subprocess
import sys
import tomllib

from tests.architecture.sources import RACINE

PROJET = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))
VERROU = tomllib.loads((RACINE / "uv.lock").read_text(encoding="utf-8"))
REGISTRES = re.compile(r"pypi\.org|pythonhosted\.org|npmjs\.|jsdelivr|unpkg\.com")


def nom(exigence):
    return re.match(r"[\w-]+", exigence)[0].lower()


def demandes():
    groupes = PROJET["dependency-groups"].values()
    return {nom(e) for e in [*PROJET["project"]["dependencies"], *(e for groupe in groupes for e in groupe)]}


def test_chaque_dependance_a_sa_raison():
    page = (RACINE / "docs" / "dependances.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([\w-]+) \| \S", page, re.MULTILINE)) - {"package"} == demandes()


def test_chaque_dependance_est_verrouillee():
    assert demandes() - {paquet["name"] for paquet in VERROU["package"]} == set()


def test_le_verrou_suit_le_projet():
    racine = next(paquet for paquet in VERROU["package"] if paquet["name"] == PROJET["project"]["name"])
    verrouillees = {exigence["name"] for exigence in racine["metadata"]["requires-dist"]}
    assert verrouillees == {nom(exigence) for exigence in PROJET["project"]["dependencies"]}


def test_chaque_paquet_a_ses_empreintes():
    paquets = [p for p in VERROU["package"] if "virtual" not in p["source"]]
    fichiers = {p["name"]: [*p.get("wheels", []), *([p["sdist"]] if "sdist" in p else [])] for p in paquets}
    assert [n for n, f in fichiers.items() if not f or any(not x["hash"].startswith("sha256:") for x in f)] == []


def test_uv_a_ses_empreintes():
    exigence = (RACINE / "amihr" / "atelier" / "uv.txt").read_text(encoding="utf-8")
    assert re.search(r"^uv==[\d.]+ \\\n    --hash=sha256:", exigence, re.MULTILINE)


def test_aucun_hote_de_registre_hors_du_verrou():
    fichiers = [RACINE / f for f in ("Makefile", "pyproject.toml", "docker-compose.yml", ".ci/run")]
    fichiers += [*(RACINE / "docs").rglob("*.md"), *(RACINE / "amihr" / "atelier").glob("*")]
    textes = [f for f in fichiers if f.is_file() and REGISTRES.search(f.read_text(encoding="utf-8"))]
    assert textes == []


def test_un_ouvrier_web_ne_charge_ni_tableur_ni_pdf():
    """Workbooks and PDF are made by tasks: their packages weigh tens of megabytes in each worker (P20)."""
    adresses = "import django; django.setup(); from django.urls import get_resolver; get_resolver().url_patterns"
    lourds = "print(sorted({'xlsxwriter', 'weasyprint', 'pypdfium2'} & set(sys.modules)), 'evaluation.views.exports' in sys.modules)"
    fait = subprocess.run([sys.executable, "-c", f"import sys; {adresses}; {lourds}"], cwd=RACINE, text=True,
                          capture_output=True, check=True)  # fmt: skip
    assert fait.stdout.split() == ["[]", "True"]
