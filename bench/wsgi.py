"""One server for both: the site with all of its middlewares, the floors with none."""

import os

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.test.utils import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.reglages")
site = get_wsgi_application()


class Nu(WSGIHandler):
    """Django without any middleware."""

    def load_middleware(self, is_async=False):
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)


nu = Nu()


def application(environ, start_response):
    """Answer a floor's address barely, any other as in production."""
    repondre = nu if environ["PATH_INFO"].startswith("/plancher/") else site
    return repondre(environ, start_response)
