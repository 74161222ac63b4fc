"""The addresses of the demonstration."""

from django.urls import path

from amihr.pilotage.demo import views

app_name = "demo"

urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("entrer/", views.connexion, name="entrer"),
    path("scenes/<slug:cle>/", views.scene, name="scene"),
    path("annuaire/search", views.annuaire, name="annuaire"),
    path("courriels/", views.courriels, name="courriels"),
    path("courriels/<str:cle>/", views.courriel, name="courriel"),
    path("visite/", views.accueil_de_la_visite, name="visite"),
    path("visite/quitter/", views.quitter_la_visite, name="quitter"),
    path("visite/<int:rang>/", views.vue_de_la_visite, name="vue"),
    path("journal/", views.journal, name="journal"),
    path("journal/falsifier/", views.falsifier, name="falsifier"),
    path("classement/", views.classement, name="recalcul"),
    path("classement/refaire/", views.refaire, name="refaire"),
]
