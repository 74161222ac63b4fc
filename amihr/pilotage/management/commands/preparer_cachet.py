"""Make the key and the certificate of the instance's seal, at set-up."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from amihr.horloge import instant_de_la_base
from amihr.socle.cachet import creer_certificat


class Command(BaseCommand):
    help = "Crée, s’il n’existe pas encore, le certificat du cachet électronique de l’instance."

    def handle(self, *args, **options):
        """Create the certificate; run twice, it keeps the first one."""
        chemin = creer_certificat(f"Cachet de {urlsplit(settings.ADRESSE_PUBLIQUE).hostname}", instant_de_la_base())
        self.stdout.write(f"Certificat du cachet\u00a0: {chemin}")
