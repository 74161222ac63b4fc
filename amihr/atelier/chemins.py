"""Where the workshop keeps things: one set of folders per checkout and per account."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

RACINE = Path(__file__).resolve().parents[2]
VAR = RACINE / "var"
EST_ROOT = os.geteuid() == 0
# A Unix socket's path holds 107 bytes at most; ".s.PGSQL.5432" and the separator take 14 of them.
LONGUEUR_MAXIMALE = 90


def empreinte_du_depot():
    """Twelve characters that tell this checkout from any other on the machine."""
    return hashlib.sha256(os.fsencode(RACINE)).hexdigest()[:12]


def dossier_des_sockets(nom):
    """The folder of the sockets of engine `nom`: short whatever the checkout's path is."""
    feuille = f"app-{os.geteuid()}-{empreinte_du_depot()}-{nom}"
    dossier = Path(tempfile.gettempdir()) / feuille
    if len(os.fsencode(dossier)) > LONGUEUR_MAXIMALE:
        dossier = Path("/tmp") / feuille  # noqa: S108 - its owner and mode are checked
    return dossier


def dossier_des_moteurs(nom):
    """The folder of the files of engine `nom`.

    Under root it is outside the checkout: PostgreSQL then runs as an account that may not enter it.
    """
    if EST_ROOT:
        return Path("/var/tmp") / f"app-{os.geteuid()}-{empreinte_du_depot()}" / nom  # noqa: S108 - likewise
    return VAR / "moteurs" / nom


def cle_de_la_demo():
    """The demonstration's own secret key, made once: sessions outlive a restart."""
    fichier = VAR / "demo" / "cle"
    if not fichier.exists():
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.touch(mode=0o600)
        fichier.write_text(secrets.token_urlsafe(48))
    return fichier.read_text()
