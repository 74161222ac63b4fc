from django.apps import AppConfig


class PilotageConfig(AppConfig):
    name = "amihr.pilotage"
    label = "pilotage"
    verbose_name = "Pilotage"
