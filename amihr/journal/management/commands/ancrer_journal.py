from django.core.management.base import BaseCommand

from amihr import horloge
from amihr.journal import ancres


class Command(BaseCommand):
    help = "Écrit une ancre signée de chaque chaîne du journal qui a avancé depuis la précédente."

    def handle(self, *args, **options):
        nouvelles = ancres.ancrer(horloge.maintenant())
        for ancre in nouvelles:
            self.stdout.write(f"{ancre.chaine} : ancrée au nº {ancre.seq}, empreinte {ancre.empreinte}")
        if not nouvelles:
            self.stdout.write("Rien de nouveau depuis la dernière ancre.")
