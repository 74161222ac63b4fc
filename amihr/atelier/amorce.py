"""Install what the project needs, from nothing but Python 3.11+ with its venv module.

Run by the machine's own Python before anything else exists. uv goes to .boot/ (by pip, with its hashes), then
uv builds .venv from uv.lock, hashes checked. Done again only when the lock or the request has changed.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from amihr.atelier import chemins

UV = chemins.RACINE / ".boot" / "bin" / "uv"
EXIGENCE_UV = Path(__file__).with_name("uv.txt")
VENV = chemins.RACINE / ".venv"
FAIT = VENV / "installe"
# Python 3.11 and 3.12 first: the embedded Redis has its wheels for them.
PYTHONS = ["3.12", "3.11", "3.13", "3.14"]
GROUPES = {"demo": ["--no-dev", "--group", "moteurs"], "tests": []}


class InstallationImpossible(Exception):
    """The message says what to do."""


def installer(usage):
    """Make .venv ready for `usage`: "demo" (without the developer's tools) or "tests".

    Effects, in order: .boot/ with uv, .venv with the locked packages, the mark that says so.
    Raises InstallationImpossible.
    """
    usage_present, empreinte_presente = FAIT.read_text().split() if FAIT.exists() else (usage, "")
    if usage_present == "tests":
        usage = "tests"  # the developer's tools, once installed, stay
    if (usage_present, empreinte_presente) == (usage, _empreinte()):
        return
    print("Installation des dépendances verrouillées…", flush=True)
    _installer_uv()
    environnement = os.environ | {"UV_PYTHON_DOWNLOADS": "never", "UV_PROJECT_ENVIRONMENT": str(VENV)}
    commande = [str(UV), "sync", "--frozen", "--quiet", "--no-progress", "--python", _python(), *GROUPES[usage]]
    if subprocess.run(commande, cwd=chemins.RACINE, env=environnement, check=False).returncode:
        raise InstallationImpossible("L’installation des dépendances a échoué (message de uv ci-dessus).")
    FAIT.write_text(f"{usage} {_empreinte()}")


def _installer_uv():
    """Make .boot/ with the pinned uv, unless it is there in the right version."""
    marque = chemins.RACINE / ".boot" / "installe"
    voulu = hashlib.sha256(EXIGENCE_UV.read_bytes()).hexdigest()
    if marque.exists() and marque.read_text() == voulu and UV.exists():
        return
    try:
        venv.create(chemins.RACINE / ".boot", with_pip=True, clear=True)
    except (subprocess.CalledProcessError, SystemExit) as erreur:
        raise InstallationImpossible("Python n’a pas son module venv : apt-get install python3-venv") from erreur
    pip = [str(UV.with_name("python")), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    fait = subprocess.run([*pip, "--require-hashes", "-r", str(EXIGENCE_UV)], check=False)
    if fait.returncode:
        raise InstallationImpossible("pip n’a pas pu installer uv (message ci-dessus) : le réseau répond-il ?")
    marque.write_text(voulu)


def _python():
    """The interpreter to use: the running one if it has the engines' wheels, else the best that uv finds."""
    if sys.version_info[:2] in {(3, 11), (3, 12)}:
        return sys.executable
    for version in PYTHONS:
        essai = [str(UV), "python", "find", "--no-project", "--no-python-downloads", version]
        trouve = subprocess.run(essai, capture_output=True, text=True, check=False)
        if trouve.returncode == 0:
            return trouve.stdout.strip()
    return sys.executable


def _empreinte():
    return hashlib.sha256((chemins.RACINE / "uv.lock").read_bytes()).hexdigest()


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this very script is run by whatever Python there is
        sys.exit("Il faut Python 3.11 ou plus récent.")
    try:
        installer(sys.argv[1])
    except InstallationImpossible as erreur:
        sys.exit(str(erreur))
