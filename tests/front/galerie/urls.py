"""The real addresses, plus the gallery."""

from django.urls import path

from amihr.urls import urlpatterns as reelles
from tests.front.galerie import vues

urlpatterns = [
    *reelles,
    path("galerie/enregistrer", vues.enregistrer, name="galerie_enregistrer"),
    path("galerie/envoyer", vues.envoyer, name="galerie_envoyer"),
    path("galerie/<slug:nom>", vues.montrer, name="galerie"),
]
handler404 = "django.views.defaults.page_not_found"
