"""The addresses of the site, then those of the demonstration."""

from django.urls import include, path

from amihr.urls import handler400, handler500
from amihr.urls import urlpatterns as adresses_du_site

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [path("demo/", include("amihr.pilotage.demo.urls")), *adresses_du_site]
