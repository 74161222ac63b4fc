"""The addresses of the Région's space."""

from django.urls import path, re_path

from .views import (
    cloture,
    commission,
    complements,
    comptes,
    edition,
    instruction,
    liens,
    pret,
    questions,
    redaction,
    registres,
    tableau,
)

app_name = "pilotage"

DOSSIER = "region/candidatures/<str:reference>/"
RUBRIQUE = "region/edition/<slug:slug>/"

urlpatterns = [
    path("region/", tableau.tableau, name="region"),
    path("region/cloture/", cloture.cloture, name="cloture"),
    path("region/cloture/rapports/<uuid:rapport_id>/", cloture.rapport, name="rapport_de_cloture"),
    path("region/candidatures/", instruction.liste, name="candidatures"),
    path("region/candidatures/ouvrir-l-evaluation/", instruction.ouvrir_l_evaluation, name="ouvrir_l_evaluation"),
    path(DOSSIER, instruction.dossier, name="candidature"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/", instruction.piece, name="piece"),
    path(f"{DOSSIER}disqualifier/", instruction.disqualifier, name="disqualifier"),
    path("region/complements/", complements.registre, name="registre_des_complements"),
    path(f"{DOSSIER}complements/", complements.complements, name="complements"),
    path(f"{DOSSIER}complements/pieces/<uuid:piece_id>/", complements.piece, name="piece_de_complement"),
    path(f"{DOSSIER}complements/<uuid:complement_id>/prolonger/", complements.prolonger, name="prolonger_complement"),
    path(f"{DOSSIER}complements/<uuid:complement_id>/fermer/", complements.fermer, name="fermer_complement"),
    path(f"{DOSSIER}<slug:examen>/", instruction.examiner, name="examen"),
    path("region/commission/", commission.commission, name="commission"),
    path("region/commission/nommer/", commission.nommer, name="nommer"),
    path("region/commission/<uuid:membre_id>/retirer/", commission.retirer, name="retirer_membre"),
    path("region/commission/engagements/", commission.registre, name="engagements"),
    path("region/commission/liens/", liens.liens, name="liens"),
    path("region/commission/liens/<str:reference>/<uuid:personne_id>/", liens.trancher, name="trancher"),
    path("region/questions/", questions.questions, name="questions"),
    path("region/questions/<str:reference_de_question>/", questions.question, name="question"),
    path("region/envois/", registres.envois, name="envois"),
    path("region/envois/<uuid:courrier_id>/regler/", registres.regler, name="regler_courrier"),
    path("region/journal/", registres.journal, name="journal"),
    path("region/comptes/", comptes.comptes, name="comptes"),
    path("region/comptes/<uuid:personne_id>/", comptes.compte, name="compte"),
    path("region/comptes/<uuid:personne_id>/<slug:nom>/", comptes.agir, name="agir_sur_un_compte"),
    path("region/edition/", edition.edition, name="edition"),
    path("region/edition/pret/", pret.pret, name="pret"),
    path("region/edition/pret/viser/", pret.viser, name="viser"),
    path("region/edition/annonces/", edition.annonces, name="annonces"),
    path("region/edition/reporter/", edition.reporter, name="reporter"),
    path("region/edition/reglement/", edition.nouvelle_version, name="nouveau_reglement"),
    path("region/edition/textes/", redaction.textes, name="textes"),
    path("region/edition/textes/<str:code>/", edition.texte, name="texte"),
    path("region/edition/courriels/", redaction.courriels, name="courriels"),
    path("region/edition/reglages/", redaction.reglages, name="reglages"),
    path("region/edition/cloner/", redaction.cloner, name="cloner"),
    path("region/edition/fichier.yaml", redaction.telecharger, name="fichier_de_l_edition"),
    re_path(f"^region/edition/(?P<geste>{'|'.join(edition.GESTES)})/$", edition.conduire, name="conduire"),
    path(RUBRIQUE, redaction.rubrique, name="rubrique"),
    path(f"{RUBRIQUE}<str:cle>/", redaction.element, name="element"),
    path(f"{RUBRIQUE}<str:cle>/retirer/", redaction.retirer, name="retirer_element"),
    path(f"{RUBRIQUE}<str:cle>/<slug:sens>/", redaction.deplacer, name="deplacer_element"),
]
