"""Checks of the deployed system, run by `check --database default` and by every `migrate`."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connections


@register(Tags.database)
def horloge_en_place(app_configs, databases, **options):
    """Where the clock may not be moved, nobody may have moved it by SQL either: it would reopen a closed call."""
    if getattr(settings, "HORLOGE_DEPLACABLE", False) or "default" not in (databases or []):
        return []
    with connections["default"].cursor() as curseur:
        curseur.execute("SELECT to_regclass('horloge_deplacee') IS NOT NULL")
        if not curseur.fetchone()[0]:
            return []  # nothing is migrated yet
        curseur.execute("SELECT EXISTS (SELECT FROM horloge_deplacee)")
        deplacee = curseur.fetchone()[0]
    conseil = "Videz la table horloge_deplacee, puis cherchez qui l’a remplie."
    return [Error("L’horloge de la base a été déplacée.", hint=conseil, id="socle.E001")] if deplacee else []
