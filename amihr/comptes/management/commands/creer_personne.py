from django.core.management.base import BaseCommand, CommandError

from amihr.comptes.actes import attribuer, creer_personne
from amihr.comptes.models import Role
from amihr.socle.refus import ActeRefuse


class Command(BaseCommand):
    help = "Ouvre un compte et lui attribue des rôles : le premier administrateur ne peut venir que d’ici."

    def add_arguments(self, analyseur):
        analyseur.add_argument("courriel")
        analyseur.add_argument("prenom")
        analyseur.add_argument("nom")
        analyseur.add_argument("--role", action="append", default=[], choices=Role.values, dest="roles")

    def handle(self, *args, courriel, prenom, nom, roles, **options):
        try:
            personne = creer_personne(courriel, prenom, nom)
            for role in roles:
                attribuer(personne, role, par=None)
        except ActeRefuse as refus:
            raise CommandError(refus.phrase) from refus
        self.stdout.write(
            f"Compte ouvert : {personne.courriel} ({', '.join(roles) or 'aucun rôle'}). "
            "Son titulaire choisit son mot de passe par « Mot de passe oublié »."
        )
