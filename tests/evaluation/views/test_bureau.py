"""A member's desk: what it lists, what it explains, what it keeps to itself."""

import uuid

import pytest

from amihr.habilitations.models import Membre, Public
from evaluation.models import MessageDeLecture, Voix
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, EditionFactory, publier_nda
from tests.fabriques.evaluation import noter
from tests.personnages import personne


def lire(client, qui):
    return connecter(client, qui).get("/commission/").content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("qui", ["alice", "agnes", "adam"])
def test_le_bureau_n_existe_que_pour_les_membres(client, request, qui, edition, apres):
    assert connecter(client, request.getfixturevalue(qui)).get("/commission/").status_code == 404


def test_avant_la_cloture_le_bureau_ne_montre_qu_un_sceau(client, mona_lit, en_evaluation, pendant):
    page = lire(client, mona_lit)
    assert "Non consultable avant la clôture" in page
    assert en_evaluation.titre not in page


def test_le_membre_sans_signature_lit_pourquoi(client, marc, en_evaluation, apres):
    declarer_aucun_lien(marc, en_evaluation)
    page = lire(client, marc)
    assert "Engagement à signer" in page
    assert en_evaluation.titre not in page


def test_une_nouvelle_version_referme_le_bureau(client, mona_lit, edition, en_evaluation, apres):
    assert en_evaluation.titre in lire(client, mona_lit)
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    assert en_evaluation.titre not in lire(client, mona_lit)


def test_un_dossier_a_declarer_n_est_ni_nomme_ni_lie(client, mona, en_evaluation, apres):
    page = lire(client, mona)
    assert "1 dossier attend votre déclaration" in page
    assert en_evaluation.reference not in page


def test_chaque_dossier_est_a_sa_place(client, mona_lit, edition, en_evaluation, apres):
    remise = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile")
    declarer_aucun_lien(mona_lit, remise)
    noter(remise, Membre.objects.get(personne=mona_lit), [5, 4, 5, 3])
    contexte = connecter(client, mona_lit).get("/commission/").context
    assert [tache["titre"] for tache in contexte["taches"]] == ["Canoptère"]
    assert [(d.titre, d.total) for d in contexte["remises"]] == [("Solatuile", "4,50")]


def test_les_dossiers_sont_dans_l_ordre_alphabetique(client, mona, edition, apres):
    for titre in ("Zénith", "Écume", "arbre", "Étiage"):
        declarer_aucun_lien(mona, CandidatureFactory(edition=edition, etat="en_evaluation", titre=titre))
    taches = connecter(client, mona).get("/commission/").context["taches"]
    assert [tache["titre"] for tache in taches] == ["arbre", "Écume", "Étiage", "Zénith"]


def test_le_titre_est_celui_du_depot_et_non_du_brouillon(client, mona_lit, en_evaluation, apres):
    en_evaluation.titre = "Titre changé depuis"
    en_evaluation.save(update_fields=["titre"])
    page = lire(client, mona_lit)
    assert "Canoptère" in page
    assert "Titre changé depuis" not in page


def test_mon_deport_est_rappele_sans_lien(client, diane, en_evaluation, apres):
    page = lire(client, diane)
    assert "Orthoselve SAS" in page
    assert en_evaluation.reference not in page


def test_un_deport_impose_ne_se_dit_pas(client, mona_lit, agnes, en_evaluation, apres):
    deport = deporter(mona_lit, en_evaluation)
    deport.impose_par = agnes
    deport.save(update_fields=["impose_par"])
    assert "Orthoselve SAS" not in lire(client, mona_lit)


def test_un_lien_detecte_attend_le_secretariat(client, edition, apres):
    lea = personne("Lea", totp=True)
    asseoir(lea, edition, siren_employeur="000000026")
    dossier = CandidatureFactory(edition=edition, etat="en_evaluation")
    declarer_aucun_lien(lea, dossier)
    figer(dossier, siren="000000026")
    page = lire(client, lea)
    assert "Lien possible" in page
    assert f'href="/commission/dossiers/{dossier.reference}/"' not in page


def test_un_dossier_eligible_se_lit_avant_de_se_noter(client, mona, edition, apres):
    declarer_aucun_lien(mona, CandidatureFactory(edition=edition, etat="eligible"))
    contexte = connecter(client, mona).get("/commission/").context
    assert (len(contexte["taches"]), len(contexte["autres"])) == (0, 1)


def six_dossiers(edition, mona):
    titres = ("Arbre", "Brise", "Canal", "Digue", "Étang", "Friche")
    dossiers = [
        CandidatureFactory(edition=edition, etat="en_evaluation", titre=t, denomination=f"{t} SAS") for t in titres
    ]
    declarer_aucun_lien(mona, *dossiers)
    return dossiers


@pytest.mark.parametrize(
    ("requete", "vus"),
    [
        ("", 6), ("q=etang", 1), ("q=ETANG+sas", 1), ("q=absent", 0), ("etape=remise", 1), ("etape=a_evaluer", 5),
        ("etape=inconnue", 6), ("thematique=Inconnue", 6),
    ],
)  # fmt: skip
def test_le_bureau_se_filtre(client, mona, edition, apres, requete, vus):
    dossiers = six_dossiers(edition, mona)
    noter(dossiers[0], Membre.objects.get(personne=mona), [5, 4, 5, 3])
    reponse = connecter(client, mona).get(f"/commission/?{requete}")
    assert len(reponse.context["taches"]) + len(reponse.context["remises_montrees"]) == vus
    assert reponse.context["total"] == 6
    assert reponse.context["aucun_choisi"] is (vus == 0)


def test_peu_de_dossiers_n_ont_pas_de_filtre(client, mona_lit, en_evaluation, apres):
    assert connecter(client, mona_lit).get("/commission/").context["filtre"] is None


def test_une_evaluation_remise_dit_que_le_secretariat_a_repondu(client, mona_lit, agnes, en_evaluation, apres):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [5, 4, 5, 3])
    MessageDeLecture.objects.create(
        candidature=en_evaluation,
        numero=1,
        voix=Voix.SECRETARIAT,
        par=agnes,
        texte="Oui.",
        instant=APRES,
        cle=uuid.uuid4(),
    )
    assert "Réponse du secrétariat" in lire(client, mona_lit)


def test_tout_remis_le_bureau_dit_qu_il_n_y_a_rien_a_faire_et_pas_avant(
    client, mona_lit, edition, en_evaluation, apres
):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation")
    declarer_aucun_lien(mona_lit, autre)
    siege, rien = Membre.objects.get(personne=mona_lit), "Rien à faire pour l’instant"
    noter(en_evaluation, siege, [4, 4, 4, 4])
    assert rien not in lire(client, mona_lit)
    noter(autre, siege, [4, 4, 4, 4])
    assert rien in lire(client, mona_lit)
    CandidatureFactory(edition=edition, etat="en_evaluation")  # its links are to declare
    assert rien not in lire(client, mona_lit)


@pytest.fixture
def passee(edition):
    """A former call of the same instance."""
    return EditionFactory(complete=True, slug="passee", annee=2024, nom="Appel passé")


def test_sans_siege_ici_le_bureau_est_celui_de_l_appel_ou_l_on_siege(client, mona, passee, apres):
    """« Mes dossiers », from a page of a call where one has no seat, answered 404."""
    reponse = connecter(client, mona).get("/editions/passee/commission/")
    assert (reponse.status_code, reponse.url) == (302, "/commission/")


def test_qui_ne_siege_que_dans_un_appel_passe_y_arrive(client, alice, passee, apres):
    asseoir(alice, passee)
    reponse = connecter(client, alice).get("/commission/")
    assert (reponse.status_code, reponse.url) == (302, "/editions/passee/commission/")


def test_le_bureau_ne_mene_qu_aux_appels_ou_l_on_siege(client, mona, passee, apres):
    """Every call of the instance was listed, and answered 404."""
    assert "Autres éditions" not in lire(client, mona)
    asseoir(mona, passee)
    assert '<a href="/editions/passee/commission/">' in lire(client, mona)


def test_un_siege_retire_ne_mene_nulle_part(client, alice, passee, apres):
    asseoir(alice, passee)
    alice.sieges.update(retire_le=APRES)
    assert connecter(client, alice).get("/commission/").status_code == 404
