"""The room of seats and undertakings."""

from django.apps import AppConfig


class HabilitationsConfig(AppConfig):
    name = "amihr.habilitations"
    label = "habilitations"
    verbose_name = "Habilitations"
