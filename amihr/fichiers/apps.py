from django.apps import AppConfig


class FichiersConfig(AppConfig):
    name = "amihr.fichiers"
    label = "fichiers"
    verbose_name = "fichiers privés"
    default_auto_field = "django.db.models.BigAutoField"
