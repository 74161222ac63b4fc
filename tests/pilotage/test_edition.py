"""Conducting the call: what is refused, to whom, and why."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from amihr import horloge
from amihr.editions.models import Edition
from tests.corpus.documents import pdf
from tests.corpus.fabriquer import PROGRAMME
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, CLOTURE, OUVERTURE, PENDANT
from tests.pages import mots_de, texte_de

EDITION = "/region/edition/"
GESTES = ["suspendre/", "reprendre/", "annuler/", "reporter/", "reglement/"]


@pytest.fixture(autouse=True)
def reprise(edition):
    edition.reglages = edition.reglages | {"Q45": {"reprise_heures": 24}}
    edition.save(update_fields=["reglages"])


@pytest.mark.parametrize("geste", GESTES)
@pytest.mark.parametrize("qui", ["alice", "oscar", "mona", "adam"])
def test_seul_un_agent_conduit_l_appel(client, request, edition, pendant, qui, geste):
    assert connecter(client, request.getfixturevalue(qui)).post(EDITION + geste).status_code == 404
    edition.refresh_from_db()
    assert (edition.suspendue_le, edition.annulee_le, edition.cloture_le) == (None, None, CLOTURE)


def test_un_visiteur_est_mene_a_la_connexion(client, edition):
    assert "/compte/connexion/" in client.post(f"{EDITION}suspendre/")["Location"]


def test_reprendre_trop_pres_de_la_cloture_est_refuse(client, agnes, edition):
    with horloge.a(PENDANT):
        connecter(client, agnes).post(f"{EDITION}suspendre/")
    with horloge.a(CLOTURE.replace(hour=1)):
        reponse = client.post(f"{EDITION}reprendre/")
    assert reponse.status_code == 409
    assert "la clôture doit être dans 24 heures au moins" in texte_de(reponse)


def test_ce_qui_serait_refuse_se_dit_avant_la_confirmation(client, agnes, edition):
    with horloge.a(PENDANT):
        connecter(client, agnes).post(f"{EDITION}suspendre/")
    with horloge.a(CLOTURE + timedelta(hours=1)):
        reponse = client.get(f"{EDITION}reprendre/")
        page = mots_de(reponse)
        assert reponse.status_code == 409
        assert "la clôture doit être dans 24 heures au moins : reportez-la" in page
        assert "où la clôture se reporte" in page
        assert "de nouveau acceptés" not in page
        assert client.get(f"{EDITION}suspendre/").status_code == 409
        client.post(f"{EDITION}annuler/", {"motif": "Sans suite", "confirme": "oui"})
        assert client.get(f"{EDITION}annuler/").status_code == 409


def test_suspendre_deux_fois_est_refuse(client, agnes, edition, pendant):
    connecter(client, agnes).post(f"{EDITION}suspendre/")
    assert client.post(f"{EDITION}suspendre/").status_code == 409


def test_un_appel_annule_ne_se_reporte_plus(client, agnes, edition, pendant):
    connecter(client, agnes).post(f"{EDITION}annuler/", {"motif": "Sans suite", "confirme": "oui"})
    reponse = client.post(f"{EDITION}reporter/", {"jour": "2026-06-12", "heure": "23:59"})
    assert "Cet appel est annulé" in texte_de(reponse)
    assert Edition.objects.get().cloture_le == CLOTURE


def test_annuler_l_appel_demande_une_raison_qui_reste(client, agnes, edition, pendant):
    reponse = connecter(client, agnes).post(f"{EDITION}annuler/", {"motif": " "})
    assert (reponse.status_code, 'id="id_motif_error"' in reponse.content.decode()) == (422, True)
    assert Edition.objects.get().annulee_le is None
    confirmee = {"motif": "Crédits retirés.", "confirme": "oui"}
    assert client.post(f"{EDITION}annuler/", confirmee).status_code == 302
    assert Edition.objects.get().motif_d_annulation == "Crédits retirés."
    assert "Crédits retirés." in texte_de(client.get(EDITION))


def test_le_motif_d_une_annulation_se_relit_tel_que_tous_le_liront(client, agnes, edition, pendant):
    assert "publié dans les actualités et envoyé par courriel" in texte_de(
        connecter(client, agnes).get(f"{EDITION}annuler/")
    )
    relue = client.post(f"{EDITION}annuler/", {"motif": "Crédits retirés."}).content.decode()
    assert "<p>Crédits retirés.</p>" in relue.partition("Ce que tout le monde lira")[2]
    assert Edition.objects.get().annulee_le is None
    corrigee = client.post(f"{EDITION}annuler/", {"motif": "Crédits retirés.", "geste": "corriger"}).content.decode()
    assert "Crédits retirés." in corrigee.partition("<textarea")[2]
    client.post(f"{EDITION}annuler/", {"motif": "Crédits retirés.", "confirme": "oui"})
    assert "Crédits retirés." in texte_de(client.get("/actualites/"))


def test_avant_l_ouverture_ce_qui_arrive_a_l_appel_en_avant_se_lit_dans_les_actualites(client, agnes, edition):
    with horloge.a(OUVERTURE - timedelta(days=1)):
        assert "personnes abonnées" in mots_de(connecter(client, agnes).get(f"{EDITION}suspendre/"))
        client.post(f"{EDITION}suspendre/")
        assert "L’appel est suspendu" in mots_de(client.get("/actualites/"))
        assert "Son ouverture était prévue le" in mots_de(client.get("/"))
        assert "de nouveau acceptés" not in mots_de(client.get(f"{EDITION}reprendre/"))
        client.post(f"{EDITION}reprendre/")
        nouvelle = mots_de(client.get("/actualites/"))
        assert "L’appel reprend" in nouvelle
        assert "Les dépôts ouvrent le" in nouvelle
        client.post(f"{EDITION}annuler/", {"motif": "Crédits retirés.", "confirme": "oui"})
        assert "Crédits retirés." in mots_de(client.get("/actualites/"))


def test_d_un_appel_que_personne_ne_connait_le_motif_d_une_annulation_n_est_lu_que_des_agents(client, agnes, edition):
    Edition.objects.filter(pk=edition.pk).update(est_courante=False)
    with horloge.a(OUVERTURE - timedelta(days=1)):
        adresse = f"/editions/{edition.slug}{EDITION}annuler/"
        assert "lu par les agents" in texte_de(connecter(client, agnes).get(adresse))
        relue = mots_de(client.post(adresse, {"motif": "Crédits retirés."}))
        client.post(adresse, {"motif": "Crédits retirés.", "confirme": "oui"})
    assert "Cet appel n’est pas public : rien n’est publié ni envoyé." in relue
    assert not edition.annonces.exists()
    assert not edition.actualites.exists()


def test_apres_une_lecture_par_la_page_la_cloture_ne_se_reporte_plus(client, agnes, depose):
    with horloge.a(APRES):
        connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/")
        reponse = client.post(f"{EDITION}reporter/", {"jour": "2026-06-12", "heure": "23:59"})
    assert reponse.status_code == 422
    assert "Un dossier a déjà été consulté" in texte_de(reponse)


def test_sans_lecture_la_cloture_se_reporte_meme_apres_elle(client, agnes, depose, apres):
    saisie = {"jour": "2026-06-12", "heure": "23:59", "confirme": "oui"}
    assert connecter(client, agnes).post(f"{EDITION}reporter/", saisie).status_code == 302
    assert client.get(f"/region/candidatures/{depose.reference}/").status_code == 404


def test_un_texte_inconnu_n_existe_pas(client, agnes, edition, pendant):
    assert connecter(client, agnes).get(f"{EDITION}textes/inconnu/").status_code == 404


def test_une_deuxieme_version_du_reglement_dit_ce_qui_change(client, agnes, edition, pendant):
    reponse = connecter(client, agnes).post(f"{EDITION}reglement/", {"texte": "Un autre texte."})
    assert reponse.status_code == 422
    assert "Dites ce qui change" in texte_de(reponse)
    assert edition.versions_reglement.count() == 1


def test_une_version_du_reglement_se_relit_avant_de_paraitre(client, agnes, edition, pendant):
    saisie = {"texte": "## A Objet\n\nUn <b>autre</b> texte.", "changements": "L’objet."}
    page = connecter(client, agnes).post(f"{EDITION}reglement/", saisie).content.decode()
    assert "avant publication" in page
    assert "Un &lt;b&gt;autre&lt;/b&gt; texte." in page
    assert "Article ajouté" in page
    assert edition.versions_reglement.count() == 1
    corrige = client.post(f"{EDITION}reglement/", saisie | {"geste": "corriger"}).content.decode()
    assert "Un &lt;b&gt;autre&lt;/b&gt; texte." in corrige.partition("<textarea")[2]
    assert client.post(f"{EDITION}reglement/", saisie | {"geste": "publier"}).status_code == 302
    assert edition.versions_reglement.count() == 2


@pytest.mark.parametrize(("octets", "statut", "versions"), [(PROGRAMME, 422, 1), (pdf(), 302, 2)])
def test_le_document_du_reglement_est_controle(client, agnes, edition, pendant, octets, statut, versions):
    fichier = SimpleUploadedFile("reglement.pdf", octets, "application/pdf")
    saisie = {"texte": "Un autre texte.", "changements": "Le calendrier.", "fichier": fichier, "geste": "publier"}
    assert connecter(client, agnes).post(f"{EDITION}reglement/", saisie).status_code == statut
    assert edition.versions_reglement.count() == versions
