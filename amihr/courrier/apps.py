from django.apps import AppConfig


class CourrierConfig(AppConfig):
    """The outbox."""

    name = "amihr.courrier"
    label = "courrier"
    verbose_name = "Courrier"
