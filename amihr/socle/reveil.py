"""Wake the worker without ever making a request wait: beat finds whatever a lost wake-up left."""

import logging
from threading import Lock, Thread

from celery import current_app
from django.conf import settings

ATTENTE_MAXIMALE = 0.2
PEREMPTION = 60

journal_technique = logging.getLogger(__name__)
_un_seul = Lock()


def reveiller(*taches):
    """Ask the worker to look at once for what is due: these tasks, or those named by the setting REVEIL.

    Takes 0.2 s at most and raises nothing: a broker that hangs holds one thread, never the request.
    """
    tour = _un_seul
    if not tour.acquire(blocking=False):
        return  # the earlier call is still knocking at a slow broker: one is enough
    fil = Thread(target=_appeler, args=[tour, taches or settings.REVEIL], name="reveil", daemon=True)
    try:
        fil.start()
    except RuntimeError:
        tour.release()
        return
    fil.join(ATTENTE_MAXIMALE)


def _appeler(tour, taches):
    try:
        for tache in taches:
            current_app.send_task(tache, retry=False, expires=PEREMPTION, ignore_result=True)
    except Exception as erreur:  # noqa: BLE001 - any failure of the broker is answered by beat
        journal_technique.warning(
            "Réveil impossible (%s) : la tâche périodique prendra le relais.", type(erreur).__name__
        )
    finally:
        tour.release()
