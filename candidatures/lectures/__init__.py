"""What the pages of this room read, narrowed by ``acces``, prefetched."""

from .courriers import annonce_du_courrier, depot_du_courrier, invitation_du_courrier
from .depots import (
    accuse_de,
    accuses_a_produire,
    depot_numero,
    depot_par_code,
    depots_de,
    differe_du_depot,
    documents_a_accepter,
    documents_affiches,
    parties_du_depot,
    pieces_du_depot,
)
from .equipes import deposants, droit_de, equipe, equipier_de, est_invitee, invitations_ouvertes
from .instruction import (
    compter,
    conclusion_connue,
    conclusions_de,
    dossiers_a_instruire,
    formulaire_depose,
    points_examines,
)
from .liens import (
    DossierADeclarer,
    a_declarer,
    deports_de,
    lien_a_trancher_par,
    liens_a_trancher_par,
    registre_des_liens,
)
from .pieces import fichier_de_l_equipe
from .registre import constats_du_registre, releves_de, sirens_a_verifier
from .reperes import reperes
from .saisie import (
    Brouillon,
    brouillon,
    candidatures_suivies,
    formulaire_complet,
    instant_de_lecture,
    parties_du_brouillon,
    pieces_du_brouillon,
    revisions_de,
    revisions_en_conflit,
    section_de,
    siege_ailleurs_du_brouillon,
)
from .situation import situation
from .suites import suite_publique, suites_publiques, suivi_de

__all__ = [
    "Brouillon",
    "DossierADeclarer",
    "a_declarer",
    "accuse_de",
    "accuses_a_produire",
    "annonce_du_courrier",
    "brouillon",
    "candidatures_suivies",
    "compter",
    "conclusion_connue",
    "conclusions_de",
    "constats_du_registre",
    "deports_de",
    "deposants",
    "depot_du_courrier",
    "depot_numero",
    "depot_par_code",
    "depots_de",
    "differe_du_depot",
    "documents_a_accepter",
    "documents_affiches",
    "dossiers_a_instruire",
    "droit_de",
    "equipe",
    "equipier_de",
    "est_invitee",
    "fichier_de_l_equipe",
    "formulaire_complet",
    "formulaire_depose",
    "instant_de_lecture",
    "invitation_du_courrier",
    "invitations_ouvertes",
    "lien_a_trancher_par",
    "liens_a_trancher_par",
    "parties_du_brouillon",
    "parties_du_depot",
    "pieces_du_brouillon",
    "pieces_du_depot",
    "points_examines",
    "registre_des_liens",
    "releves_de",
    "reperes",
    "revisions_de",
    "revisions_en_conflit",
    "section_de",
    "siege_ailleurs_du_brouillon",
    "sirens_a_verifier",
    "situation",
    "suite_publique",
    "suites_publiques",
    "suivi_de",
]
