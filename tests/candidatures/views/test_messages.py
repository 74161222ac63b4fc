"""The pages of a thread, for the team and for those who instruct; the notes of staff."""

import re
import uuid

import pytest
from django.test import Client

from amihr import horloge
from amihr.editions.models import Reponse
from amihr.socle.refus import ActeRefuse
from amihr.socle.textes import pluriel
from candidatures.actes.messages import repondre
from candidatures.models import FilClasse, Message, NoteInterne
from candidatures.regles.messages import LONGUEUR, PAR_HEURE
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.fabriques.messages import message, note
from tests.pages import mots_de, texte_de

CLE, AUTRE_CLE = str(uuid.UUID(int=7)), str(uuid.UUID(int=8))
REPONSE = {"texte": "Oui, à deux.", "cle": CLE}
PUBLIEE = REPONSE | {
    "publier": "on",
    "enonce": "À plusieurs ?",
    "article": "B.1",
    "texte_public": "Oui, en groupement.",
}


def equipe(dossier):
    return f"/candidatures/{dossier.reference}/messages/"


def region(dossier):
    return f"/region/candidatures/{dossier.reference}/messages/"


def notes(dossier):
    return f"/region/candidatures/{dossier.reference}/notes/"


# --- The team ---------------------------------------------------------------------------------------------------


def test_un_rival_ne_trouve_pas_le_fil(client, alice, bruno, depose, pendant):
    assert connecter(client, alice).get(equipe(depose)).status_code == 200
    assert connecter(client, bruno).get(equipe(depose)).status_code == 404
    assert client.post(equipe(depose), {"texte": "Bonjour", "cle": CLE}).status_code == 404


def test_qui_lit_seulement_lit_le_fil_sans_y_ecrire(client, alice, depose, pendant):
    depose.equipiers.update(droit="lire")
    message(depose, alice, "Bonjour")
    page = texte_de(connecter(client, alice).get(equipe(depose)))
    assert "Bonjour" in page
    assert "Envoyer le message" not in page
    assert client.post(equipe(depose), {"texte": "Bonjour", "cle": CLE}).status_code == 403


def test_un_message_part_une_fois(client, alice, depose, pendant):
    connecter(client, alice)
    for _ in range(2):
        assert client.post(equipe(depose), {"texte": "Peut-on déposer à deux ?", "cle": CLE}).status_code == 302
    assert Message.objects.get().texte == "Peut-on déposer à deux ?"
    assert "Votre message est envoyé" in texte_de(client.get(equipe(depose)))


@pytest.mark.parametrize(
    ("texte", "phrase"), [("", "Renseignez"), ("é" * (LONGUEUR + 1), f"dépasse {LONGUEUR} caractères")]
)
def test_un_texte_refuse_le_dit_et_reste(client, alice, depose, pendant, texte, phrase):
    reponse = connecter(client, alice).post(equipe(depose), {"texte": texte, "cle": CLE})
    assert reponse.status_code == 422
    assert phrase in mots_de(reponse)
    assert reponse.context["formulaire"]["texte"].value() == texte
    assert not Message.objects.exists()


def test_une_equipe_n_inonde_pas_le_secretariat(client, alice, depose, pendant):
    connecter(client, alice)
    for rang in range(PAR_HEURE):
        client.post(equipe(depose), {"texte": f"Message {rang}", "cle": str(uuid.UUID(int=rang + 1))})
    reponse = client.post(equipe(depose), {"texte": "Un de trop", "cle": str(uuid.UUID(int=99))})
    assert reponse.status_code == 422
    assert "Trop de messages" in texte_de(reponse)
    assert reponse.context["formulaire"]["texte"].value() == "Un de trop"
    assert Message.objects.count() == PAR_HEURE


def test_l_equipe_lit_le_secretariat_et_jamais_un_nom(client, alice, agnes, depose, apres):
    message(depose, agnes, "Il manque une page.", cote="region")
    page = texte_de(connecter(client, alice).get(equipe(depose)))
    assert "Le secrétariat de l’appel" in page
    assert "Il manque une page." in page
    assert str(agnes) not in page


def test_non_lu_se_dit_une_fois(client, alice, agnes, depose, apres):
    message(depose, agnes, "Il manque une page.", cote="region")
    accueil = f"/candidatures/{depose.reference}/"
    assert "1 non lu" in texte_de(connecter(client, alice).get(accueil))
    assert "Non lu" in texte_de(client.get(equipe(depose)))
    assert "Non lu" not in texte_de(client.get(equipe(depose)))
    assert "non lu" not in texte_de(client.get(accueil))


def test_un_long_fil_se_lit_par_pages(client, alice, depose, pendant):
    for rang in range(21):
        message(depose, alice, f"Texte numéro {rang}.")
    page = texte_de(connecter(client, alice).get(equipe(depose)))
    assert "Texte numéro 20." in page
    assert "Texte numéro 0." not in page
    assert "Texte numéro 0." in texte_de(client.get(f"{equipe(depose)}?page=2"))


def test_un_texte_actif_reste_du_texte(client, alice, agnes, depose, pendant):
    message(depose, alice, "<script>alert(1)</script>")
    for qui, adresse in ((alice, equipe(depose)), (agnes, region(depose)), (agnes, "/region/messages/")):
        assert b"<script>alert" not in connecter(client, qui).get(adresse).content


# --- The Région -------------------------------------------------------------------------------------------------


def test_avant_la_cloture_ni_nom_ni_titre(client, agnes, alice, depose, pendant):
    assert connecter(client, agnes).get(region(depose)).status_code == 404
    message(depose, alice, "Peut-on déposer à deux ?")
    for adresse in (region(depose), "/region/messages/"):
        page = texte_de(client.get(adresse))
        assert depose.reference in page
        assert "Peut-on déposer à deux ?" in page
        assert [mot for mot in (depose.titre, depose.denomination, str(alice)) if mot in page] == []


def test_apres_la_cloture_le_dossier_se_nomme(client, agnes, alice, depose, apres):
    message(depose, alice)
    page = texte_de(connecter(client, agnes).get(region(depose)))
    assert depose.titre in page
    assert str(alice) in page


def test_la_reponse_se_relit_avant_de_partir(client, agnes, alice, depose, pendant):
    message(depose, alice)
    reponse = connecter(client, agnes).post(region(depose), PUBLIEE)
    assert reponse.status_code == 200
    page = texte_de(reponse)
    assert "Ce que l’équipe recevra" in page
    assert "Ce que tous liront" in page
    assert Message.objects.count() == 1
    assert not Reponse.objects.exists()


def relire_et_envoyer(client, dossier, saisie, **changes):
    relu = client.post(region(dossier), saisie | {"geste": "apercu"}).context["relu"]
    return client.post(region(dossier), saisie | {"geste": "envoyer", "relu": relu} | changes)


def test_rien_n_est_publie_qui_n_ait_ete_relu_tel_quel(client, agnes, alice, depose, pendant):
    message(depose, alice)
    jamais_relue = connecter(client, agnes).post(region(depose), PUBLIEE | {"geste": "envoyer"})
    changee = relire_et_envoyer(client, depose, PUBLIEE, texte_public="Oui, avec Canopée.")
    for reponse in (jamais_relue, changee):
        assert "Rien n’est encore publié" in texte_de(reponse)
    assert "Oui, avec Canopée." in texte_de(changee).partition("Ce que tous liront")[2]
    assert not Reponse.objects.exists()
    assert not Message.objects.filter(cote="region").exists()


def traces_lues(client, dossier, texte):
    return client.post(region(dossier), PUBLIEE | {"texte_public": texte}).context["traces"]


def test_ce_qui_reconnait_un_dossier_est_signale_avant_de_publier(client, agnes, alice, depose, apres):
    depose.titre, depose.denomination = "Ombrière solaire", "Canopée SAS"
    depose.save()
    connecter(client, agnes)
    for cite in ("l’ombrière solaire", "CANOPEE", alice.nom):
        (trace,) = traces_lues(client, depose, f"Oui, pour {cite} aussi.")
        assert "un nom du dossier ou de son équipe" in trace
    assert traces_lues(client, depose, "Oui, pour toute société.") == []


def test_sous_scelles_l_avertissement_ne_confirme_que_ce_que_l_equipe_a_ecrit(client, agnes, alice, depose, pendant):
    depose.titre, depose.denomination = "Ombrière solaire", "Canopée SAS"
    depose.save()
    message(depose, alice, "Chez Canopée, peut-on déposer à deux ?")
    connecter(client, agnes)
    assert traces_lues(client, depose, "Canopée le peut.") == ["un nom du dossier ou de son équipe (Canopée SAS)"]
    assert traces_lues(client, depose, "L’ombrière solaire le peut.") == []


def test_publier_est_coche_et_propose_les_mots_de_l_equipe(client, agnes, alice, depose, pendant):
    message(depose, alice, "Peut-on déposer à deux ?")
    formulaire = connecter(client, agnes).get(region(depose)).context["formulaire"]
    assert formulaire["publier"].value() is True
    assert formulaire["enonce"].value() == "Peut-on déposer à deux ?"


def test_apres_la_cloture_publier_n_est_pas_coche(client, agnes, alice, depose, apres):
    message(depose, alice)
    assert not connecter(client, agnes).get(region(depose)).context["formulaire"]["publier"].value()


def test_la_reponse_part_et_se_publie_reecrite(client, agnes, alice, depose, pendant):
    message(depose, alice)
    assert relire_et_envoyer(connecter(client, agnes), depose, PUBLIEE).status_code == 302
    assert Message.objects.get(cote="region").texte == "Oui, à deux."
    publique = texte_de(client.get("/questions/"))
    assert "Oui, en groupement." in publique
    assert "Oui, à deux." not in publique
    assert "Cette réponse est aussi publiée" in texte_de(connecter(client, alice).get(equipe(depose)))


def test_sans_reecriture_la_reponse_se_publie_telle_quelle(client, agnes, alice, depose, pendant):
    message(depose, alice)
    relire_et_envoyer(connecter(client, agnes), depose, PUBLIEE | {"texte_public": ""})
    assert Reponse.objects.get().texte == "Oui, à deux."


def test_sans_la_case_rien_ne_se_publie(client, agnes, alice, depose, pendant):
    message(depose, alice)
    connecter(client, agnes).post(region(depose), PUBLIEE | {"geste": "envoyer", "publier": ""})
    assert Message.objects.filter(cote="region", question=None).count() == 1
    assert not Reponse.objects.exists()


def test_on_ne_repond_pas_a_un_fil_qui_a_continue_sans_le_lire(client, agnes, oscar, alice, depose, pendant):
    message(depose, alice, "Peut-on déposer à deux ?")
    vu = re.search(r'name="vu" value="(\d+)"', texte_de(connecter(client, agnes).get(region(depose))))[1]
    connecter(Client(), oscar).post(region(depose), {"texte": "Non.", "cle": AUTRE_CLE, "geste": "envoyer", "vu": vu})
    page = client.post(region(depose), REPONSE | {"geste": "envoyer", "vu": vu})
    assert "Ce fil a continué depuis que vous l’avez lu" in texte_de(page)
    assert "<p>Non.</p>" in texte_de(page)
    assert Message.objects.filter(cote="region").count() == 1
    with pytest.raises(ActeRefuse, match="fil_continue"):
        repondre(depose, "Oui, à deux.", par=agnes, cle=CLE, vu=int(vu))
    relu = re.search(r'name="vu" value="(\d+)"', texte_de(page))[1]
    for _ in range(2):  # sent twice, it is one answer
        assert client.post(region(depose), REPONSE | {"geste": "envoyer", "vu": relu}).status_code == 302
    assert Message.objects.filter(cote="region").count() == 2


def test_publier_sans_question_est_refuse_et_rien_ne_se_perd(client, agnes, alice, depose, pendant):
    message(depose, alice)
    reponse = connecter(client, agnes).post(region(depose), PUBLIEE | {"geste": "envoyer", "enonce": " "})
    assert reponse.status_code == 422
    assert reponse.context["formulaire"].errors.keys() == {"enonce"}
    assert reponse.context["formulaire"]["texte_public"].value() == "Oui, en groupement."
    assert Message.objects.count() == 1


def test_l_operateur_repond(client, oscar, alice, depose, pendant):
    message(depose, alice)
    assert connecter(client, oscar).post(region(depose), REPONSE | {"geste": "envoyer"}).status_code == 302


def test_un_fil_se_classe_et_sort_de_la_pile(client, agnes, alice, depose, pendant):
    recu = message(depose, alice, "Merci.")
    assert depose.reference in texte_de(connecter(client, agnes).get("/region/messages/"))
    assert client.post(f"{region(depose)}classer/", {"message": "pas-un-identifiant"}).status_code == 302
    assert not FilClasse.objects.exists()
    assert client.post(f"{region(depose)}classer/", {"message": recu.pk}).status_code == 302
    assert depose.reference not in texte_de(client.get("/region/messages/"))
    assert depose.reference in texte_de(client.get("/region/messages/?pile=tous"))
    assert client.get("/region/messages/?pile=autre").status_code == 404


def test_le_tableau_de_bord_compte_les_fils_qui_attendent(client, agnes, alice, depose, pendant):
    message(depose, alice)
    taches = connecter(client, agnes).get("/region/").context["taches"]
    (tache,) = [tache for tache in taches if tache["titre"] == "Répondre aux messages des équipes"]
    assert (tache["url"], tache["puce"]) == ("/region/messages/", pluriel(1, "message"))


def test_le_fil_d_une_autre_edition_n_est_pas_ici(client, agnes, alice, depose, pendant):
    message(depose, alice)
    depose.edition.est_courante = False
    assert connecter(client, agnes).get(region(depose)).status_code == 200
    assert connecter(client, agnes).get(f"/editions/une-autre{region(depose)}").status_code == 404


# --- Notes ------------------------------------------------------------------------------------------------------


def test_ni_l_operateur_ni_l_equipe_n_ouvrent_les_notes(client, agnes, oscar, alice, depose, apres):
    note(depose, agnes, "À revoir")
    assert "À revoir" in texte_de(connecter(client, agnes).get(notes(depose)))
    for qui in (oscar, alice):
        assert connecter(client, qui).get(notes(depose)).status_code == 404


def test_une_note_se_garde_et_le_vide_est_refuse(client, agnes, depose, apres):
    connecter(client, agnes)
    assert client.post(notes(depose), {"texte": " ", "cle": CLE}).status_code == 422
    for _ in range(2):
        assert client.post(notes(depose), {"texte": "Vu le Kbis", "cle": CLE}).status_code == 302
    assert NoteInterne.objects.get().texte == "Vu le Kbis"


def test_le_sceau_repose_referme_les_notes(client, agnes, depose):
    with horloge.a(APRES):
        note(depose, agnes)
        assert connecter(client, agnes).get(notes(depose)).status_code == 200
        type(depose.edition).objects.update(cloture_le=APRES.replace(month=6))
        assert client.get(notes(depose)).status_code == 404


def test_le_dossier_montre_ses_notes_aux_agents_et_son_fil_a_tous_ceux_qui_repondent(
    client, agnes, oscar, alice, depose, apres
):
    note(depose, agnes, "Vu le Kbis")
    message(depose, alice)
    dossier = f"/region/candidatures/{depose.reference}/"
    for qui, lit_la_note in ((agnes, True), (oscar, False)):
        page = texte_de(connecter(client, qui).get(dossier))
        assert ("Vu le Kbis" in page) is lit_la_note
        assert "1 message avec l’équipe" in page
        assert "1 non lu" in page
