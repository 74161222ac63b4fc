"""One server for both: the site with all of its middlewares, the floors with none."""

import os

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.reglages")
site = get_wsgi_application()


class Nu(WSGIHandler):
    """Django without any middleware. Not by `override_settings`: `django.test` is no part of a web worker's memory."""

    def load_middleware(self, is_async=False):
        du_site, settings.MIDDLEWARE = settings.MIDDLEWARE, []
        super().load_middleware(is_async)
        settings.MIDDLEWARE = du_site


nu = Nu()


def application(environ, start_response):
    """Answer a floor's address barely, any other as in production."""
    repondre = nu if environ["PATH_INFO"].startswith("/plancher/") else site
    return repondre(environ, start_response)
