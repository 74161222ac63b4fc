from django.apps import AppConfig

from amihr.socle import controles


class SocleConfig(AppConfig):
    """Technical helpers: refusals, limits, middleware, SQL functions."""

    name = "amihr.socle"
    label = "socle"
    verbose_name = "Socle technique"
    controles = controles  # imported here so that Django knows them
