"""The few system libraries that no Python package carries, and Debian's Chromium for the browser tests."""

import ctypes
import os
import shutil
import subprocess
from pathlib import Path

PANGO = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
OBJETS = ["libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"]
# Chromium without its windows first: it starts sooner and draws the same pages for a fifth less of processor.
CHROMIUMS = ["chromium-headless-shell", "chromium"]


class PaquetsManquants(Exception):
    """Packages could not be installed; the message holds the exact line to type."""


def installer_pango():
    """Install what PDF documents are drawn with, if absent. Raises PaquetsManquants."""
    if not all(map(_se_charge, OBJETS)):
        _installer(PANGO)


def installer_chromium():
    """Install the browser of the tests, if absent; returns its path. Raises PaquetsManquants."""
    leger, complet = CHROMIUMS
    if not chromium():
        try:
            _installer([leger])
        except PaquetsManquants:  # not packaged everywhere
            _installer([complet])
    return chromium()


def chromium():
    """The path of a Chromium that really runs, or None (Ubuntu's deb is only a pointer to a snap)."""
    choisi = os.environ.get("CHROMIUM")
    for nom in [choisi] if choisi else [*CHROMIUMS, "chromium-browser", "google-chrome-stable", "google-chrome"]:
        chemin = shutil.which(nom)
        if chemin and _repond([chemin, "--version"]):
            return chemin
    return None


def _installer(paquets):
    """By apt: as root, else by sudo without a password, else by the person's own hand."""
    ligne = f"apt-get install -y --no-install-recommends {' '.join(paquets)}"
    if os.geteuid() == 0:
        prefixe = []
    elif shutil.which("sudo") and _repond(["sudo", "-n", "true"]):
        prefixe = ["sudo", "-n"]
    else:
        raise PaquetsManquants(
            f"Il manque des paquets du système. Tapez cette ligne, puis recommencez :\n  sudo {ligne}"
        )
    if not shutil.which("apt-get"):
        raise PaquetsManquants(f"Installez l’équivalent de ces paquets Debian : {' '.join(paquets)}")
    print(f"Installation de {', '.join(paquets)} (apt-get)…", flush=True)
    silence = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdin": subprocess.DEVNULL}
    silence |= {"stdout": subprocess.DEVNULL}
    fait = subprocess.run([*prefixe, *ligne.split()], **silence, stderr=subprocess.DEVNULL, check=False)
    if fait.returncode:  # an empty or old list of packages: read it, once more
        subprocess.run([*prefixe, "apt-get", "update", "-qq"], **silence, check=False)
        fait = subprocess.run([*prefixe, *ligne.split()], **silence, check=False)
    if fait.returncode:
        raise PaquetsManquants(f"apt-get n’a pas abouti. Essayez vous-même :\n  {' '.join(prefixe)} {ligne}".rstrip())


def _se_charge(objet):
    try:
        ctypes.CDLL(objet)
    except OSError:
        return False
    return True


def _repond(commande):
    """Does this command succeed?"""
    sans_sortie = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "stdin": subprocess.DEVNULL}
    try:
        return subprocess.run(commande, **sans_sortie, timeout=30, check=False, cwd=Path("/")).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
