"""News of the call: an unconfirmed address is kept nowhere, one click stops them, what changes in the call appears."""

from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier import boite
from amihr.courrier.models import Courrier
from amihr.editions import actualites as actes
from amihr.editions.conduite import reporter
from amihr.editions.models import Abonnement, Actualite
from amihr.editions.reglement import publier_version
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import texte_de

pytestmark = pytest.mark.django_db
LECTEUR = "lecteur@exemple.fr"


@pytest.fixture
def abonne(edition, pendant):
    return Abonnement.objects.create(edition=edition, courriel=LECTEUR.capitalize(), confirme_le=PENDANT)


@pytest.fixture
def parue(edition, pendant, agnes):
    return actes.publier(edition, titre="Un webinaire jeudi", texte="À 14 h, [ici](https://exemple.fr/w).", par=agnes)


def chemin(adresse):
    return "/" + adresse.split("/", 3)[3]


def partir():
    boite.expedier(horloge.maintenant())
    return mail.outbox


def test_une_adresse_mal_ecrite_est_refusee(client, edition, pendant):
    page = client.post("/actualites/abonnement/", {"courriel": "lecteur@"})
    assert page.status_code == 422
    assert not Courrier.objects.exists()


def test_la_sixieme_adresse_de_l_heure_est_refusee(client, edition, pendant):
    statuts = [client.post("/actualites/abonnement/", {"courriel": f"l{i}@exemple.fr"}).status_code for i in range(6)]
    assert statuts == [200] * 5 + [422]
    assert Courrier.objects.count() == 5


def test_demander_ne_garde_que_le_courriel_qui_demande_de_confirmer(client, edition, pendant):
    assert "Un courriel part à" in texte_de(client.post("/actualites/abonnement/", {"courriel": LECTEUR}))
    assert not Abonnement.objects.exists()
    assert [courrier.destinataire for courrier in Courrier.objects.all()] == [LECTEUR]


def test_redemander_le_meme_jour_n_importune_pas(client, edition, pendant):
    for _ in range(3):
        client.post("/actualites/abonnement/", {"courriel": LECTEUR})
    assert len(partir()) == 1
    with horloge.a(PENDANT + timedelta(days=1)):
        client.post("/actualites/abonnement/", {"courriel": LECTEUR})
    assert Courrier.objects.count() == 2


def test_le_site_repond_de_meme_a_qui_est_abonne(client, abonne):
    autre = client.post("/actualites/abonnement/", {"courriel": "autre@exemple.fr"})
    deja = client.post("/actualites/abonnement/", {"courriel": LECTEUR})
    assert texte_de(deja).replace(LECTEUR, "") == texte_de(autre).replace("autre@exemple.fr", "")


def test_ouvrir_le_lien_ne_confirme_rien_le_bouton_confirme(client, edition, pendant):
    actes.demander(edition, LECTEUR)
    (message,) = partir()
    (lien,) = [ligne for ligne in message.body.splitlines() if "/confirmer/" in ligne]
    assert "Recevoir les actualités ?" in texte_de(client.get(chemin(lien)))
    assert not Abonnement.objects.exists()
    client.post(chemin(lien))
    client.post(chemin(lien))
    assert Abonnement.objects.get().courriel == LECTEUR


def test_un_lien_de_trois_jours_ne_confirme_plus(client, edition, pendant):
    lien = chemin(actes.adresse_pour_confirmer(edition, LECTEUR, PENDANT))
    assert client.get(lien).status_code == 200
    with horloge.a(PENDANT + timedelta(days=3)):
        page = client.post(lien)
    assert "Ce lien n’est plus valable" in texte_de(page, statut=404)
    assert not Abonnement.objects.exists()


def test_le_lien_qui_confirme_ne_desabonne_pas_et_l_inverse(client, edition, abonne):
    confirmer = actes.adresse_pour_confirmer(edition, LECTEUR, PENDANT).rstrip("/").rsplit("/", 1)[1]
    arreter = actes.adresse_pour_se_desabonner(edition, "autre@exemple.fr").rstrip("/").rsplit("/", 1)[1]
    assert client.post(f"/actualites/desabonnement/{confirmer}/").status_code == 404
    assert client.post(f"/actualites/abonnement/confirmer/{arreter}/").status_code == 404
    assert Abonnement.objects.get() == abonne


def test_aucune_adresse_de_personne_n_est_dans_un_lien(edition, pendant):
    for adresse in (
        actes.adresse_pour_confirmer(edition, LECTEUR, PENDANT),
        actes.adresse_pour_se_desabonner(edition, LECTEUR),
    ):
        jeton = adresse.rstrip("/").rsplit("/", 1)[1]
        assert b"lecteur" not in urlsafe_b64decode(jeton)
        assert actes.courriel_a_desabonner(edition, jeton[:-3] + "AA=") is None


def test_un_abonne_recoit_l_actualite_et_arrete_en_un_clic(edition, abonne, parue, client):
    (message,) = partir()
    assert message.to == [LECTEUR]
    assert "Un webinaire jeudi" in message.subject
    adresse = message.extra_headers["List-Unsubscribe"].strip("<>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (ecrite,) = [ligne for ligne in message.body.splitlines() if "/desabonnement/" in ligne]
    assert client.get(chemin(ecrite)).status_code == 200
    # What a mail program sends: a POST without cookie nor token.
    un_programme = type(client)(enforce_csrf_checks=True)
    assert un_programme.post(chemin(adresse), {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert un_programme.post(chemin(adresse)).status_code == 200
    assert not Abonnement.objects.exists()


def test_qui_s_est_desabonne_entre_temps_ne_recoit_rien(edition, abonne, parue):
    abonne.delete()
    assert partir() == []


def test_une_actualite_retiree_ne_part_plus_et_quitte_le_site(client, abonne, parue, agnes):
    assert "Un webinaire jeudi" in texte_de(client.get("/actualites/"))
    actes.retirer(parue, par=agnes)
    assert partir() == []
    assert "Un webinaire jeudi" not in texte_de(client.get("/actualites/"))
    assert "Un webinaire jeudi" not in client.get("/actualites.atom").content.decode()
    with pytest.raises(ActeRefuse, match="actualite_deja_retiree"):
        actes.retirer(parue, par=agnes)


def test_le_journal_compte_les_abonnes_et_n_en_nomme_aucun(abonne, parue):
    entree = EntreeJournal.objects.get(evenement="actualite.publiee")
    assert entree.faits["destinataires"] == 1
    assert LECTEUR not in str(entree.faits)


def test_ce_qui_change_dans_l_appel_parait_d_office(client, edition, abonne, agnes):
    publier_version(edition, texte="## A Objet\n\nUn texte.", changements="L’article A.", par=agnes)
    reporter(edition, cloture_le=edition.cloture_le + timedelta(days=7), par=agnes, a_ete_lue=lambda edition: False)
    titres = list(Actualite.objects.values_list("titre", flat=True))
    assert titres[0] == "La clôture est reportée"
    assert titres[1].startswith("Le règlement a changé")
    assert len(partir()) == 2
    assert all(message.to == [LECTEUR] for message in mail.outbox)


def test_la_page_publique_ne_pose_aucun_temoin_et_son_texte_est_sur(client, parue):
    page = client.get("/actualites/")
    assert page.cookies == {}
    assert '<a href="https://exemple.fr/w">ici</a>' in page.content.decode()


def test_le_flux_se_lit(client, parue):
    flux = client.get("/actualites.atom")
    assert flux["Content-Type"].startswith("application/atom+xml")
    assert f"#actualite-{parue.reference}" in flux.content.decode()


def test_l_operateur_voit_un_apercu_avant_de_publier(client, oscar, edition, pendant):
    ecrit = {"titre": "Bientôt", "texte": "Demain."}
    connecter(client, oscar)
    assert client.post("/region/actualites/", {"titre": "", "texte": ""}).status_code == 422
    assert "Publier pour tous" in texte_de(client.post("/region/actualites/", ecrit | {"geste": "apercu"}))
    assert not Actualite.objects.exists()
    client.post("/region/actualites/", ecrit | {"geste": "publier"})
    assert Actualite.objects.get().par == oscar


def test_retirer_demande_confirmation(client, agnes, parue):
    connecter(client, agnes).get(f"/region/actualites/{parue.reference}/retirer/")
    parue.refresh_from_db()
    assert parue.retiree_le is None
    client.post(f"/region/actualites/{parue.reference}/retirer/")
    parue.refresh_from_db()
    assert parue.retiree_le is not None
