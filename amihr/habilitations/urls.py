"""The addresses of the undertakings."""

from django.urls import path

from . import views

app_name = "habilitations"

urlpatterns = [
    path("commission/engagement/", views.engagement, name="engagement"),
    path("commission/engagement/signer/", views.signer, name="signer"),
    path("commission/engagement/exemplaires/<uuid:signature_id>.pdf", views.exemplaire, name="exemplaire"),
]
