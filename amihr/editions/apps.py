from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "amihr.editions"
    label = "editions"
    verbose_name = "Éditions de l’appel"
    default_auto_field = "django.db.models.BigAutoField"
