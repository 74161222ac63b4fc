"""The addresses of the house, assembled from the rooms by dotted strings."""

from django.urls import include, path

urlpatterns = [
    path("compte/", include("allauth.urls")),
]
