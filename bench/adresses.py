"""The site's addresses, and beside them those of the floors."""

from django.urls import path

from amihr.urls import handler400, handler500
from amihr.urls import urlpatterns as site
from bench.planchers import plancher

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [path("plancher/<slug:nom>/", plancher), *site]
