from django.apps import AppConfig


class TerritoiresConfig(AppConfig):
    name = "amihr.territoires"
    label = "territoires"
    verbose_name = "Territoires"
