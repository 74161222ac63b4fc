from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "amihr.comptes"
    label = "comptes"
    verbose_name = "Comptes"
