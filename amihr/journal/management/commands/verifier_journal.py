from django.core.management.base import BaseCommand, CommandError

from amihr.journal.chaine import verifier
from amihr.journal.models import Chaine
from amihr.socle.textes import pluriel


class Command(BaseCommand):
    help = "Vérifie le journal et ses ancres ; nomme la première ligne fautive et sort en erreur s’il y en a une."

    def add_arguments(self, parser):
        parser.add_argument("--chaine", choices=Chaine.values, help="une seule chaîne, sinon les deux")

    def handle(self, *args, chaine=None, **options):
        fautes = []
        for nom in [chaine] if chaine else Chaine.values:
            resultat = verifier(nom)
            if resultat.est_intacte:
                self.stdout.write(
                    f"{nom} : intacte, {pluriel(resultat.nombre, 'ligne')}"
                    f"{f', dernière empreinte {resultat.derniere_empreinte}' if resultat.nombre else ''}"
                )
                self.stdout.write(f"  {resultat.portee}")
            else:
                fautes.append(f"{nom} : {resultat.anomalie.phrase}")
        if fautes:
            raise CommandError("\n".join(fautes))
