"""What a supervisor, a proxy or a person on call asks: can this site work now?"""

import time
from urllib.parse import unquote, urlsplit

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.backoff import NoBackoff
from redis.retry import Retry

from amihr.socle.battements import WEB, battre

ECART_PERMIS = 2.0  # seconds; beyond it somebody must look, but the database's clock alone counts
ATTENTE_DU_COURTIER = 0.3
_toutes_appliquees = []


@never_cache
@require_safe
@login_not_required
def sante(request):
    """Answer 200 if the database answers and is migrated, else 503; the clock and the broker are only reported.

    Effect: the web server's beat of this minute, once the database is migrated. A probe asks every few seconds.
    """
    try:
        ecart = ecart_d_horloge()
        migrations = migrations_appliquees()
        if migrations:
            battre(WEB)
    except DatabaseError:
        return JsonResponse({"base": "absente"}, status=503)
    constat = {
        "base": "ok",
        "migrations": "ok" if migrations else "manquantes",
        "horloge": "ok" if abs(ecart) <= ECART_PERMIS else "ecart",
        "ecart_secondes": round(ecart, 3),
        "courtier": "ok" if courtier_repond() else "absent",
    }
    return JsonResponse(constat, status=200 if migrations else 503)


def ecart_d_horloge():
    """Seconds by which this server's clock is ahead of PostgreSQL's true one."""
    with connection.cursor() as curseur:
        avant = time.time()  # noqa: TID251 - the one place that compares the two clocks
        curseur.execute("SELECT extract(epoch FROM clock_timestamp())")
        base = float(curseur.fetchone()[0])
        apres = time.time()  # noqa: TID251
    return (avant + apres) / 2 - base


def migrations_appliquees():
    """Is every migration of this code in the database? Once it is, the answer is kept."""
    if not _toutes_appliquees:
        executeur = MigrationExecutor(connection)
        if executeur.migration_plan(executeur.loader.graph.leaf_nodes()):
            return False
        _toutes_appliquees.append(True)
    return True


def courtier_repond():
    """Does the broker answer at once?"""
    try:
        with redis.Redis(**_acces_au_courtier(), retry=Retry(NoBackoff(), 0)) as client:
            return client.ping()
    except (redis.RedisError, OSError):
        return False


def _acces_au_courtier():
    morceaux = urlsplit(settings.CELERY_BROKER_URL)
    delais = {"socket_timeout": ATTENTE_DU_COURTIER, "socket_connect_timeout": ATTENTE_DU_COURTIER}
    if morceaux.scheme == "redis+socket":
        return delais | {"unix_socket_path": unquote(morceaux.path)}
    acces = {"host": morceaux.hostname, "port": morceaux.port or 6379, "ssl": morceaux.scheme == "rediss"}
    return delais | acces | {"username": morceaux.username, "password": morceaux.password}
