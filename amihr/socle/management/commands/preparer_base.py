"""Bring the database to this version of the code: one command for the demonstration and for production."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Applique les migrations puis donne ses droits au rôle du site (à lancer comme propriétaire)."

    def handle(self, *args, **options):
        call_command("migrate", verbosity=options["verbosity"] - 1, interactive=False)
        call_command("preparer_roles")
