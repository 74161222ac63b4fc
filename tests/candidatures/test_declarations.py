"""The deadline of the declarations of links of interest: what is said, who is reminded, when it stops."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.horloge import PARIS
from amihr.journal.models import EntreeJournal
from candidatures.actes.declarations import rappeler_les_declarations
from candidatures.lectures.declarations import declarations_attendues
from candidatures.models import RappelDeDeclaration
from candidatures.regles.declarations import est_en_retard, rappel_de_declaration
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien, deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
DERNIER = date(2026, 5, 22)
JOUR = timedelta(days=1)
PAGE = "/region/commission/liens/"


def a_huit_heures(jour):
    return datetime(jour.year, jour.month, jour.day, 8, tzinfo=PARIS)


@pytest.fixture
def edition(edition):
    edition.reglages["Q18"] = {"detecter_les_liens": True, "declarer_jusqu_au": DERNIER.isoformat()}
    edition.save(update_fields=["reglages"])
    return edition


def sans_delai(edition):
    del edition.reglages["Q18"]["declarer_jusqu_au"]
    edition.save(update_fields=["reglages"])


def rappeler(instant):
    with horloge.a(instant):
        rappeler_les_declarations(instant)


def postes(qui):
    return Courrier.objects.filter(evenement="liens_a_declarer", personne=qui).count()


def test_sans_delai_rien_n_est_rappele(edition, mona, en_evaluation):
    sans_delai(edition)
    rappeler(a_huit_heures(DERNIER))
    assert postes(mona) == 0
    assert not est_en_retard(edition, a_huit_heures(DERNIER + 99 * JOUR))


@pytest.mark.parametrize(
    ("instant", "jours"),
    [
        (a_huit_heures(DERNIER - 3 * JOUR) - timedelta(microseconds=1), None),
        (a_huit_heures(DERNIER - 3 * JOUR), 3),
        (a_huit_heures(DERNIER), 0),
        (a_huit_heures(DERNIER + JOUR), -1),
        (a_huit_heures(DERNIER + 30 * JOUR), -1),
    ],
)
def test_le_dernier_rappel_echu(edition, instant, jours):
    rappel = rappel_de_declaration(edition, instant)
    assert (rappel and rappel.jours) == jours


def test_le_retard_commence_le_lendemain(edition):
    minuit = datetime(2026, 5, 23, tzinfo=PARIS)
    assert not est_en_retard(edition, minuit - timedelta(microseconds=1))
    assert est_en_retard(edition, minuit)


def test_qui_a_repondu_n_est_pas_rappele(edition, mona_lit, en_evaluation):
    rappeler(a_huit_heures(DERNIER))
    assert postes(mona_lit) == 0


def test_qui_s_est_deporte_n_est_pas_rappele(edition, mona, en_evaluation):
    deporter(mona, en_evaluation)
    rappeler(a_huit_heures(DERNIER))
    assert postes(mona) == 0


def test_qui_n_a_pas_signe_ne_peut_pas_repondre_et_n_est_pas_rappele(edition, marc, en_evaluation):
    rappeler(a_huit_heures(DERNIER))
    assert postes(marc) == 0


def test_sans_dossier_devant_la_commission_personne_n_est_rappele(edition, mona, depose):
    rappeler(a_huit_heures(DERNIER))
    assert postes(mona) == 0


def test_trois_rappels_et_chacun_une_fois(edition, mona, en_evaluation):
    for jours in (3, 2, 0, -1, -2, -3):
        rappeler(a_huit_heures(DERNIER - jours * JOUR))
    assert postes(mona) == 3
    assert list(RappelDeDeclaration.objects.values_list("jours", flat=True)) == [3, 0, -1]
    assert EntreeJournal.objects.filter(evenement="lien.rappele").count() == 3


def test_le_courriel_ne_nomme_ni_la_structure_ni_la_solution(edition, mona, en_evaluation, client):
    rappeler(a_huit_heures(DERNIER + JOUR))
    with horloge.a(a_huit_heures(DERNIER + JOUR)):
        expedier(horloge.maintenant())
    (message,) = [m for m in mail.outbox if mona.courriel in m.to]
    texte = message.body + "".join(contenu for contenu, _ in message.alternatives)
    assert "a pris fin le 22 mai 2026" in texte.replace("\u00a0", " ")
    assert not [
        mot for mot in (en_evaluation.titre, en_evaluation.denomination, en_evaluation.reference) if mot in texte
    ]


def test_le_courriel_ne_part_plus_quand_tout_est_repondu(edition, mona, en_evaluation):
    rappeler(a_huit_heures(DERNIER))
    declarer_aucun_lien(mona, en_evaluation)
    with horloge.a(a_huit_heures(DERNIER)):
        expedier(horloge.maintenant())
    assert not [m for m in mail.outbox if mona.courriel in m.to]


def test_le_membre_lit_le_delai_puis_le_retard(client, edition, mona, en_evaluation, apres):
    connecter(client, mona)
    for adresse in ("/commission/", "/commission/liens/"):
        assert "au plus tard le 22 mai 2026" in mots_de(client.get(adresse))
    with horloge.a(a_huit_heures(DERNIER + JOUR)):
        connecter(client, mona)
        assert "Le délai est passé depuis le 22 mai 2026" in mots_de(client.get("/commission/"))
        page = mots_de(client.get("/commission/liens/"))
    assert "Il courait jusqu’au 22 mai 2026 inclus" in page


def test_apres_le_delai_on_declare_encore(client, edition, mona, en_evaluation):
    with horloge.a(a_huit_heures(DERNIER + JOUR)):
        connecter(client, mona)
        client.post("/commission/liens/", {"dossiers": [en_evaluation.reference], "tous": "1", "confirme": "1"})
        assert client.get(f"/commission/dossiers/{en_evaluation.reference}/").status_code == 200


def test_le_secretariat_voit_qui_n_a_pas_repondu(client, agnes, edition, marc, mona_lit, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile")
    attendues, membres = declarations_attendues(agnes, edition, horloge.maintenant())
    assert membres == 2
    assert {(a.membre.personne, a.dossiers, a.est_engage) for a in attendues} == {(mona_lit, 1, True), (marc, 2, False)}
    declarer_aucun_lien(mona_lit, autre)
    page = mots_de(connecter(client, agnes).get(PAGE))
    assert "1 membre à jour, 1 en attente" in page
    assert "Engagement à signer" in page


def test_un_agent_deporte_ne_compte_pas_le_dossier_qui_lui_est_ferme(agnes, edition, mona, en_evaluation, apres):
    deporter(agnes, en_evaluation)
    assert declarations_attendues(agnes, edition, horloge.maintenant())[0] == []


def test_autant_de_requetes_pour_beaucoup_de_membres_et_de_dossiers(agnes, edition, mona, en_evaluation, apres):
    instant = horloge.maintenant()

    def requetes():
        with CaptureQueriesContext(connection) as lues:
            declarations_attendues(agnes, edition, instant)
        return len(lues)

    peu = requetes()
    for rang in range(5):
        asseoir(personne(f"Membre{rang}"), edition)
        CandidatureFactory(edition=edition, etat="en_evaluation")
    assert requetes() == peu <= 3


def test_corriger_ses_reponses_garde_tout_et_montre_les_autres(client, edition, mona, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Solatuile", denomination="Toitures")
    champs = {
        "dossiers": [en_evaluation.reference],
        f"{en_evaluation.reference}-reponse": "lien",
        f"{en_evaluation.reference}-categorie": "contrat",
        f"{en_evaluation.reference}-precision": "Mission en 2025",
    }
    connecter(client, mona)
    assert "Mission en 2025" in client.post("/commission/liens/", champs, follow=True).content.decode()
    page = client.get("/commission/liens/")
    assert page.status_code == 200
    assert "Mission en 2025" in page.content.decode()
    assert {f.dossier.reference for f in page.context["formulaires"]} == {en_evaluation.reference, autre.reference}
    assert not en_evaluation.deports.exists()


def test_avant_de_signer_la_page_des_liens_dit_de_signer(client, edition, marc, en_evaluation, apres):
    page = mots_de(connecter(client, marc).get("/commission/liens/"))
    assert "Engagement à signer" in page
    assert "Vous avez répondu pour tous" not in page


def test_un_onglet_depasse_mene_au_bureau_et_ne_perd_pas_un_lien_en_silence(
    client, edition, mona_lit, en_evaluation, apres
):
    """All of it was answered in another tab: nothing is written, and the desk says where a link is still declared."""
    champs = {"dossiers": [en_evaluation.reference, "AMIHR-2026-ZZZZ"], "tous": "1", "confirme": "1"}
    reponse = connecter(client, mona_lit).post("/commission/liens/", champs, follow=True)
    assert reponse.redirect_chain == [("/commission/", 302)]
    assert "2 dossiers de la page que vous avez envoyée ne sont plus à déclarer" in mots_de(reponse)
    assert "Un lien se déclare encore" in mots_de(reponse)
    assert en_evaluation.declarations.count() == 1


def test_le_reste_d_un_onglet_depasse_est_pris(client, edition, mona_lit, en_evaluation, apres):
    autre = CandidatureFactory(edition=edition, etat="en_evaluation")
    champs = {"dossiers": [en_evaluation.reference, autre.reference], "tous": "1", "confirme": "1"}
    reponse = connecter(client, mona_lit).post("/commission/liens/", champs, follow=True)
    assert "1 dossier de la page que vous avez envoyée n’est plus à déclarer" in mots_de(reponse)
    assert autre.declarations.filter(personne=mona_lit).exists()
