"""The addresses of the commission, and the public page of the criteria."""

from django.urls import path

from .views import (
    affectation,
    bureau,
    calibrage,
    classement,
    decisions,
    discussion,
    dossiers,
    exports,
    fichiers,
    lettres,
    livret,
    mission,
    notes_de_marge,
    notes_privees,
    proces_verbaux,
    publiques,
    seances,
)

app_name = "evaluation"

DOSSIER = "commission/dossiers/<str:reference>/"
CANDIDATURE = "candidatures/<str:reference>/"
AFFECTATION = "region/commission/affectation/"
EN_COMMISSION, EN_REGION = "commission/seance/<uuid:seance_id>/", "region/seances/<uuid:seance_id>/"


def conduite(espace, racine, prefixe):
    """The addresses that conduct a meeting, under one of the two spaces."""
    options = {"espace": espace}
    return [
        path(f"{racine}presences/", seances.consigner_les_presences, options, name=f"{prefixe}presences"),
        path(f"{racine}indicateurs/", seances.montrer_les_indicateurs, options, name=f"{prefixe}indicateurs"),
        path(f"{racine}decisions/<str:reference>/", seances.arreter, options, name=f"{prefixe}arreter"),
        path(f"{racine}clore/", seances.clore, options, name=f"{prefixe}clore"),
    ]


urlpatterns = [
    path("criteres/", publiques.criteres, name="criteres"),
    path("criteres/simulateur/", publiques.simulateur, name="simulateur"),
    path("trame/", publiques.trame, name="trame"),
    path("trame/modele-de-dossier.pdf", publiques.trame_en_fichier, {"format_": "pdf"}, name="trame_pdf"),
    path("trame/modele-de-dossier.docx", publiques.trame_en_fichier, {"format_": "docx"}, name="trame_docx"),
    path("commission/", bureau.bureau, name="bureau"),
    path("commission/calibrage/<int:rang>/", calibrage.calibrage, name="calibrage"),
    path(DOSSIER, dossiers.dossier, name="dossier"),
    path(f"{DOSSIER}discussion/", discussion.discussion, name="discussion"),
    path(f"{DOSSIER}notes/", notes_privees.ecrire, name="notes_privees"),
    path(f"{DOSSIER}marge/", notes_de_marge.annoter, name="annoter"),
    path(f"{DOSSIER}marge/<uuid:note_id>/", notes_de_marge.tenir, name="note_de_marge"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/", dossiers.piece, name="piece"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/lire/", fichiers.lire, name="lire"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/pages/<int:numero>.webp", fichiers.page_de_piece, name="page_de_piece"),
    path("commission/notes/supprimer/", notes_privees.supprimer, name="supprimer_les_notes"),
    path("commission/connaissance/", affectation.connaissance, name="connaissance"),
    path("commission/livret/", livret.livret, name="livret"),
    path("commission/livret.pdf", livret.livret_en_pdf, name="livret_pdf"),
    path("commission/fin-de-mission/", mission.fin_de_mission, name="fin_de_mission"),
    path("commission/fin-de-mission/attestation.pdf", mission.attestation_en_pdf, name="attestation"),
    path("commission/seance/", seances.liste_de_la_commission, name="seances"),
    path(EN_COMMISSION, seances.seance, name="seance"),
    path(f"{EN_COMMISSION}vote/", seances.voter, name="vote"),
    path(f"{EN_COMMISSION}pv.pdf", proces_verbaux.pdf_de_la_commission, name="seance_pv"),
    *conduite("commission", EN_COMMISSION, "seance_"),
    path(AFFECTATION, affectation.affectation, name="affectation"),
    path(f"{AFFECTATION}preparer/", affectation.preparer, name="preparer_l_affectation"),
    path(f"{AFFECTATION}appliquer/", affectation.appliquer, name="appliquer_l_affectation"),
    path(f"{AFFECTATION}<str:reference>/", affectation.un_dossier, name="affecter_un_dossier"),
    path("region/commission/questions/", discussion.discussions_de_la_region, name="discussions"),
    path(
        "region/commission/questions/<str:reference>/",
        discussion.discussion_de_la_region,
        name="discussion_de_la_region",
    ),
    path("region/seances/", seances.liste_de_la_region, name="region_seances"),
    path(f"{EN_REGION}animer/", seances.animer, name="region_animer"),
    path("region/seances/preparer/", classement.avant_la_seance, name="preparer_la_seance"),
    path(f"{EN_REGION}classement/", classement.classement, name="region_classement"),
    path(f"{EN_REGION}pv/", proces_verbaux.proces_verbal, name="region_pv"),
    path(f"{EN_REGION}pv.pdf", proces_verbaux.pdf_de_la_region, name="region_pv_pdf"),
    *conduite("region", EN_REGION, "region_"),
    path("region/decisions/", decisions.decisions, name="decisions"),
    path("region/decisions/acte/", decisions.enregistrer_l_acte, name="acte"),
    path("region/decisions/actes/<uuid:acte_id>/", decisions.fichier_de_l_acte, name="fichier_de_l_acte"),
    path("region/decisions/notifier/", decisions.notifier, name="notifier"),
    path("region/decisions/publier/", decisions.publier, name="publier"),
    path("region/exports/", exports.exports, name="exports"),
    path("region/exports/<uuid:export_id>/", exports.export, name="export"),
    path(f"{CANDIDATURE}decision/", lettres.decision, name="decision"),
    path(f"{CANDIDATURE}decision/acte.pdf", lettres.acte, name="decision_acte"),
]
