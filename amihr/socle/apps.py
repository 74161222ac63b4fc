from django.apps import AppConfig


class SocleConfig(AppConfig):
    """Technical helpers: refusals, limits, middleware, SQL functions."""

    name = "amihr.socle"
    label = "socle"
    verbose_name = "Socle technique"
