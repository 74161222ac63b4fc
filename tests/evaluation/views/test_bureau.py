"""A member's desk: what it lists, what it explains, what it keeps to itself."""

import pytest

from amihr.habilitations.models import Membre, Public
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, figer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
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
