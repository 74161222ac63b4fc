from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "amihr.pilotage.demo"
    label = "demo"
    verbose_name = "Démonstration"
