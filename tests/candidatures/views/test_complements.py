"""The pages of a complement, for the team and for those who instruct."""

import hashlib

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.fichiers.models import Fichier
from amihr.journal.models import Chaine, EntreeJournal
from amihr.socle.textes import date_heure
from candidatures.actes import complement as actes
from candidatures.models import Complement, PieceDeComplement, PointExamine, Tentative
from tests.corpus.documents import pdf
from tests.fabriques.candidatures import CandidatureFactory, deporter, figer
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import mots_de, texte_de
from tests.regles.test_q15_complements import demande, demander, joindre, ouverts  # noqa: F401 - fixtures

CHAMPS = {"pieces": ["kbis"], "article": "D", "motif": "Kbis illisible", "jour": "2026-05-29", "heure": "18:00"}


def page_de(demande):  # noqa: F811
    return f"/candidatures/{demande.candidature.reference}/complements/{demande.pk}/"


def region(dossier):
    return f"/region/candidatures/{dossier.reference}/complements/"


def fichier():
    return SimpleUploadedFile("kbis.pdf", pdf(), "application/pdf")


def test_un_rival_ne_trouve_pas_le_complement(client, bruno, alice, demande):  # noqa: F811
    assert connecter(client, alice).get(page_de(demande)).status_code == 200
    assert connecter(client, bruno).get(page_de(demande)).status_code == 404


def test_l_equipe_ne_voit_que_les_pieces_demandees(client, alice, demande):  # noqa: F811
    page = texte_de(connecter(client, alice).get(page_de(demande)))
    assert "Kbis" in page
    assert "Le Kbis est illisible." in page
    assert "Attestation fiscale" not in page


def test_un_fichier_se_joint_puis_le_complement_s_envoie(client, alice, demande):  # noqa: F811
    connecter(client, alice)
    assert client.post(f"{page_de(demande)}?emplacement=kbis", {"fichier": fichier()}).status_code == 302
    assert "Il n’est pas encore envoyé" in texte_de(client.get(page_de(demande)))
    assert client.post(f"{page_de(demande)}envoyer/").status_code == 302
    assert "Le complément est envoyé" in texte_de(client.get(page_de(demande)))


def test_un_second_envoi_montre_le_meme_accuse_sans_compter_de_refus(client, alice, demande):  # noqa: F811
    joindre(demande, alice)
    connecter(client, alice)
    for _ in range(2):
        reponse = client.post(f"{page_de(demande)}envoyer/", follow=True)
        assert reponse.status_code == 200
        assert "Le complément est envoyé" in texte_de(reponse)
    assert not Tentative.objects.exists()


def test_un_fichier_identique_a_celui_du_depot_se_dit_a_tous(client, alice, agnes, demande):  # noqa: F811
    ancienne = demande.demandees.get().ancienne
    adresse, identique = page_de(demande), "celui de la version déposée"
    recue = connecter(client, alice).post(f"{adresse}?emplacement=kbis", {"fichier": fichier()}, follow=True)
    assert identique not in mots_de(recue)
    PieceDeComplement.objects.filter(remplacee_le=None).update(sha256=ancienne.sha256)
    assert f"octet pour octet, {identique}" in mots_de(client.get(adresse))
    actes.envoyer(demande, par=alice)
    connecter(client, agnes)
    assert f"octet pour octet, {identique}" in mots_de(client.get(region(demande.candidature)))
    assert "reçue, identique à celle du dépôt" in mots_de(client.get("/region/complements/"))


def test_qui_joint_le_fichier_du_depot_l_apprend_aussitot(client, alice, agnes, ouverts, depose):  # noqa: F811
    empreinte = hashlib.sha256(pdf()).hexdigest()
    Fichier.objects.filter(pk=depose.pieces.get(emplacement="kbis").fichier_id).update(sha256=empreinte)
    figer(depose)
    adresse = page_de(demander(ouverts, agnes, depose)[0])
    page = mots_de(connecter(client, alice).post(f"{adresse}?emplacement=kbis", {"fichier": fichier()}, follow=True))
    assert "Ce fichier est identique à celui de la version déposée" in page
    assert "octet pour octet" in page


def test_la_liste_dit_ce_qui_est_attendu_puis_le_dossier_que_c_est_repondu(client, alice, bruno, demande):  # noqa: F811
    jour = date_heure(demande.derniere_minute).replace("\u00a0", " ")
    attendu = f"Pièces demandées : répondre au plus tard le {jour}"
    assert attendu in mots_de(connecter(client, alice).get("/candidatures/"))
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    assert attendu not in mots_de(client.get("/candidatures/"))
    assert ", répondu le " in mots_de(client.get(f"/candidatures/{demande.candidature.reference}/"))


def test_sans_reponse_le_dossier_le_dit_une_fois_le_delai_passe(client, alice, demande):  # noqa: F811
    with horloge.a(demande.echeance_le):
        connecter(client, alice)
        assert "répondre au plus tard" not in mots_de(client.get("/candidatures/"))
        assert ", sans réponse" in mots_de(client.get(f"/candidatures/{demande.candidature.reference}/"))


def test_sans_fichier_la_page_le_dit(client, alice, demande):  # noqa: F811
    connecter(client, alice)
    assert client.post(f"{page_de(demande)}?emplacement=kbis").status_code == 422
    reponse = client.post(f"{page_de(demande)}envoyer/")
    assert reponse.status_code == 422
    assert "Joignez au moins une des pièces demandées" in texte_de(reponse)


def test_trop_tard_a_sa_page_et_la_tentative_est_gardee(client, alice, demande):  # noqa: F811
    connecter(client, alice)
    with horloge.a(demande.echeance_le):
        reponse = client.post(f"{page_de(demande)}envoyer/")
    assert reponse.status_code == 409
    assert "L’échéance du complément est passée" in texte_de(reponse)
    assert demande.candidature.tentatives.get().cause == "complement_echu"


def test_une_page_perimee_n_envoie_rien_le_dit_et_se_consigne(bruno, alice, demande):  # noqa: F811
    for qui in (bruno, alice):
        reponse = connecter(Client(enforce_csrf_checks=True), qui).post(f"{page_de(demande)}envoyer/")
        assert reponse.status_code == 403
        assert "Le complément n’est pas envoyé." in texte_de(reponse)
    tentative = Tentative.objects.get()
    assert (tentative.personne, tentative.geste, tentative.cause) == (alice, "complement", "page_perimee")
    assert f'href="{page_de(demande)}">Rouvrir' in reponse.content.decode()


def test_le_dossier_annonce_les_pieces_demandees(client, alice, demande):  # noqa: F811
    page = texte_de(connecter(client, alice).get(f"/candidatures/{demande.candidature.reference}/"))
    assert "Des pièces vous sont demandées" in page


def test_le_courriel_demande_une_action_sans_rien_dire_du_dossier(alice, demande):  # noqa: F811
    expedier(APRES)
    (message,) = mail.outbox
    assert "[Action requise]" in message.subject
    assert "pièces demandées, au plus tard le " in message.subject  # that minute included, as on the page
    assert "illisible" not in message.body
    assert page_de(demande) in message.body


def test_tant_que_l_appel_n_en_admet_pas_la_page_le_dit(client, agnes, depose, apres):
    page = texte_de(connecter(client, agnes).get(region(depose)))
    assert "Cet appel n’admet pas de complément" in page


def test_l_apercu_montre_les_dossiers_dans_la_meme_situation(client, agnes, depose, ouverts):  # noqa: F811
    semblable = CandidatureFactory(edition=ouverts, deposee=True, titre="Semblable")
    CandidatureFactory(edition=ouverts, deposee=True, titre="Conforme")
    PointExamine.objects.create(
        candidature=semblable,
        examen="recevabilite",
        code="piece-kbis",
        verdict="non_conforme",
        par=agnes,
        instant=APRES,
    )
    page = texte_de(connecter(client, agnes).post(region(depose), CHAMPS))
    assert "Semblable" in page
    assert "Conforme" not in page
    assert not Complement.objects.exists()


def test_une_selection_vide_ne_demande_a_personne(client, agnes, depose, ouverts):  # noqa: F811
    reponse = connecter(client, agnes).post(region(depose), CHAMPS | {"geste": "demander"})
    assert reponse.status_code == 409
    assert "rien n’a été demandé à personne" in texte_de(reponse)
    assert not Complement.objects.exists()


def test_le_complement_est_demande_aux_dossiers_coches(client, agnes, depose, ouverts):  # noqa: F811
    autre = CandidatureFactory(edition=ouverts, deposee=True)
    choisis = [depose.reference, autre.reference]
    reponse = connecter(client, agnes).post(region(depose), CHAMPS | {"geste": "demander", "dossiers": choisis})
    assert reponse.status_code == 302
    assert Complement.objects.values("lot").distinct().count() == 1
    assert Complement.objects.count() == 2


@pytest.mark.parametrize("champ", ["pieces", "article", "motif", "jour", "heure"])
def test_un_champ_oublie_est_nomme(client, agnes, depose, ouverts, champ):  # noqa: F811
    reponse = connecter(client, agnes).post(region(depose), CHAMPS | {champ: ""})
    assert reponse.status_code == 422
    assert reponse.context["formulaire"].errors.keys() == {champ}


def test_qui_instruit_lit_la_piece_envoyee_et_la_lecture_est_consignee(client, agnes, alice, demande):  # noqa: F811
    piece = joindre(demande, alice)
    adresse = f"{region(demande.candidature)}pieces/{piece.pk}/"
    assert connecter(client, agnes).get(adresse).status_code == 404
    actes.envoyer(demande, par=alice)
    lue = client.get(adresse)
    assert b"".join(lue.streaming_content) == pdf()
    assert EntreeJournal.objects.filter(chaine=Chaine.LECTURES, par=agnes).exists()
    page = texte_de(client.get(region(demande.candidature)))
    assert piece.sha256 in page


def test_l_agent_prolonge_puis_ferme(client, agnes, demande):  # noqa: F811
    connecter(client, agnes)
    adresse = f"{region(demande.candidature)}{demande.pk}/"
    assert client.post(f"{adresse}prolonger/", {"jour": "2026-05-01", "heure": "12:00"}).status_code == 422
    assert client.post(f"{adresse}prolonger/", {"jour": "2026-08-01", "heure": "12:00"}).status_code == 302
    assert client.post(f"{adresse}fermer/").status_code == 302
    assert Complement.objects.get().ferme_par == agnes


def test_le_registre_dit_a_qui_quoi_et_la_reponse(client, agnes, alice, demande):  # noqa: F811
    connecter(client, agnes)
    assert "Attendu" in texte_de(client.get("/region/complements/"))
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    page = texte_de(client.get("/region/complements/"))
    assert "Kbis : reçue" in page
    assert "Répondu" in page


def test_le_registre_ne_nomme_pas_un_dossier_dont_on_est_deporte(client, agnes, demande):  # noqa: F811
    connecter(client, agnes)
    assert "Canoptère" in texte_de(client.get("/region/complements/"))
    deporter(agnes, demande.candidature)
    assert "Canoptère" not in texte_de(client.get("/region/complements/"))
