"""The addresses of the house, assembled from the rooms by dotted strings."""

from django.urls import include, path

from amihr.pilotage.heure import heure
from amihr.socle.sante import sante

urlpatterns = [
    path("horloge.json", heure, name="horloge"),
    path("sante/", sante, name="sante"),
    path("", include("amihr.pilotage.urls")),
    path("", include("evaluation.urls")),  # before the parts of a dossier, whose address takes any word
    path("", include("candidatures.urls")),
    path("", include("amihr.habilitations.urls")),
    path("compte/", include("amihr.comptes.urls")),
    path("", include("catalogue.urls")),
    path("", include("amihr.editions.urls")),
    path("", include("amihr.editions.urls_communes")),
]

handler400 = "amihr.socle.pannes.demande_illisible"
handler500 = "amihr.socle.pannes.erreur_du_service"
