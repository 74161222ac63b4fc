"""Questions about the call: until a day, answered for all, and nobody learns who asked."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier import boite
from amihr.courrier.models import Courrier
from amihr.editions import questions as actes
from amihr.editions.models import Question, Reponse
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT
from tests.pages import texte_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
ANONYME = "quelqu.un@exemple.fr"
ENVOI = {"texte": "Un laboratoire peut-il déposer ?", "article": "B.1", "courriel": ANONYME}


@pytest.fixture
def appel(edition, pendant):
    jour = horloge.jour_de_paris(PENDANT)
    edition.reglages |= {"Q26": {"derniere_question": jour.isoformat(), "derniere_reponse": jour.isoformat()}}
    edition.save()
    return edition


@pytest.fixture
def question(appel):
    return actes.poser(appel, texte="Et mon canari LPX ?", article="", courriel=ANONYME)


def publier(question, agnes, texte="Oui, avec un document équivalent."):
    return actes.publier(question, enonce="Un institut sans Kbis ?", article="B.1", texte=texte, par=agnes)


def test_le_lendemain_du_dernier_jour_est_refuse_et_le_texte_reste(client, appel):
    with horloge.a(PENDANT + timedelta(days=1)):
        page = client.post("/questions/poser/", ENVOI)
    assert page.status_code == 422
    assert ENVOI["texte"].replace(" ?", "") in texte_de(page)
    assert not Question.objects.exists()


def test_une_question_vide_dit_quoi_faire(client, appel):
    page = client.post("/questions/poser/", {})
    assert page.status_code == 422
    assert "Renseignez « Votre question »" in texte_de(page)
    assert "Adresse où recevoir la réponse" in texte_de(page)


def test_la_sixieme_question_de_l_heure_est_refusee(client, appel):
    statuts = [client.post("/questions/poser/", ENVOI).status_code for _ in range(6)]
    assert statuts == [302] * 5 + [422]


def test_un_visiteur_pose_sa_question_sans_compte(client, appel):
    page = client.post("/questions/poser/", ENVOI, follow=True)
    assert "Votre question est transmise" in texte_de(page)
    assert Question.objects.get().courriel == ANONYME


def test_qui_est_connecte_ne_donne_pas_d_adresse(client, appel, alice):
    connecter(client, alice).post("/questions/poser/", {"texte": "Une question"})
    assert Question.objects.get().courriel == alice.courriel


def test_une_question_sans_reponse_n_est_pas_publique(client, question):
    page = texte_de(client.get("/questions/"))
    assert "LPX" not in page
    assert "Aucune réponse publiée" in page


def test_la_reponse_est_publiee_sans_qui_a_demande_ni_la_question_brute(client, question, agnes):
    publier(question, agnes)
    page = texte_de(client.get("/questions/"))
    assert "avec un document équivalent" in page
    assert (ANONYME in page, "LPX" in page, agnes.nom in page) == (False, False, False)


def test_la_page_publique_ne_pose_aucun_temoin(client, question, agnes):
    publier(question, agnes)
    assert client.get("/questions/").cookies == {}


def test_une_reponse_modifiee_garde_la_premiere(client, question, agnes):
    publier(question, agnes)
    publier(question, agnes, texte="Non, finalement.")
    page = texte_de(client.get("/questions/"))
    assert page.index("Non, finalement.") < page.index("Versions précédentes") < page.index("document équivalent")


def test_un_enonce_recrit_laisse_voir_le_premier(client, question, agnes):
    publier(question, agnes)
    actes.publier(question, enonce="Autrement dit ?", article="", texte="Oui.", par=agnes)
    page = texte_de(client.get("/questions/"))
    assert page.index("Autrement dit ?") < page.index("art. B.1") < page.index("Un institut sans Kbis ?")


def test_on_ne_cherche_pas_dans_ce_qui_est_remplace(client, question, agnes):
    publier(question, agnes)
    actes.publier(question, enonce="Autrement dit ?", article="", texte="Oui.", par=agnes)
    assert "Aucune réponse ne contient" in texte_de(client.get("/questions/", {"q": "institut"}))


def test_publier_deux_fois_la_meme_reponse_est_refuse(question, agnes):
    publier(question, agnes)
    with pytest.raises(ActeRefuse, match="reponse_inchangee"):
        publier(question, agnes)


def test_une_reponse_privee_ne_se_lit_nulle_part(client, question, agnes):
    actes.repondre_en_prive(question, texte="Videz votre cache.", par=agnes)
    boite.expedier(horloge.maintenant())
    assert "Videz" not in texte_de(client.get("/questions/"))
    ((destinataire, texte),) = [(message.to, message.body) for message in mail.outbox]
    assert (destinataire, "Videz votre cache." in texte) == ([ANONYME], True)


def test_son_auteur_est_prevenu_de_chaque_version(question, agnes):
    publier(question, agnes)
    publier(question, agnes, texte="Non, finalement.")
    assert Courrier.objects.filter(evenement="reponse_publiee", destinataire=ANONYME).count() == 2


def test_une_question_repondue_ne_s_ecarte_plus(question, agnes):
    publier(question, agnes)
    with pytest.raises(ActeRefuse, match="question_repondue"):
        actes.ecarter(question, par=agnes)


def test_le_journal_ne_dit_pas_qui_demande(client, appel, alice):
    connecter(client, alice).post("/questions/poser/", {"texte": "Une question"})
    entree = EntreeJournal.objects.get(evenement="question.posee")
    assert (entree.par, entree.faits) == (None, {})


@pytest.mark.parametrize(("mots", "trouvee"), [("EQUIVALENT", True), ("kbis", True), ("drone", False)])
def test_chercher_ignore_les_accents_et_la_casse(client, question, agnes, mots, trouvee):
    publier(question, agnes)
    page = texte_de(client.get("/questions/", {"q": mots}))
    assert ("document équivalent" in page, "Aucune réponse ne contient" in page) == (trouvee, not trouvee)


def test_chaque_question_est_dans_une_pile_et_une_seule(appel, agnes):
    a_repondre, publiee, privee, ecartee = (
        actes.poser(appel, texte=str(rang), article="", courriel=ANONYME) for rang in range(4)
    )
    publier(publiee, agnes)
    actes.repondre_en_prive(privee, texte="Ceci.", par=agnes)
    actes.ecarter(ecartee, par=agnes)
    piles = {nom: list(actes.pile(appel, nom)) for nom, _ in actes.PILES}
    assert piles == {"a_repondre": [a_repondre], "publiees": [publiee], "privees": [privee], "ecartees": [ecartee]}


def test_l_agente_repond_sans_voir_qui_demande(client, question, agnes):
    connecter(client, agnes)
    adresse = f"/region/questions/{question.reference}/"
    pages = [client.get("/region/questions/"), client.get(adresse)]
    assert [("LPX" in texte_de(page), ANONYME in texte_de(page)) for page in pages] == [(True, False)] * 2
    champs = {"enonce": "Une question ?", "article": "", "texte": "Une réponse."}
    assert "Une réponse." in texte_de(client.post(adresse, champs | {"geste": "apercu"}))
    assert not Reponse.objects.exists()
    assert relire_et_publier(client, adresse, **champs).status_code == 302
    assert Reponse.objects.get().est_publique


def relire_et_publier(client, adresse, **champs):
    page = texte_de(client.post(adresse, champs | {"geste": "apercu"}))
    (relu,) = re.findall(r'name="relu" value="(\w+)"', page)
    return client.post(adresse, champs | {"geste": "publier", "relu": relu})


def test_rien_n_est_publie_sans_avoir_ete_relu_tel_quel(client, question, agnes):
    connecter(client, agnes)
    adresse, champs = f"/region/questions/{question.reference}/", {"enonce": "Une question ?", "texte": "Oui."}
    assert "Publier pour tous" not in texte_de(client.get(adresse))
    for relu in ({}, {"relu": "0" * 64}):
        page = client.post(adresse, champs | {"geste": "publier"} | relu)
        assert (page.status_code, "Ce que tout le monde lira" in texte_de(page)) == (200, True)
    (relu,) = re.findall(r'name="relu" value="(\w+)"', texte_de(page))
    client.post(adresse, champs | {"enonce": "Changée depuis ?", "geste": "publier", "relu": relu})
    assert not Reponse.objects.exists()


def test_ce_qui_reconnait_l_auteur_est_signale_avant_de_publier(client, appel, agnes, alice):
    posee = actes.poser(appel, texte="?", article="", courriel="", personne=alice)
    connecter(client, agnes)
    enonce = f"Mon entreprise ({alice.nom}, 06 01 02 03 04) peut-elle candidater ?"
    adresse = f"/region/questions/{posee.reference}/"
    page = texte_de(client.post(adresse, {"enonce": enonce, "texte": "Oui.", "geste": "apercu"}))
    assert "un téléphone (06 01 02 03 04)" in page
    assert "un mot du nom ou de l’adresse de qui a posé la question" in page
    propre = texte_de(
        client.post(adresse, {"enonce": "Une entreprise peut-elle candidater ?", "texte": "Oui.", "geste": "apercu"})
    )
    assert "reconnaître" not in propre.partition("Ce que tout le monde lira")[2].partition("<form")[0]


def test_une_reponse_publiee_se_retire_avec_toutes_ses_versions(client, question, agnes):
    connecter(client, agnes)
    adresse = f"/region/questions/{question.reference}/"
    assert client.post(adresse, {"geste": "retirer"}).status_code == 422
    publier(question, agnes)
    publier(question, agnes, texte="Non, finalement.")
    assert "Retirer de la page publique" in texte_de(client.get(adresse))
    assert client.post(adresse, {"geste": "retirer"}).status_code == 302
    for page in (client.get("/questions/"), client.get("/questions/", {"q": "finalement"})):
        assert "finalement" not in texte_de(page).partition("<main")[2].replace('value="finalement"', "").replace(
            "« finalement »", ""
        )
    assert EntreeJournal.objects.get(evenement="question.retiree").faits == {"versions": 2}
    assert list(actes.pile(question.edition, "a_repondre")) == [question]
    assert "retirée le" in texte_de(client.get(adresse))
    publier(question, agnes, texte="Non, finalement.")
    assert list(actes.pile(question.edition, "publiees")) == [question]


def test_sans_enonce_on_ne_publie_pas_mais_on_repond_en_prive(client, question, agnes):
    connecter(client, agnes)
    adresse, champs = f"/region/questions/{question.reference}/", {"enonce": "", "texte": "Une réponse."}
    assert client.post(adresse, champs | {"geste": "publier"}).status_code == 422
    assert client.post(adresse, champs | {"geste": "prive"}).status_code == 302


def test_apres_le_dernier_jour_des_reponses_l_agente_est_avertie(client, question, agnes):
    with horloge.a(APRES):
        page = connecter(client, agnes).get(f"/region/questions/{question.reference}/")
    assert "Le dernier jour annoncé des réponses est passé" in texte_de(page)


def test_la_question_d_une_autre_edition_est_introuvable(client, question, agnes, edition):
    question.edition = type(edition).objects.create(
        slug="autre", nom="Autre", annee=2027, contact="a@b.fr", prefixe_reference="A", prefixe_courriel="A",
        ouverture_le=PENDANT, cloture_le=APRES,
    )  # fmt: skip
    question.save()
    assert connecter(client, agnes).get(f"/region/questions/{question.reference}/").status_code == 404


def test_qui_repond_est_prevenu_sans_le_texte_ni_l_auteur(appel, agnes, oscar, mona, question):
    assert {c.personne for c in Courrier.objects.filter(evenement="question_posee")} == {agnes, oscar}
    boite.expedier(horloge.maintenant())
    (message,) = [m for m in mail.outbox if agnes.courriel in m.to]
    texte = message.body + "".join(contenu for contenu, _ in message.alternatives)
    assert f"/region/questions/{question.reference}/" in texte
    assert not [mot for mot in ("canari", ANONYME) if mot in texte]


@pytest.mark.parametrize("entretemps", ["role", "reponse"])
def test_le_courriel_ne_part_plus_a_qui_n_a_plus_a_repondre(appel, agnes, question, entretemps):
    if entretemps == "role":
        agnes.attributions.update(revoquee_le=horloge.maintenant())
    else:
        publier(question, agnes)
    boite.expedier(horloge.maintenant())
    assert not [m for m in mail.outbox if agnes.courriel in m.to]


def test_le_tableau_de_bord_dit_combien_de_questions_attendent(client, appel, agnes, question):
    page = texte_de(connecter(client, agnes).get("/region/"))
    assert "Répondre aux questions sur l’appel" in page
    assert "1 question" in page
    ines = personne("Ines", roles=[Role.AGENT], totp=True)
    assert "Répondre aux questions sur l’appel" not in texte_de(connecter(client, ines).get("/region/"))
