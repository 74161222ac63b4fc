"""Threads that start together, each on its own connection."""

from threading import Barrier, Thread

from django.db import connection


def ensemble(*travaux):
    """Run the callables at once; return, in their order, what each gave back or the exception it raised."""
    depart, rendus = Barrier(len(travaux)), [None] * len(travaux)

    def courir(rang, travail):
        depart.wait()
        try:
            rendus[rang] = travail()
        except Exception as faute:  # noqa: BLE001 - told to the test
            rendus[rang] = faute
        finally:
            connection.close()

    fils = [Thread(target=courir, args=paire) for paire in enumerate(travaux)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return rendus
