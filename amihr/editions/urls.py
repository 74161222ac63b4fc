"""Addresses of the pages of one edition."""

from django.urls import path, register_converter

from amihr.editions import views, views_actualites, views_questions


class Numero:
    """A version number as it is written: no leading zero, so that a version has one address."""

    regex = r"[1-9]\d{0,4}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(Numero, "numero")

app_name = "editions"
urlpatterns = [
    path("", views.accueil, name="accueil"),
    path("reglement/", views.reglement, name="reglement"),
    path("reglement/<numero:numero>/", views.reglement_version, name="reglement_version"),
    path("reglement/<numero:numero>.pdf", views.reglement_pdf, name="reglement_pdf"),
    path("reglement/documents/<slug:code>.pdf", views.document_associe, name="document_associe"),
    path("questions/", views_questions.questions, name="questions"),
    path("questions/poser/", views_questions.poser, name="poser_une_question"),
    path("actualites/", views_actualites.actualites, name="actualites"),
    path("actualites.atom", views_actualites.flux, name="flux"),
    path("actualites/abonnement/", views_actualites.abonnement, name="abonnement"),
    path("actualites/abonnement/confirmer/<str:jeton>/", views_actualites.confirmer, name="confirmer_l_abonnement"),
    path("actualites/desabonnement/<str:jeton>/", views_actualites.se_desabonner, name="se_desabonner"),
    path("eligibilite/", views.eligibilite, name="eligibilite"),
    path("echeance.json", views.echeance, name="echeance"),
    path("calendrier/", views.calendrier, name="calendrier"),
    path("calendrier.ics", views.calendrier_ics, name="calendrier_ics"),
    path("contact/", views.contact, name="contact"),
]
