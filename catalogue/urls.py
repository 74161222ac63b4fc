"""The addresses of the catalogue, of verification and of labels (ux.md 6)."""

from django.urls import path, re_path

from .views import catalogue, flux, laureat, region, verification

app_name = "catalogue"

urlpatterns = [
    path("catalogue/", catalogue.liste, name="liste"),
    path("catalogue.json", flux.catalogue_json, name="json"),
    path("catalogue.csv", flux.catalogue_csv, name="csv"),
    path("catalogue/comparer/", catalogue.comparer, name="comparer"),
    path("catalogue/<slug:slug>/", catalogue.fiche, name="fiche"),
    path("catalogue/<slug:slug>.json", flux.fiche_json, name="fiche_json"),
    path("catalogue/<slug:slug>/logo.png", catalogue.logo, name="logo"),
    path("verifier/", verification.verifier, name="verifier"),
    path("verifier/<str:code>/", verification.verifier_code, name="verifier_code"),
    path("verifier/<str:code>.json", verification.verifier_json, name="verifier_json"),
    re_path(r"^macaron/(?P<code>[^/]+)\.(?P<format_>svg|png)$", verification.macaron, name="macaron"),
    path("laureats/<str:cle>/macaron/", laureat.macaron_du_laureat, name="macaron_du_laureat"),
    path("laureats/<str:cle>/macaron.pdf", laureat.macaron_a_imprimer, name="macaron_a_imprimer"),
    path("region/labels/", region.labels, name="labels"),
    path("region/labels/delivrer/", region.delivrer_les_labels, name="delivrer"),
    path("region/labels/<str:code>/", region.label, name="label"),
    path("region/labels/<str:code>/retirer/", region.retirer_le_label, name="retirer"),
    path("region/labels/<str:code>/retablir/", region.retablir_le_label, name="retablir"),
]
