"""The addresses of the candidate's space."""

from django.urls import path

from .views import (
    complements,
    depots,
    differences,
    dossiers,
    equipes,
    liens,
    mandats,
    mes_donnees,
    messages,
    partages,
    parties,
    pieces,
    publiques,
    videos,
)

app_name = "candidatures"

DOSSIER = "candidatures/<str:reference>/"

urlpatterns = [
    path("candidatures/", dossiers.liste, name="liste"),
    path("candidatures/nouvelle/", dossiers.nouvelle, name="nouvelle"),
    path("candidatures/lecture/<str:jeton>/", partages.partage, name="partage"),
    path("candidatures/lecture/<str:jeton>/pieces/<uuid:piece_id>/", partages.piece, name="piece_partagee"),
    path(DOSSIER, dossiers.accueil, name="dossier"),
    path(f"{DOSSIER}pieces/", pieces.pieces, name="pieces"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/", pieces.piece, name="piece"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/apercu/", pieces.apercu, name="apercu"),
    path(f"{DOSSIER}pieces/<uuid:piece_id>/retirer/", pieces.retirer_piece, name="retirer_piece"),
    path(f"{DOSSIER}verification/", depots.verification, name="verification"),
    path(f"{DOSSIER}deposer/", depots.deposer, name="deposer"),
    path(f"{DOSSIER}depots/<int:numero>/", depots.depot, name="depot"),
    path(f"{DOSSIER}depots/<int:numero>/accuse.pdf", depots.accuse, name="accuse"),
    path(f"{DOSSIER}depots/<int:numero>/differences/", differences.differences, name="differences"),
    path(f"{DOSSIER}retirer/", dossiers.retirer, name="retirer"),
    path(f"{DOSSIER}supprimer/", dossiers.supprimer, name="supprimer"),
    path(f"{DOSSIER}equipe/", equipes.equipe, name="equipe"),
    path(f"{DOSSIER}equipe/quitter/", equipes.quitter, name="equipe_quitter"),
    path(f"{DOSSIER}equipe/<int:equipier_id>/droit/", equipes.droit, name="equipier_droit"),
    path(f"{DOSSIER}equipe/<int:equipier_id>/retirer/", equipes.retirer, name="equipier_retirer"),
    path(f"{DOSSIER}equipe/<int:equipier_id>/transmettre/", equipes.transmettre, name="equipier_transmettre"),
    path(f"{DOSSIER}equipe/invitations/<int:invitation_id>/annuler/", equipes.annuler, name="invitation_annuler"),
    path(f"{DOSSIER}messages/", messages.fil, name="messages"),
    path(f"{DOSSIER}video/<uuid:remede_id>/", videos.repondre, name="video"),
    path(f"{DOSSIER}liens/", partages.partages, name="partages"),
    path(f"{DOSSIER}liens/<uuid:partage_id>/revoquer/", partages.revoquer, name="revoquer_le_partage"),
    path(f"{DOSSIER}historique/", dossiers.historique, name="historique"),
    path(f"{DOSSIER}complements/<uuid:complement_id>/", complements.complement, name="complement"),
    path(f"{DOSSIER}complements/<uuid:complement_id>/envoyer/", complements.envoyer, name="envoyer_complement"),
    path(
        f"{DOSSIER}complements/<uuid:complement_id>/pieces/<uuid:piece_id>/",
        complements.piece,
        name="piece_de_complement",
    ),
    path(f"{DOSSIER}<slug:slug>/", parties.partie, name="partie"),
    path("compte/mes-donnees/", mes_donnees.mes_donnees, name="mes_donnees"),
    path("compte/mes-donnees/<uuid:copie_id>/", mes_donnees.copie, name="copie_de_mes_donnees"),
    path("compte/invitations/<int:invitation_id>/accepter/", equipes.accepter, name="invitation_accepter"),
    path("compte/invitations/<str:jeton>/", equipes.invitation, name="invitation"),
    path("commission/liens/", liens.liens, name="liens"),
    path("commission/liens/mandats/", mandats.mandats, name="mandats"),
    path("commission/liens/mandats/<uuid:mandat_id>/fin/", mandats.terminer, name="terminer_un_mandat"),
    path("commission/dossiers/<str:reference>/deport/", liens.deport, name="deport"),
    path("commission/dossiers/<str:reference>/video/", videos.signaler, name="signaler_la_video"),
    path("verifier/depot/<str:code>/", publiques.verifier_depot, name="verifier_depot"),
]
