"""Addresses of the pages that belong to the instance, whatever the edition."""

from django.urls import path

from amihr.editions import views

urlpatterns = [
    path("plan-du-site/", views.plan_du_site, name="plan_du_site"),
    path("code-source/", views.code_source, name="code_source"),
    path("accessibilite/", views.accessibilite, name="accessibilite"),
    path("mentions-legales/", views.mentions_legales, name="mentions_legales"),
    path("donnees-personnelles/", views.donnees_personnelles, name="donnees_personnelles"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
