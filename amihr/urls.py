"""The addresses of the house, assembled from the rooms by dotted strings."""

from django.urls import include, path

from amihr.pilotage.heure import heure

urlpatterns = [
    path("horloge.json", heure, name="horloge"),
    path("compte/", include("amihr.comptes.urls")),
]
