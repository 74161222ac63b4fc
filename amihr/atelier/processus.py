"""Children of the demonstration: started apart from the terminal, remembered, stopped."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path


def lancer(commande, *, journal, environnement, cwd, herites=()):
    """Start a child in its own session, so that Ctrl-C reaches the supervisor only; it inherits these descriptors."""
    with open(journal, "ab") as sortie:
        return subprocess.Popen(
            [str(mot) for mot in commande], stdout=sortie, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            env=environnement, cwd=cwd, start_new_session=True, pass_fds=herites,
        )  # fmt: skip


def arreter(enfants, delai=15):
    """Ask all children to stop, wait, then make those that remain."""
    vivants = [enfant for enfant in enfants if enfant.poll() is None]
    for enfant in vivants:
        enfant.terminate()
    limite = time.monotonic() + delai
    for enfant in vivants:
        try:
            enfant.wait(timeout=max(0.1, limite - time.monotonic()))
        except subprocess.TimeoutExpired:
            _envoyer_au_groupe(enfant.pid, signal.SIGKILL)
            enfant.wait()


def noter(fichier, enfants, **autres):
    """Write down who was started: the next start looks for those that a kill -9 left."""
    numeros = {str(enfant.pid): naissance(enfant.pid) for enfant in enfants}
    fichier.write_text(json.dumps({"processus": numeros, **autres}))


def lire(fichier):
    """What `noter()` wrote, or {}."""
    try:
        return json.loads(fichier.read_text())
    except (OSError, ValueError):
        return {}


def vit(pid, nee_a):
    """Is this very process alive, not another that took its number?"""
    return nee_a is not None and naissance(pid) == nee_a


def balayer(fichier):
    """Stop the children of a supervisor that was killed; returns how many there were."""
    restes = [int(pid) for pid, nee_a in lire(fichier).get("processus", {}).items() if vit(pid, nee_a)]
    for envoi in (signal.SIGTERM, signal.SIGKILL):
        for pid in restes:
            _envoyer_au_groupe(pid, envoi)
        for _ in range(100 if envoi == signal.SIGTERM else 20):
            if not any(naissance(pid) for pid in restes):
                break
            time.sleep(0.1)
    fichier.unlink(missing_ok=True)
    return len(restes)


def _envoyer_au_groupe(pid, envoi):
    try:
        os.killpg(pid, envoi)
    except (ProcessLookupError, PermissionError):
        return


def naissance(pid):
    """When a live process started, in clock ticks since the machine did; None for the dead and the zombies."""
    try:
        champs = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return None
    return None if champs[0] == "Z" else champs[19]
