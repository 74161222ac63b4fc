"""Detected links: who may decide on which, why they were found, and the register of what was declared or decided."""

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.models import Deport, LienEcarte
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import EditionFactory
from tests.pages import mots_de, texte_de
from tests.personnages import personne

PAGE = "/region/commission/liens/"
SIREN = "000000018"


@pytest.fixture
def lea(edition, en_evaluation, apres):
    """A member whose employer is the company of Alice's dossier."""
    lea = personne("Lea", nom="Voisin", totp=True)
    asseoir(lea, edition, siren_employeur=SIREN, employeur="Orthoselve")
    declarer_aucun_lien(lea, en_evaluation)
    return lea


@pytest.fixture
def agent(client, agnes, apres):
    return connecter(client, agnes)


def adresse(candidature, qui):
    return f"{PAGE}{candidature.reference}/{qui.pk}/"


def trancher(client, candidature, qui, decision, raison="Homonymie vérifiée"):
    return client.post(adresse(candidature, qui), {"raison": raison, "decision": decision}).status_code


@pytest.mark.parametrize("qui", ["alice", "mona", "oscar", "adam"])
def test_la_page_n_existe_que_pour_les_agents(client, request, agnes, lea, en_evaluation, qui):
    assert connecter(client, agnes).get(PAGE).status_code == 200
    connecter(client, request.getfixturevalue(qui))
    assert client.get(PAGE).status_code == 404
    assert trancher(client, en_evaluation, lea, "ecarter") == 404
    assert not LienEcarte.objects.exists()


def test_avant_la_cloture_il_n_y_a_rien(client, agnes, lea, en_evaluation, pendant):
    page = mots_de(connecter(client, agnes).get(PAGE))
    assert "Les dossiers restent scellés" in page
    assert not [mot for mot in ("Voisin", "Orthoselve", "Canoptère") if mot in page]
    assert trancher(client, en_evaluation, lea, "ecarter") == 404


def test_un_agent_deporte_ne_voit_ni_ne_tranche(agent, agnes, lea, en_evaluation):
    assert "Lea Voisin" in mots_de(agent.get(PAGE))
    deporter(agnes, en_evaluation)
    page = mots_de(agent.get(PAGE))
    assert not [mot for mot in ("Voisin", "Orthoselve", en_evaluation.reference) if mot in page]
    assert trancher(agent, en_evaluation, lea, "imposer") == 404


def test_un_agent_lie_au_dossier_ne_voit_ni_ne_tranche(agent, agnes, edition, lea, en_evaluation):
    assert "Lea Voisin" in mots_de(agent.get(PAGE))
    asseoir(agnes, edition, college="region", siren_employeur=SIREN)
    assert "Voisin" not in mots_de(agent.get(PAGE))
    assert [trancher(agent, en_evaluation, qui, "ecarter") for qui in (lea, agnes)] == [404, 404]


def test_un_autre_agent_tranche_le_lien_d_un_agent(client, agnes, edition, en_evaluation, apres):
    ines = personne("Ines", roles=[Role.AGENT], totp=True)
    signer_nda(ines, edition, Public.AGENT)
    asseoir(agnes, edition, college="region", siren_employeur=SIREN)
    connecter(client, ines)
    assert trancher(client, en_evaluation, agnes, "ecarter") == 302
    assert LienEcarte.objects.get().personne == agnes


def test_le_lien_d_un_dossier_d_un_autre_appel_ne_se_tranche_pas_ici(agent, lea, agnes):
    ailleurs = EditionFactory(complete=True)
    signer_nda(agnes, ailleurs, Public.AGENT)
    asseoir(lea, ailleurs, siren_employeur=SIREN)
    etranger = CandidatureFactory(edition=ailleurs, etat="en_evaluation")
    assert trancher(agent, etranger, lea, "ecarter") == 404
    prefixe = f"/editions/{ailleurs.slug}"
    assert agent.get(prefixe + adresse(etranger, lea)).status_code == 200


def test_une_paire_sans_lien_n_a_pas_de_page(agent, lea, mona, en_evaluation):
    assert agent.get(adresse(en_evaluation, lea)).status_code == 200
    assert agent.get(adresse(en_evaluation, mona)).status_code == 404


@pytest.mark.parametrize("decision", ["ecarter", "imposer"])
def test_une_decision_sans_raison_n_est_pas_prise(agent, lea, en_evaluation, decision):
    assert trancher(agent, en_evaluation, lea, decision, raison=" ") == 422
    assert (LienEcarte.objects.count(), Deport.objects.count()) == (0, 0)


def test_une_decision_inconnue_n_est_pas_prise(agent, lea, en_evaluation):
    assert trancher(agent, en_evaluation, lea, "oublier") == 404
    assert (LienEcarte.objects.count(), Deport.objects.count()) == (0, 0)


def test_ecarter_le_lien_rouvre_la_lecture(client, agent, lea, agnes, en_evaluation):
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    assert trancher(agent, en_evaluation, lea, "ecarter") == 302
    ecarte = LienEcarte.objects.get()
    assert (ecarte.personne, ecarte.par, ecarte.raison) == (lea, agnes, "Homonymie vérifiée")
    page = mots_de(agent.get(PAGE))
    assert ("Aucun lien à trancher" in page, "Lien écarté par Agnes" in page) == (True, True)
    assert connecter(client, lea).get(dossier).status_code == 200


def test_imposer_le_deport_le_dit_au_registre_et_pas_a_la_personne(client, agent, lea, agnes, en_evaluation):
    assert trancher(agent, en_evaluation, lea, "imposer", raison="Employeur confirmé") == 302
    assert (Deport.objects.get().personne, Deport.objects.get().impose_par) == (lea, agnes)
    page = mots_de(agent.get(PAGE))
    assert ("Déport imposé par Agnes" in page, "Employeur confirmé" in page) == (True, True)
    bureau = mots_de(connecter(client, lea).get("/commission/"))
    assert not [mot for mot in ("Orthoselve", "Canoptère", "Employeur confirmé") if mot in bureau]


def test_un_lien_tranche_ne_se_tranche_plus(agent, lea, en_evaluation):
    trancher(agent, en_evaluation, lea, "imposer")
    assert trancher(agent, en_evaluation, lea, "ecarter") == 404


def test_la_page_dit_par_quoi_le_lien_a_ete_trouve(agent, lea, edition):
    page = mots_de(agent.get(PAGE))
    assert "SIREN de l’employeur, 000 000 018 : le même que la structure candidate, Orthoselve SAS" in page


def test_un_deport_declare_est_au_registre_avec_sa_precision(agent, mona_lit, en_evaluation):
    deport = deporter(mona_lit, en_evaluation)
    Deport.objects.filter(pk=deport.pk).update(precision="Ancienne collègue")
    page = mots_de(agent.get(PAGE))
    assert ("Mona Essai" in page, "Déport déclaré" in page) == (True, True)
    assert "Emploi, mandat ou fonction, présents ou passés : Ancienne collègue" in page


def test_a_faire_compte_ce_que_l_agent_peut_trancher(agent, agnes, lea, en_evaluation):
    assert "Trancher les liens d’intérêts trouvés 1 lien" in mots_de(agent.get("/region/"))
    deporter(agnes, en_evaluation)
    assert "Trancher les liens d’intérêts trouvés Rien à faire" in mots_de(agent.get("/region/"))


def test_l_agent_dont_la_lecture_est_suspendue_l_apprend_sans_nom(agent, agnes, edition, en_evaluation):
    assert "Un lien possible vous concerne" not in texte_de(agent.get("/region/"))
    asseoir(agnes, edition, college="region", siren_employeur=SIREN)
    page = mots_de(agent.get("/region/"))
    assert ("Un lien possible vous concerne" in page, "Orthoselve" in page) == (True, False)


def test_l_operateur_n_a_pas_de_lien_a_trancher(client, oscar, lea):
    page = mots_de(connecter(client, oscar).get("/region/"))
    assert ("Vérifier la recevabilité" in page, "Trancher" in page) == (True, False)


IMPOSER = f"{PAGE}imposer/"


def imposer(client, qui, dossier, raison="Ancien associé"):
    champs = {"personne": qui.pk, "dossier": dossier.pk, "categorie": "contrat", "raison": raison}
    return client.post(IMPOSER, champs)


def lever(client, deport, raison="Erreur de personne"):
    return client.post(f"{PAGE}{deport.pk}/lever/", {"raison": raison})


def test_un_deport_sans_lien_trouve_ne_s_impose_ni_sur_soi_ni_sur_un_dossier_ferme(
    agent, agnes, edition, mona_lit, en_evaluation
):
    assert imposer(agent, agnes, en_evaluation).status_code == 422
    assert imposer(agent, mona_lit, en_evaluation, raison=" ").status_code == 422
    deporter(agnes, en_evaluation)
    assert imposer(agent, mona_lit, en_evaluation).status_code == 422
    assert list(Deport.objects.values_list("personne", flat=True)) == [agnes.pk]


def test_un_deport_impose_ferme_le_dossier_puis_leve_le_rouvre(client, agnes, mona_lit, en_evaluation, apres):
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    connecter(client, agnes)
    assert imposer(client, mona_lit, en_evaluation).status_code == 302
    assert connecter(client, mona_lit).get(dossier).status_code == 404
    deport = Deport.objects.get()
    assert lever(client, deport).status_code == 404
    connecter(client, agnes)
    assert lever(client, deport, raison="").status_code == 422
    assert lever(client, deport).status_code == 302
    assert lever(client, deport).status_code == 404
    registre = mots_de(client.get(PAGE))
    assert "Déport levé par Agnes" in registre
    assert "Erreur de personne" in registre
    assert "Déport imposé par Agnes" in registre
    assert connecter(client, mona_lit).get(dossier).status_code == 200


def test_un_deport_leve_sans_declaration_attend_la_declaration(client, agnes, mona, edition, en_evaluation, apres):
    deporter(mona, en_evaluation)
    assert lever(connecter(client, agnes), Deport.objects.get()).status_code == 302
    dossier = f"/commission/dossiers/{en_evaluation.reference}/"
    assert connecter(client, mona).get(dossier).status_code == 404
    declarer_aucun_lien(mona, en_evaluation)
    assert client.get(dossier).status_code == 200


def test_personne_ne_leve_son_propre_deport(agent, agnes, mona_lit, en_evaluation):
    deporter(agnes, en_evaluation)
    assert lever(agent, Deport.objects.get()).status_code == 404
    assert Deport.objects.en_vigueur().count() == 1


def test_un_deport_ne_se_leve_plus_une_fois_la_decision_prise(agent, mona_lit, en_evaluation):
    deporter(mona_lit, en_evaluation)
    type(en_evaluation).objects.filter(pk=en_evaluation.pk).update(etat="labellisee")
    page = lever(agent, Deport.objects.get())
    assert page.status_code == 422
    assert "La commission a décidé" in texte_de(page)


def test_avant_la_cloture_aucun_deport_ne_s_impose(client, agnes, mona_lit, en_evaluation, pendant):
    assert "Aucun dossier à instruire" in texte_de(connecter(client, agnes).get(IMPOSER))
    assert imposer(client, mona_lit, en_evaluation).status_code == 422
