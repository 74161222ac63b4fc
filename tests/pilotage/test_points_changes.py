"""Two pages of one examination: nothing that a colleague saved is written over unseen."""

import pytest

from candidatures.actes import prises
from candidatures.models import Candidature, PointExamine
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import champs_caches, mots_de

NON_CONFORME = {"structure.verdict": "non_conforme", "structure.raison": "Jugé par Noor"}
CONFORME = {"structure.verdict": "conforme", "structure.raison": ""}


@pytest.fixture
def page(client, agnes, depose, apres):
    """The address of the examination, Agnès signed in."""
    depose.edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    connecter(client, agnes)
    return f"/region/candidatures/{depose.reference}/recevabilite/"


def caches(reponse, *autres):
    """Return what a page of an examination says it showed."""
    return {nom: v for nom, v in champs_caches(reponse).items() if nom.endswith((".montree", *autres))}


@pytest.fixture
def ancienne(client, page):
    """What Agnès's page, drawn before anything was saved, sends back."""
    return caches(client.get(page))


@pytest.fixture
def change_par_noor(ancienne, noor, depose):
    """Noor saves one point, then gives the dossier back."""

    def changer(champs=NON_CONFORME):
        PointExamine.objects.update_or_create(
            candidature=depose, examen="recevabilite", code="structure",
            defaults={
                "verdict": champs["structure.verdict"], "raison": champs["structure.raison"], "par": noor,
                "instant": APRES,
            },
        )  # fmt: skip

    return changer


def structure():
    point = PointExamine.objects.get(code="structure")
    return point.verdict, point.raison


def test_l_ancienne_page_n_ecrase_pas_le_verdict_d_un_collegue_qui_a_rendu_le_dossier(
    client, page, ancienne, change_par_noor
):
    change_par_noor()
    reponse = client.post(page, ancienne | CONFORME)
    assert reponse.status_code == 409
    assert structure() == ("non_conforme", "Jugé par Noor")
    dit = mots_de(reponse)
    assert "« Structure candidate » a été changé par Noor Diop le 12 mai 2026" in dit
    assert "Non conforme : Jugé par Noor" in dit
    assert reponse.context["formulaire"]["structure.verdict"].value() == "conforme"
    assert "Erreur" in dit.split(",", maxsplit=1)[0]
    assert client.post(page, ancienne | caches(reponse) | CONFORME).status_code == 409  # no version chosen
    assert structure() == ("non_conforme", "Jugé par Noor")


@pytest.mark.parametrize(("garde", "attendu"), [
    ("saisie", ("conforme", "")), ("enregistree", ("non_conforme", "Jugé par Noor")),
])  # fmt: skip
def test_la_version_choisie_est_gardee_contre_celle_qui_etait_montree(
    client, page, ancienne, change_par_noor, garde, attendu
):
    change_par_noor()
    choix = caches(client.post(page, ancienne | CONFORME), ".contre") | {"structure.garde": garde}
    assert client.post(page, choix | CONFORME).status_code == 302
    assert structure() == attendu
    change_par_noor(NON_CONFORME | {"structure.raison": "Rejugé"})
    assert client.post(page, choix | CONFORME).status_code == 409  # a choice made against another version
    assert structure() == ("non_conforme", "Rejugé")


def test_apres_une_reprise_les_deux_versions_restent_montrees(client, page, ancienne, change_par_noor, noor, depose):
    prises.prendre(depose, par=noor)
    change_par_noor()
    pris = client.post(page, ancienne | CONFORME)
    assert pris.status_code == 409
    assert "Jugé par Noor" in mots_de(pris)
    repris = client.post(page, caches(pris) | CONFORME | {"geste": "reprendre", "a": str(noor.pk)})
    assert "Structure candidate , par Noor Diop le 12 mai 2026" in mots_de(repris)
    assert "Jugé par Noor" in mots_de(repris)
    assert client.post(page, caches(repris) | CONFORME).status_code == 409
    assert structure() == ("non_conforme", "Jugé par Noor")


def test_un_point_laisse_tel_qu_il_etait_montre_garde_ce_qu_un_collegue_y_a_mis(
    client, page, ancienne, change_par_noor
):
    change_par_noor()
    reponse = client.post(page, ancienne | {"delai.verdict": "conforme"}, follow=True)
    assert structure() == ("non_conforme", "Jugé par Noor")
    assert PointExamine.objects.get(code="delai").verdict == "conforme"
    assert "« Structure candidate » a été changé par Noor Diop" in mots_de(reponse)


@pytest.mark.parametrize("geste", ["oui", "non"])
def test_rien_ne_se_conclut_sur_un_point_que_la_page_ne_montrait_pas(client, page, ancienne, change_par_noor, geste):
    change_par_noor(CONFORME)
    autres = {nom.replace("montree", "verdict"): "conforme" for nom in ancienne if not nom.startswith("structure")}
    autres |= {"delai.verdict": "non_conforme", "delai.raison": "Tard"} if geste == "non" else {}
    reponse = client.post(page, ancienne | autres | {"geste": geste, "motif": "Hors délai", "confirme": "1"})
    assert reponse.status_code == 409
    assert "Rien n’est conclu" in mots_de(reponse)
    assert "Hors délai" in mots_de(reponse)
    assert Candidature.objects.get().etat == "deposee"
    relue = caches(reponse) | autres | CONFORME | {"geste": geste, "motif": "Hors délai", "confirme": "1"}
    assert client.post(page, relue).status_code == 302
    assert Candidature.objects.get().etat != "deposee"


def test_la_page_qui_confirme_tient_a_ce_qu_elle_a_enregistre(client, page, ancienne, change_par_noor):
    change_par_noor(CONFORME)
    montree = caches(client.get(page))
    envoyes = {nom.replace("montree", "verdict"): "conforme" for nom in montree} | montree | NON_CONFORME
    confirmer = client.post(page, envoyes | {"geste": "non", "motif": "Illisible"})
    caches_de_la_page = champs_caches(confirmer)
    change_par_noor(CONFORME)  # back to what the first page showed
    assert client.post(page, caches_de_la_page).status_code == 409
    assert structure() == ("conforme", "")
    assert Candidature.objects.get().etat == "deposee"


def test_un_choix_fait_ne_se_refait_pas_a_la_confirmation(client, page, ancienne, change_par_noor):
    change_par_noor(CONFORME)
    refusee = client.post(page, ancienne | NON_CONFORME)
    choix = caches(refusee, ".contre") | {"structure.garde": "saisie", "geste": "non", "motif": "Illisible"}
    confirmer = client.post(page, choix | NON_CONFORME)
    change_par_noor(CONFORME)  # back to what the choice was made against
    assert client.post(page, champs_caches(confirmer) | {"confirme": "1"}).status_code == 409
    assert structure() == ("conforme", "")


def test_deux_onglets_du_meme_agent(client, page, ancienne):
    assert client.post(page, ancienne | NON_CONFORME).status_code == 302
    assert client.post(page, ancienne | NON_CONFORME).status_code == 302  # sent twice: the same, no conflict
    reponse = client.post(page, ancienne | CONFORME)
    assert reponse.status_code == 409
    assert "a été changé dans un autre onglet" in mots_de(reponse)


def test_un_point_laisse_tel_quel_garde_qui_l_a_examine(client, page, ancienne, change_par_noor, noor):
    change_par_noor()
    actuelle = caches(client.get(page))
    client.post(page, actuelle | NON_CONFORME | {"structure.raison": "Jugé par Noor\r\n", "delai.verdict": "conforme"})
    assert PointExamine.objects.get(code="structure").par == noor


def test_un_verdict_redevenu_conforme_ne_garde_pas_sa_raison(client, page, ancienne, change_par_noor):
    change_par_noor()
    actuelle = caches(client.get(page))
    assert client.post(page, actuelle | NON_CONFORME | {"structure.verdict": "conforme"}).status_code == 302
    assert structure() == ("conforme", "")
