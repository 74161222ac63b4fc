"""Note that a backup, or a restoration drill, has ended well: see docs/production.md."""

import re

from django.core.management.base import BaseCommand, CommandError

from amihr.pilotage.sauvegardes import noter
from amihr.socle.models import Sauvegarde

Genre = Sauvegarde.Genre


class Command(BaseCommand):
    help = "Note qu’une sauvegarde (ou, avec --exercice, un exercice de restauration) vient de se terminer sans erreur."

    def add_arguments(self, parser):
        parser.add_argument("--exercice", action="store_true", help="c’est un exercice de restauration")
        parser.add_argument("--empreinte", default="", help="SHA-256 de l’archive, en hexadécimal")

    def handle(self, *args, exercice, empreinte, **options):
        """Leave the mark; refuse a hash that is not one."""
        empreinte = empreinte.lower()
        if empreinte and not re.fullmatch(r"[0-9a-f]{64}", empreinte):
            raise CommandError("L’empreinte doit compter 64 chiffres hexadécimaux.")
        marque = noter(Genre.EXERCICE if exercice else Genre.SAUVEGARDE, empreinte=empreinte)
        self.stdout.write(f"{marque.get_genre_display()} notée à {marque.notee_le.isoformat()}")
