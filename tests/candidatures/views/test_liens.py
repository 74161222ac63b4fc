"""Declaring one's links of interest: all the dossiers on one screen, then a confirmation."""

import pytest

from candidatures.models import Declaration, Deport, MembreConsortium, Structure
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter, figer
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

PAGE = "/commission/liens/"


@pytest.fixture
def autre(edition):
    return CandidatureFactory(edition=edition, etat="eligible", titre="Solatuile", denomination="Toitures du Morin")


@pytest.fixture
def membre(client, mona, apres):
    return connecter(client, mona)


def champs(*dossiers, **reponses):
    return {"dossiers": [dossier.reference for dossier in dossiers], **reponses}


def lien(dossier, categorie="contrat"):
    return {f"{dossier.reference}-reponse": "lien", f"{dossier.reference}-categorie": categorie}


@pytest.mark.parametrize("qui", ["alice", "agnes"])
def test_la_page_n_existe_que_pour_les_membres(client, request, qui, en_evaluation, apres):
    assert connecter(client, request.getfixturevalue(qui)).get(PAGE).status_code == 404


def test_sans_signature_il_n_y_a_rien_a_declarer(client, marc, en_evaluation, apres):
    assert "Orthoselve" not in mots_de(connecter(client, marc).get(PAGE), statut=200)


def test_on_declare_sur_des_structures_sans_rien_lire_d_autre(membre, en_evaluation, autre):
    """Who has a link steps aside without having learnt what the dossier proposes."""
    page = mots_de(membre.get(PAGE))
    assert [dossier.denomination in page for dossier in (en_evaluation, autre)] == [True, True]
    assert [dossier.titre in page for dossier in (en_evaluation, autre)] == [False, False]


def test_avant_la_cloture_il_n_y_a_rien_a_declarer(client, mona, en_evaluation, pendant):
    assert "Orthoselve" not in mots_de(connecter(client, mona).get(PAGE), statut=200)


def test_la_page_nomme_la_structure_sans_le_contenu(membre, en_evaluation):
    page = membre.get(PAGE).content.decode()
    assert ("Orthoselve SAS" in page, "houppier" in page) == (True, False)


def test_une_page_sans_reponse_le_dit(membre, en_evaluation):
    reponse = membre.post(PAGE, champs(en_evaluation))
    assert reponse.status_code == 422
    assert "Répondez pour au moins un dossier" in reponse.content.decode()


def test_un_lien_sans_nature_est_signale_et_rien_n_est_declare(membre, en_evaluation, autre):
    reponse = membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre, "")))
    assert (reponse.status_code, "<title>Erreur" in reponse.content.decode()) == (422, True)
    assert not Declaration.objects.exists()


def test_rien_n_est_declare_avant_la_confirmation(membre, en_evaluation, autre):
    page = membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre)), follow=True).content.decode()
    assert "Se déporter et confirmer" in page
    assert (Declaration.objects.count(), Deport.objects.count()) == (0, 0)


CONFIRMER = f"{PAGE}confirmer/"


def test_la_confirmation_a_son_adresse_que_le_retour_du_navigateur_retrouve(membre, en_evaluation, autre):
    """It answered the form itself: going back to it, the browser showed « ERR_CACHE_MISS »."""
    reponse = membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre)))
    assert (reponse.status_code, reponse.url) == (302, CONFIRMER)
    deux_fois = [mots_de(membre.get(CONFIRMER)) for _ in range(2)]
    assert deux_fois[0] == deux_fois[1]
    assert "Toitures du Morin" in deux_fois[0]
    assert (Declaration.objects.count(), Deport.objects.count()) == (0, 0)


def test_le_formulaire_retrouve_ce_qui_attend_d_etre_confirme(membre, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, autre, tous="1", **lien(autre)))
    page = membre.get(PAGE)
    assert page.status_code == 200
    dits = {f.dossier.reference: f["reponse"].value() for f in page.context["formulaires"]}
    assert dits == {en_evaluation.reference: "aucun", autre.reference: "lien"}


def test_une_fois_confirme_rien_n_attend_plus(membre, en_evaluation, autre):
    reponses = champs(en_evaluation, **{f"{en_evaluation.reference}-reponse": "aucun"})
    membre.post(PAGE, reponses)
    membre.post(PAGE, reponses | {"confirme": "1"})
    assert membre.get(CONFIRMER).url == PAGE
    assert [f.is_bound for f in membre.get(PAGE).context["formulaires"]] == [False]


def test_sans_rien_a_confirmer_la_page_ramene_au_formulaire(membre, en_evaluation):
    assert membre.get(CONFIRMER).url == PAGE


def test_ce_qui_attendait_et_n_est_plus_a_declarer_n_est_pas_montre(membre, mona, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, autre, tous="1"))
    deporter(mona, autre)
    page = mots_de(membre.get(CONFIRMER))
    assert "Orthoselve SAS" in page
    assert "Toitures du Morin" not in page
    declarer_aucun_lien(mona, en_evaluation)
    assert membre.get(CONFIRMER).url == PAGE


def test_la_confirmation_n_existe_que_pour_les_membres(client, alice, en_evaluation, apres):
    assert connecter(client, alice).get(CONFIRMER).status_code == 404


def test_ce_qui_attend_ne_vaut_que_pour_son_appel(membre, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, autre, tous="1"))
    session = membre.session
    session["liens_a_confirmer"] = session["liens_a_confirmer"] | {"edition": "0"}
    session.save()
    assert membre.get(CONFIRMER).url == PAGE
    assert [f.is_bound for f in membre.get(PAGE).context["formulaires"]] == [False, False]


def test_la_confirmation_declare_et_deporte(membre, mona, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, autre, confirme="1", tous="1", **lien(autre)))
    assert [d.candidature for d in Declaration.objects.filter(personne=mona)] == [en_evaluation]
    assert [d.candidature for d in Deport.objects.filter(personne=mona)] == [autre]


def test_aucun_lien_ne_vaut_que_pour_les_dossiers_montres(membre, mona, en_evaluation, autre):
    membre.post(PAGE, champs(en_evaluation, confirme="1", tous="1"))
    assert [d.candidature for d in Declaration.objects.filter(personne=mona)] == [en_evaluation]


def test_un_dossier_qui_n_est_pas_a_declarer_est_ignore(membre, edition, en_evaluation):
    ferme = CandidatureFactory(edition=edition, etat="ineligible")
    membre.post(PAGE, champs(ferme, confirme="1", tous="1"))
    assert not Declaration.objects.exists()


@pytest.fixture
def consortium(autre):
    """Two structures in the other dossier: its lead, and Geosylve."""
    structure = Structure.objects.create(denomination="Geosylve", siren="552100554")
    MembreConsortium.objects.create(depot=autre.depots.get(), structure=structure, ordre=1)
    return autre


def nommees(mona):
    return [structure.denomination for structure in mona.deports.get().structures.all()]


def test_sans_consortium_rien_n_est_demande_et_la_structure_est_gardee(membre, mona, autre):
    assert "Structures concernées" not in mots_de(membre.get(PAGE))
    membre.post(PAGE, champs(autre, confirme="1", **lien(autre)))
    assert nommees(mona) == ["Toitures du Morin"]


@pytest.mark.parametrize(
    ("cochees", "gardees"),
    [([], ["Toitures du Morin", "Geosylve"]), (["552100554"], ["Geosylve"])],
)
def test_dans_un_consortium_on_dit_avec_qui_est_le_lien(membre, mona, consortium, cochees, gardees):
    assert "Structures concernées, dossier : Toitures du Morin" in mots_de(membre.get(PAGE))
    reponses = champs(consortium, **lien(consortium), **{f"{consortium.reference}-structures": cochees})
    page = membre.post(PAGE, reponses, follow=True)
    assert f"pour un lien avec {', '.join(gardees)}" in mots_de(page)
    caches = page.content.decode().count(f'name="{consortium.reference}-structures"')
    assert caches == len(cochees)
    membre.post(PAGE, reponses | {"confirme": "1"})
    assert nommees(mona) == gardees


def test_une_structure_qui_n_est_pas_du_dossier_est_refusee(membre, consortium):
    reponses = champs(consortium, confirme="1", **lien(consortium))
    reponses[f"{consortium.reference}-structures"] = ["000000018"]
    assert membre.post(PAGE, reponses).status_code == 422
    assert not Deport.objects.exists()


def test_se_deporter_d_un_seul_dossier_demande_aussi_avec_qui(membre, mona, consortium):
    adresse = f"/commission/dossiers/{consortium.reference}/deport/"
    assert "Geosylve" in mots_de(membre.get(adresse))
    assert membre.post(adresse, {"categorie": "contrat", "structures": ["x"]}).status_code == 422
    assert membre.post(adresse, {"categorie": "contrat", "structures": ["552100554"]}).status_code == 302
    assert nommees(mona) == ["Geosylve"]


def test_le_lien_declare_se_propose_sur_l_autre_dossier_de_la_meme_structure(membre, mona, consortium, en_evaluation):
    figer(en_evaluation, siren="552100554")
    declarer_aucun_lien(mona, en_evaluation)
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    assert membre.get(dossier).status_code == 200
    membre.post(PAGE, champs(consortium, confirme="1", **lien(consortium)))
    assert membre.get(dossier).status_code == 404
    bureau = mots_de(membre.get("/commission/"))
    assert "un lien que vous avez déclaré avec la même structure" in bureau
    assert consortium.reference not in bureau
    membre.post(f"{dossier}deport/", {"categorie": "contrat"})
    assert mona.deports.count() == 2
