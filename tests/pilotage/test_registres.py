"""The registers: a mail is known to who may know its dossier, and the journal to those who watch."""

import uuid
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import poster
from amihr.courrier.models import Courrier, Etat
from candidatures.actes import saisie
from candidatures.models import RemedeVideo
from tests.fabriques.candidatures import CandidatureFactory, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT, EditionFactory
from tests.pages import texte_de
from tests.personnages import personne

ENVOIS, JOURNAL = "/region/envois/", "/region/journal/"


def accuse_de(candidature, alice, **champs):
    """The mail of the receipt of a filing, in the state that is wanted."""
    (courrier,) = poster("accuse_de_depot", objet=candidature.depots.get(), a=[alice], instant=PENDANT)
    Courrier.objects.filter(pk=courrier.pk).update(**champs)
    return courrier


def regler(client, courrier, geste):
    return client.post(f"{ENVOIS}{courrier.pk}/regler/", {"geste": geste}).status_code


def test_avant_la_cloture_un_courrier_de_depot_ne_se_regle_pas(client, agnes, depose, alice, pendant):
    courrier = accuse_de(depose, alice, etat=Etat.INCERTAIN)
    assert regler(connecter(client, agnes), courrier, "tenir") == 404
    assert Courrier.objects.get(pk=courrier.pk).etat == Etat.INCERTAIN


def test_un_agent_deporte_ne_voit_ni_ne_regle_le_courrier_du_dossier(client, agnes, depose, alice, apres):
    courrier = accuse_de(depose, alice, etat=Etat.INCERTAIN)
    assert alice.courriel in texte_de(connecter(client, agnes).get(ENVOIS))
    deporter(agnes, depose)
    assert alice.courriel not in texte_de(client.get(ENVOIS))
    assert regler(client, courrier, "tenir") == 404


def test_le_courrier_d_un_remede_a_la_video_se_regle(client, agnes, depose, alice, apres):
    faits = {"candidature": depose, "lot": uuid.uuid4(), "par": agnes, "demande_le": APRES}
    remede = RemedeVideo.objects.create(**faits, echeance_le=APRES + timedelta(days=5))
    (courrier,) = poster("video_a_rendre_accessible", objet=remede, a=[alice], instant=APRES)
    Courrier.objects.filter(pk=courrier.pk).update(etat=Etat.INCERTAIN)
    assert alice.courriel in texte_de(connecter(client, agnes).get(ENVOIS))
    assert regler(client, courrier, "tenir") == 302


def test_l_operateur_lit_le_registre_et_n_y_regle_rien(client, oscar, depose, alice, apres):
    courrier = accuse_de(depose, alice, etat=Etat.INCERTAIN)
    assert alice.courriel in texte_de(connecter(client, oscar).get(ENVOIS))
    assert "Tenir pour envoyé" not in texte_de(client.get(ENVOIS))
    assert regler(client, courrier, "tenir") == 404


def test_le_courrier_d_une_autre_edition_ne_se_voit_pas(client, agnes, alice, apres):
    autre = EditionFactory(complete=True)
    accuse_de(CandidatureFactory(edition=autre, equipe=[alice], deposee=True), alice)
    assert alice.courriel not in texte_de(connecter(client, agnes).get(ENVOIS))


def test_le_courrier_d_un_compte_ne_se_voit_pas(client, agnes, alice, apres):
    poster("compte_confirmation", objet=alice, a=[alice], instant=PENDANT)
    assert "Aucun courrier" in texte_de(connecter(client, agnes).get(ENVOIS))


@pytest.mark.parametrize("qui", ["oscar", "agnes", "alice"])
def test_le_journal_n_existe_que_pour_le_dpo_et_l_administrateur(client, request, edition, adam, apres, qui):
    assert connecter(client, adam).get(JOURNAL).status_code == 200
    assert connecter(client, request.getfixturevalue(qui)).get(JOURNAL).status_code == 404


def test_le_dpo_ne_lit_pas_les_courriers(client, edition, apres):
    dora = personne("Dora", roles=[Role.DPO], totp=True)
    assert connecter(client, dora).get(ENVOIS).status_code == 404
    assert client.get("/region/commission/engagements/").status_code == 200


@pytest.mark.parametrize(("geste", "etat"), [("renvoyer", Etat.A_ENVOYER), ("tenir", Etat.ENVOYE)])
def test_un_courrier_incertain_se_regle_une_fois(client, agnes, depose, alice, apres, geste, etat):
    courrier = accuse_de(depose, alice, etat=Etat.INCERTAIN)
    assert regler(connecter(client, agnes), courrier, geste) == 302
    assert Courrier.objects.get(pk=courrier.pk).etat == etat
    assert regler(client, courrier, "tenir") == 409


def test_le_registre_nomme_les_courriers_en_francais(client, agnes, depose, alice, apres):
    accuse_de(depose, alice)
    page = texte_de(connecter(client, agnes).get(ENVOIS))
    assert "Accusé de réception du dépôt" in page
    assert "accuse_de_depot" not in page


def test_le_journal_ne_montre_aucun_nom(client, adam, agnes, depose):
    with horloge.a(APRES):
        connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/")
        page = texte_de(connecter(client, adam).get(f"{JOURNAL}?chaine=lectures"))
    assert str(depose.pk) in page
    assert not [nom for nom in ("Canoptère", "Orthoselve", agnes.nom_complet) if nom in page]


@pytest.fixture
def lectures(client, agnes, depose):
    """Agnès has read the dossier; the DPO now looks at the register."""
    with horloge.a(APRES):
        connecter(client, agnes).get(f"/region/candidatures/{depose.reference}/")
        dora = personne("Dora", roles=[Role.DPO], totp=True)
        return lambda q="": texte_de(connecter(client, dora).get(JOURNAL, {"chaine": "lectures", "q": q}))


def test_q40_le_dpo_lit_qui_a_lu_quel_dossier(lectures, agnes, depose):
    page = lectures()
    assert agnes.nom_complet in page
    assert depose.reference in page
    assert '<td class="petit">instruction:dossier</td>' in page
    assert "Canoptère" not in page


@pytest.mark.parametrize(("cherche", "trouve"), [("courriel", True), ("reference", True), ("x@y.fr", False)])
def test_le_dpo_cherche_une_personne_ou_un_dossier(lectures, agnes, depose, cherche, trouve):
    page = lectures({"courriel": agnes.courriel.upper(), "reference": depose.reference.lower()}.get(cherche, cherche))
    assert (agnes.nom_complet in page, "Aucune ligne" in page) == (trouve, not trouve)


def test_l_administrateur_ne_cherche_personne(client, adam, agnes, lectures):
    lectures()
    with horloge.a(APRES):
        page = texte_de(connecter(client, adam).get(JOURNAL, {"chaine": "lectures", "q": "x@y.fr"}))
    assert "Aucune ligne" not in page
    assert agnes.courriel not in page


def test_la_chaine_des_actes_ne_nomme_personne_au_dpo(client, edition, alice, depose, pendant):
    """Before the closing, it would tell who applies."""
    saisie.dater_piece(depose, depose.pieces.first().pk, pendant.date(), par=alice)
    page = texte_de(
        connecter(client, personne("Dora", roles=[Role.DPO], totp=True)).get(JOURNAL, {"q": alice.courriel})
    )
    assert str(depose.pk) in page
    assert [mot for mot in (alice.nom_complet, alice.courriel, depose.reference) if mot in page] == []
