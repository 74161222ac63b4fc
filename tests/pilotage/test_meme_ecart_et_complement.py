"""« Même écart, même traitement » between a refusal and a complement asked of another dossier (line 16, Q15)."""

import pytest

from amihr import horloge
from candidatures.actes import complement as actes
from candidatures.models import Candidature
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de
from tests.pilotage.test_instruction import EXAMINER, non_conforme, point, saisie
from tests.regles.test_q15_complements import demande, demander, joindre, ouverts  # noqa: F401 - fixtures


@pytest.fixture
def autre(ouverts, agnes, demande):  # noqa: F811
    """Its Kbis does not conform either, and nothing was asked of it."""
    non_conforme(demande.candidature, agnes)
    return CandidatureFactory(edition=ouverts, deposee=True, titre="Argile", denomination="Argile SAS")


def refuser(client, dossier, **plus):
    champs = saisie(dossier, "recevabilite", geste="non", motif="Kbis périmé") | {"sans_voies_de_recours": "on"}
    champs |= {"piece-kbis.verdict": "non_conforme", "piece-kbis.raison": "Périmé"}
    return client.post(EXAMINER.format(dossier.reference, "recevabilite"), champs | plus)


def test_avant_de_refuser_la_page_nomme_ceux_a_qui_un_complement_fut_demande(client, agnes, autre):
    page = mots_de(refuser(connecter(client, agnes), autre))
    assert "Aucun complément n’a été demandé à ce dossier pour ce qui suit" in page
    assert "Canoptère , Orthoselve SAS : déposée ; complément demandé le 12 mai 2026, sans réponse à ce jour" in page
    assert Candidature.objects.get(pk=autre.pk).etat == "deposee"


def test_rien_n_est_dit_d_un_dossier_dont_on_est_deporte(client, agnes, autre, demande):  # noqa: F811
    deporter(agnes, demande.candidature)
    page = mots_de(refuser(connecter(client, agnes), autre))
    assert "Canoptère" not in page
    assert "Aucun complément" not in page


def test_rien_n_est_dit_a_qui_la_piece_fut_demandee_aussi(client, agnes, autre, ouverts):  # noqa: F811
    (sien,) = demander(ouverts, agnes, autre)
    actes.fermer(sien, par=agnes)
    page = mots_de(refuser(connecter(client, agnes), autre))
    assert "Périmé" in page
    assert "Aucun complément" not in page


def test_qui_vise_un_refus_le_lit_aussi(client, agnes, oscar, autre):
    assert refuser(connecter(client, oscar), autre).status_code == 302
    page = mots_de(connecter(client, agnes).get(f"/region/candidatures/{autre.reference}/visa/"))
    assert "Canoptère , Orthoselve SAS : déposée ; complément demandé le 12 mai 2026" in page


def test_le_point_nomme_encore_celui_dont_le_complement_a_tout_repare(client, agnes, alice, autre, demande):  # noqa: F811
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    demande.candidature.points.update(verdict="conforme")
    page = texte_de(connecter(client, agnes).get(EXAMINER.format(autre.reference, "recevabilite")))
    assert "non conforme, ou complément demandé, dans 1 autre dossier" in point(page, "piece-kbis")
    assert "complément demandé le 12 mai 2026, répondu le 12 mai 2026" in point(page, "piece-kbis")
    assert "complément" not in point(page, "piece-fiscal")


def test_le_fichier_recu_en_complement_est_a_cote_de_son_point(client, agnes, oscar, alice, demande):  # noqa: F811
    piece, adresse = joindre(demande, alice), EXAMINER.format(demande.candidature.reference, "recevabilite")
    lien = f"{demande.candidature.reference}/complements/pieces/{piece.pk}/"
    assert lien not in texte_de(connecter(client, agnes).get(adresse))
    actes.envoyer(demande, par=alice)
    actes.fermer(demande, par=agnes)
    page = texte_de(client.get(adresse))
    assert "Reçu en complément le 12 mai 2026" in point(page, "piece-kbis")
    assert lien in page
    assert "Reçu en complément" not in point(page, "piece-fiscal")
    page = texte_de(connecter(client, oscar).get(adresse))
    assert "un agent de la Région le lit" in point(page, "piece-kbis")
    assert lien not in page


REGISTRE = "/region/complements/"


def test_le_registre_nomme_ceux_qui_ont_le_meme_ecart_et_a_qui_rien_ne_fut_demande(client, agnes, autre, edition):
    assert "rien de demandé" not in texte_de(connecter(client, agnes).get(REGISTRE))
    non_conforme(autre, agnes)
    Candidature.objects.filter(pk=autre.pk).update(etat="irrecevable")
    CandidatureFactory(edition=edition, deposee=True, titre="Brume", denomination="Brume SAS", pieces=["fiscal"])
    CandidatureFactory(edition=edition, deposee=True, titre="Cendre", pieces=["kbis"])
    page = mots_de(client.get(REGISTRE))
    suite = page[page.index("Même écart, et rien de demandé") :]
    assert "Kbis : 2 dossiers" in suite
    assert "Argile , Argile SAS : pièce non conforme ; état : irrecevable" in suite
    assert "Brume , Brume SAS : pièce absente ; état : déposée" in suite
    assert "Canoptère" not in suite
    assert "Cendre" not in suite
    deporter(agnes, autre)
    assert "Argile" not in texte_de(client.get(REGISTRE))


def test_la_conclusion_n_est_dite_impossible_que_tant_que_l_equipe_peut_repondre(client, agnes, alice, demande):  # noqa: F811
    adresse, phrase = EXAMINER.format(demande.candidature.reference, "recevabilite"), "Tant que l’équipe peut répondre"
    assert phrase in texte_de(connecter(client, agnes).get(adresse))
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    page = mots_de(client.get(adresse))
    assert ("Répondu" in page, phrase in page) == (True, False)


def test_passe_l_echeance_la_conclusion_n_est_plus_dite_impossible(client, agnes, demande):  # noqa: F811
    with horloge.a(demande.echeance_le):
        page = mots_de(connecter(client, agnes).get(EXAMINER.format(demande.candidature.reference, "recevabilite")))
    assert ("Échu sans réponse" in page, "Tant que l’équipe peut répondre" in page) == (True, False)


def test_un_complement_recu_se_voit_du_tableau_de_bord_de_la_liste_et_du_dossier(client, agnes, oscar, alice, demande):  # noqa: F811
    connecter(client, agnes)
    liste, filtre = "/region/candidatures/", "/region/candidatures/?suivi=complement"
    assert "Examiner les compléments reçus" not in mots_de(client.get("/region/"))
    assert "Aucun dossier ne répond à ce filtre" in mots_de(client.get(filtre))
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    assert "Examiner les compléments reçus" in mots_de(client.get("/region/"))
    assert "1 complément" in mots_de(client.get("/region/"))
    assert "Canoptère" in mots_de(client.get(filtre))
    assert '<span class="puce encours">Complément reçu</span>' in texte_de(client.get(liste))
    page = mots_de(client.get(f"/region/candidatures/{demande.candidature.reference}/"))
    assert "Compléments : reçu le" in page
    Candidature.objects.filter(pk=demande.candidature_id).update(etat_depuis=horloge.maintenant())
    assert "Examiner les compléments reçus" not in mots_de(client.get("/region/"))


def test_l_operateur_ne_lit_pas_qui_a_repondu_a_un_complement(client, oscar, alice, demande):  # noqa: F811
    joindre(demande, alice)
    actes.envoyer(demande, par=alice)
    page = mots_de(connecter(client, oscar).get("/region/candidatures/?suivi=complement"))
    assert "Complément reçu" not in page
    assert "Canoptère" in page  # the filter is not known to them: it is left aside
