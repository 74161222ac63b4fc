"""Leading the call, its mails and its journal: who may, and what each page shows."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import poster
from amihr.editions.conduite import suspendre
from amihr.editions.models import Edition, Texte
from candidatures.acces import Action, consulter
from candidatures.actes.annonces import diffuser_les_annonces
from candidatures.models import Candidature
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE, PENDANT
from tests.pages import mots_de, texte_de
from tests.personnages import personne


@pytest.fixture
def dpo(db):
    return personne("Dora", roles=[Role.DPO], totp=True)


def test_le_candidat_ne_conduit_pas_l_appel(client, agnes, alice, edition, pendant):
    assert connecter(client, agnes).get("/region/edition/").status_code == 200
    assert connecter(client, alice).get("/region/edition/").status_code == 404


def test_l_operateur_lit_l_edition_mais_ne_suspend_pas(client, oscar, edition, pendant):
    connecter(client, oscar)
    assert client.get("/region/edition/").status_code == 200
    assert client.get("/region/edition/suspendre/").status_code == 404


def test_suspendre_puis_reprendre(client, agnes, edition, pendant):
    connecter(client, agnes)
    edition.reglages = edition.reglages | {"Q45": {"reprise_heures": 24}}
    edition.save(update_fields=["reglages"])
    client.post("/region/edition/suspendre/")
    assert not Edition.objects.get().accepte_les_depots(PENDANT)
    client.post("/region/edition/reprendre/")
    assert Edition.objects.get().accepte_les_depots(PENDANT)


def test_reporter_plus_tot_est_refuse(client, agnes, edition, pendant):
    connecter(client, agnes)
    reponse = client.post("/region/edition/reporter/", {"jour": "2026-05-05", "heure": "23:59"})
    assert reponse.status_code == 422
    assert "Une clôture ne peut qu’être reportée à plus tard" in texte_de(reponse)


def test_reporter_hors_du_calendrier_est_refuse_a_cote_du_champ(client, agnes, edition, pendant):
    reponse = connecter(client, agnes).post("/region/edition/reporter/", {"jour": "9999-12-31", "heure": "23:59"})
    assert reponse.status_code == 422
    assert "L’année se situe entre 1900 et 2999" in texte_de(reponse)


def test_reporter_compte_la_derniere_minute_en_entier(client, agnes, edition, pendant):
    connecter(client, agnes)
    saisie = {"jour": "2026-05-12", "heure": "23:59"}
    reponse = client.post("/region/edition/reporter/", saisie)
    assert "Nouvelle clôture 12 mai 2026 à 23 h 59" in mots_de(reponse)
    assert "Il resterait 8 jours ouvrés à la commission" in mots_de(reponse)
    assert Edition.objects.get().cloture_le == CLOTURE
    client.post("/region/edition/reporter/", saisie | {"confirme": "oui"})
    assert Edition.objects.get().cloture_le == CLOTURE + timedelta(days=1)


def test_apres_une_lecture_la_cloture_ne_se_reporte_plus(client, agnes, depose, apres):
    connecter(client, agnes)
    consulter(agnes, depose.reference, Action.LIRE_ADMINISTRATIF)
    reponse = client.post("/region/edition/reporter/", {"jour": "2026-06-12", "heure": "23:59"})
    assert "Un dossier a déjà été consulté" in texte_de(reponse)


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        ("  ", "Cette lettre partirait vide"),
        ("Bonjour {societe}, {solution} est labellisée.", "Rien ne remplacera {societe}."),
    ],
)
def test_une_lettre_qui_partirait_vide_ou_trouee_est_refusee(client, agnes, edition, pendant, contenu, raison):
    Texte.objects.create(edition=edition, code="lettre.labellisee", contenu="Votre solution {solution} est labellisée.")
    connecter(client, agnes)
    adresse = "/region/edition/textes/lettre.labellisee/"
    assert "{date_commission}" in mots_de(client.get(adresse))
    reponse = client.post(adresse, {"contenu": contenu, "revision": edition.revision})
    assert reponse.status_code == 422
    assert mots_de(reponse).count(raison) == 2
    assert Texte.objects.get().contenu == "Votre solution {solution} est labellisée."


def test_modifier_un_texte_avec_apercu(client, agnes, edition, pendant):
    Texte.objects.create(edition=edition, code="accueil.titre", contenu="Ancien")
    connecter(client, agnes)
    adresse = "/region/edition/textes/accueil.titre/"
    apercu = client.post(adresse, {"contenu": "Neuf <b>", "apercu": "1", "revision": edition.revision})
    assert "Neuf &lt;b&gt;" in apercu.content.decode()
    assert Texte.objects.get().contenu == "Ancien"
    client.post(adresse, {"contenu": "Neuf", "revision": edition.revision})
    assert Texte.objects.get().contenu == "Neuf"


@pytest.mark.parametrize("code", ["lettre.voies_de_recours", "criteres.algorithme", "pages.mentions_legales"])
def test_depuis_l_ouverture_l_operateur_ne_recrit_pas_ce_qui_engage_la_region(
    client, agnes, oscar, edition, pendant, code
):
    Texte.objects.create(edition=edition, code=code, contenu="Ancien")
    adresse, saisie = f"/region/edition/textes/{code}/", {"contenu": "Neuf", "revision": edition.revision}
    connecter(client, oscar)
    assert "Ce texte engage la Région" in mots_de(client.get(adresse))
    assert "Enregistrer le texte" not in mots_de(client.get(adresse))
    assert client.post(adresse, saisie).status_code == 422
    assert Texte.objects.get().contenu == "Ancien"
    with horloge.a(edition.ouverture_le - timedelta(days=1)):
        assert "Enregistrer le texte" in mots_de(client.get(adresse))
    assert connecter(client, agnes).post(adresse, saisie).status_code == 302


def test_l_operateur_ecrit_encore_ce_qui_aide_les_candidats(client, oscar, edition, pendant):
    Texte.objects.create(edition=edition, code="contact.panne", contenu="Ancien")
    saisie = {"contenu": "Appelez-nous.", "revision": edition.revision}
    assert connecter(client, oscar).post("/region/edition/textes/contact.panne/", saisie).status_code == 302


def test_un_texte_modifie_entre_temps_n_est_pas_ecrase(client, agnes, edition, pendant):
    Texte.objects.create(edition=edition, code="accueil.titre", contenu="Ancien")
    connecter(client, agnes)
    reponse = client.post("/region/edition/textes/accueil.titre/", {"contenu": "Neuf", "revision": "1"})
    assert (reponse.status_code, Texte.objects.get().contenu) == (422, "Ancien")
    assert "Le texte enregistré en ce moment Ancien Votre saisie" in mots_de(reponse)
    assert "L’édition a été modifiée entre-temps" in texte_de(reponse)
    assert "Neuf" in texte_de(reponse)


def test_un_texte_trop_long_est_refuse(client, agnes, edition, pendant):
    Texte.objects.create(edition=edition, code="accueil.titre", contenu="Ancien")
    saisie = {"contenu": "x" * 20_001, "revision": edition.revision}
    reponse = connecter(client, agnes).post("/region/edition/textes/accueil.titre/", saisie)
    assert (reponse.status_code, Texte.objects.get().contenu) == (422, "Ancien")


def test_un_appel_instruit_ne_rouvre_pas(client, agnes, edition, depose):
    Candidature.objects.filter(pk=depose.pk).update(etat="recevable")
    with horloge.a(CLOTURE + timedelta(days=2)):
        reponse = connecter(client, agnes).post("/region/edition/reporter/", {"jour": "2026-07-11", "heure": "23:59"})
    assert reponse.status_code == 422
    assert Edition.objects.get().cloture_le == CLOTURE


def test_les_courriers_d_un_dossier_suivent_l_acces(client, agnes, depose, alice):
    depot = depose.depots.get()
    poster("accuse_de_depot", objet=depot, a=[alice], instant=PENDANT)
    connecter(client, agnes)
    with horloge.a(CLOTURE + timedelta(hours=1)):
        assert alice.courriel in texte_de(client.get("/region/envois/"))
        deporter(agnes, depose)
        assert alice.courriel not in texte_de(client.get("/region/envois/"))


def test_avant_la_cloture_aucun_courrier_de_depot_n_est_montre(client, agnes, depose, alice, pendant):
    poster("accuse_de_depot", objet=depose.depots.get(), a=[alice], instant=PENDANT)
    assert alice.courriel not in texte_de(connecter(client, agnes).get("/region/envois/"))


def test_le_journal_est_pour_le_dpo_et_l_administrateur(client, agnes, dpo, adam, edition, pendant):
    assert connecter(client, dpo).get("/region/journal/?verifier=1").status_code == 200
    assert connecter(client, adam).get("/region/journal/?chaine=lectures").status_code == 200
    assert connecter(client, agnes).get("/region/journal/").status_code == 404


def test_une_annonce_se_suit_sans_aucun_nom(client, edition, agnes, dossier, pendant):
    suspendre(edition, par=agnes)
    page = connecter(client, agnes).get("/region/edition/annonces/")
    assert "À diffuser" in page.content.decode()
    diffuser_les_annonces(horloge.maintenant())
    page = texte_de(client.get("/region/edition/annonces/"))
    assert ("Diffusée" in page, "0 sur 1" in page, "alice@" in page) == (True, True, False)


def test_sans_annonce_la_page_le_dit(client, edition, agnes, pendant):
    assert "Aucune annonce" in texte_de(connecter(client, agnes).get("/region/edition/annonces/"))
