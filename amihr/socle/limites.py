"""Rate limits counted in PostgreSQL: Redis stopped changes nothing."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.crypto import salted_hmac

# One statement counts and tells: two simultaneous requests cannot both be the last allowed one. The one that waited for
# the row may have read the clock before the one that opened the window: a start in the near future is still this
# window. One that starts further ahead than a window lasts is over (the demonstration moved the clock back).
COMPTER = """
INSERT INTO socle_compteur AS c (cle, debut, compte) VALUES (%(cle)s, horloge_instant(), 1)
ON CONFLICT (cle) DO UPDATE SET
    (compte, debut) = (
        SELECT CASE WHEN en_cours THEN c.compte + 1 ELSE 1 END, CASE WHEN en_cours THEN c.debut ELSE EXCLUDED.debut END
        FROM (SELECT c.debut - EXCLUDED.debut > - make_interval(secs => %(secondes)s)
                 AND c.debut - EXCLUDED.debut < make_interval(secs => %(secondes)s)) AS f (en_cours)
    )
RETURNING compte
"""


def permettre(cle, maximum, secondes):
    """Count one more act under `cle` and say whether it is within `maximum` per window of `secondes`.

    The window starts at the first act. Call it outside of a transaction: a rollback would forget the count.
    The key is stored hashed, so that no address stands in the table.
    """
    with connection.cursor() as curseur:
        curseur.execute(COMPTER, {"cle": _hacher(cle), "secondes": secondes})
        return curseur.fetchone()[0] <= maximum


def oublier_les_anciens(age=timedelta(days=2)):
    """Delete the counters older than `age`; returns how many."""
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM socle_compteur WHERE debut < horloge_instant() - %s", [age])
        return curseur.rowcount


def adresse_du_client(request):
    """The client's address, believing X-Forwarded-For only for as many proxies as the settings trust."""
    mandataires = settings.MANDATAIRES_DE_CONFIANCE
    relais = [adresse.strip() for adresse in request.headers.get("X-Forwarded-For", "").split(",") if adresse.strip()]
    if mandataires and len(relais) >= mandataires:
        return relais[-mandataires]
    return request.META.get("REMOTE_ADDR", "")


def _hacher(cle):
    return salted_hmac("amihr.socle.limites", str(cle), algorithm="sha256").hexdigest()
