from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from amihr.editions import appel
from amihr.pilotage.chargement import charger
from amihr.socle.refus import ActeRefuse


class Command(BaseCommand):
    help = "Charge une édition depuis son fichier (voir amihr/editions/appels/)."

    def add_arguments(self, parser):
        parser.add_argument("fichier", help="chemin du fichier, ou nom d’un fichier livré avec le logiciel")
        parser.add_argument("--courante", action="store_true", help="en faire l’édition courante, à la racine du site")

    def handle(self, *args, fichier, courante, **options):
        chemin = Path(fichier)
        if not chemin.exists():
            chemin = appel.APPELS / f"{fichier.removesuffix('.yaml')}.yaml"
        if not chemin.exists():
            livres = ", ".join(fichier.stem for fichier in appel.fichiers())
            raise CommandError(f"Il n’y a pas de fichier « {fichier} ». Livrés avec le logiciel : {livres}.")
        try:
            edition = charger(appel.lire(chemin), courante=courante)
        except appel.AppelInvalide as erreur:
            raise CommandError(f"{chemin.name}, ligne {erreur.ligne} : {erreur.raison}") from erreur
        except ActeRefuse as refus:
            raise CommandError(refus.phrase) from refus
        self.stdout.write(f"Édition « {edition} » chargée.")
