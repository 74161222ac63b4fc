"""Several people at once: each in a thread with a connection of its own, all started together."""

import time
from threading import Barrier, Thread

from django.db import connection

ATTENTE = 60
# Of this database only: the other process of the suite has its own, on the same server.
QUI_ATTEND = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND wait_event_type = 'Lock'
"""


def ensemble(*gestes):
    """Run the gestures together; return what each answered, or the exception that it raised, in their order."""
    depart, issues = Barrier(len(gestes)), [None] * len(gestes)

    def courir(rang, geste):
        depart.wait(ATTENTE)
        try:
            issues[rang] = geste()
        except Exception as faute:  # noqa: BLE001 - told to the test
            issues[rang] = faute
        finally:
            connection.close()

    fils = [Thread(target=courir, args=paire) for paire in enumerate(gestes)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(ATTENTE)
    return issues


def en_parallele(geste):
    """Start the gesture in another thread; return a function that waits for its end and gives its issue."""
    issues = []

    def courir():
        issues.extend(ensemble(geste))

    fil = Thread(target=courir)
    fil.start()

    def issue():
        fil.join(ATTENTE)
        return issues[0]

    return issue


def attendre_qu_un_autre_attende():
    """Return once another connection waits for a lock: the gesture in the other thread has got that far."""
    limite = time.monotonic() + ATTENTE
    while time.monotonic() < limite:
        with connection.cursor() as curseur:
            curseur.execute("SELECT pg_stat_clear_snapshot()")  # inside a transaction it would not change any more
            curseur.execute(QUI_ATTEND)
            if curseur.fetchone()[0]:
                return
        time.sleep(0.02)
    raise AssertionError("Personne n’attend de verrou.")
