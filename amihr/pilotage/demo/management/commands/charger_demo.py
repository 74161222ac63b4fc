from django.core.management.base import BaseCommand

from amihr import horloge
from amihr.pilotage.demo import temoin
from amihr.pilotage.demo.chargement import charger_la_demonstration, comptes_a_montrer, est_chargee
from amihr.pilotage.demo.personnes import MOT_DE_PASSE


class Command(BaseCommand):
    help = "Charge les données fictives de la démonstration ; déjà chargées, dit seulement les comptes."

    def add_arguments(self, parser):
        parser.add_argument("--recommencer", action="store_true", help="efface tout, puis recharge")

    def handle(self, *args, recommencer, **options):
        if recommencer or not est_chargee():
            temoin.vider()  # what an interrupted load left is not worth mending
            charger_la_demonstration(horloge.jour_de_paris(horloge.instant_de_la_base()))
        for role, courriel in comptes_a_montrer():
            self.stdout.write(f"  {role:<42} {courriel:<42} {MOT_DE_PASSE}")
