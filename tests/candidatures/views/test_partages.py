"""Read-only links: no account to read, nothing to write, and nothing left once revoked, out of date, or orphaned."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, Porteur, acces
from candidatures.actes.partage import partager, revoquer
from candidatures.models import Droit, Equipier, Partage
from candidatures.regles.partage import jeton_du_partage, partage_du_jeton
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import texte_de

pytestmark = pytest.mark.django_db


@pytest.fixture
def partage(dossier, alice, pendant):
    return partager(dossier, pour_qui="Maître Durand", jours=7, par=alice)


def adresse(partage):
    return f"/candidatures/lecture/{jeton_du_partage(partage.pk)}/"


def test_un_jeton_que_nous_n_avons_pas_signe_ne_nomme_rien(partage):
    jeton = jeton_du_partage(partage.pk)
    assert partage_du_jeton(jeton) == partage.pk
    assert [partage_du_jeton(faux) for faux in ("", partage.pk.hex, jeton[:-1] + "x")] == [None, None, None]


@pytest.mark.parametrize("droit", [Droit.LIRE, Droit.REDIGER])
def test_qui_ne_depose_pas_ne_partage_pas(client, dossier, alice, bruno, pendant, droit):
    Equipier.objects.create(candidature=dossier, personne=bruno, droit=droit, depuis=PENDANT)
    assert connecter(client, bruno).get(f"/candidatures/{dossier.reference}/liens/").status_code == 404
    assert client.post(f"/candidatures/{dossier.reference}/liens/", {"pour_qui": "x", "jours": 1}).status_code == 403
    assert not Partage.objects.exists()


def test_un_lien_sans_nom_est_refuse_et_la_page_dit_quoi_faire(client, dossier, alice, pendant):
    page = connecter(client, alice).post(f"/candidatures/{dossier.reference}/liens/", {"pour_qui": "", "jours": "900"})
    assert page.status_code == 422
    assert "Pour qui" in texte_de(page)
    assert not Partage.objects.exists()


def test_le_onzieme_lien_ouvert_est_refuse(dossier, alice, pendant):
    for rang in range(10):
        dernier = partager(dossier, pour_qui=f"Personne {rang}", jours=1, par=alice)
    with pytest.raises(ActeRefuse, match="partages_trop_nombreux"):
        partager(dossier, pour_qui="Une de trop", jours=1, par=alice)
    revoquer(dossier, dernier.pk, par=alice)
    partager(dossier, pour_qui="Une autre", jours=1, par=alice)


def test_le_lien_fait_lire_le_dossier_et_ses_pieces_sans_compte(client, partage, dossier):
    page = client.get(adresse(partage))
    assert page.status_code == 200
    assert "Orthoselve SAS" in texte_de(page)
    assert "Il n’est pas déposé" in texte_de(page)
    assert 'name="csrfmiddlewaretoken"' not in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    piece = dossier.pieces.first()
    assert f"{adresse(partage)}pieces/{piece.pk}/" in page.content.decode()


def test_le_lien_n_ouvre_pas_la_piece_d_un_autre_dossier(client, partage, edition, bruno):
    autre = CandidatureFactory(edition=edition, equipe=[bruno])
    assert client.get(f"{adresse(partage)}pieces/{autre.pieces.first().pk}/").status_code == 404


def test_le_lien_n_ouvre_aucun_autre_acte(partage, dossier):
    permis = [action for action in Action if acces(Porteur(partage.pk), dossier, action)]
    assert permis == [Action.LIRE_PARTAGE]


def test_un_lien_echu_n_ouvre_plus_rien(client, partage):
    with horloge.a(PENDANT + timedelta(days=7) - timedelta(microseconds=1)):
        assert client.get(adresse(partage)).status_code == 200
    with horloge.a(PENDANT + timedelta(days=7)):
        assert client.get(adresse(partage)).status_code == 404


def test_un_lien_revoque_n_ouvre_plus_rien(client, partage, dossier, alice):
    connecter(client, alice).post(f"/candidatures/{dossier.reference}/liens/{partage.pk}/revoquer/")
    client.logout()
    assert client.get(adresse(partage)).status_code == 404


def test_un_lien_ne_survit_pas_au_depart_de_qui_l_a_cree(client, partage, dossier, alice, bruno):
    Equipier.objects.create(candidature=dossier, personne=bruno, droit=Droit.DEPOSER, depuis=PENDANT)
    assert client.get(adresse(partage)).status_code == 200
    dossier.equipiers.filter(personne=alice).update(retire_le=PENDANT)
    assert client.get(adresse(partage)).status_code == 404
    assert "Aucun lien ouvert" in texte_de(connecter(client, bruno).get(f"/candidatures/{dossier.reference}/liens/"))


def test_un_agent_ou_un_membre_connecte_n_emprunte_pas_le_lien(client, partage, agnes, mona):
    for juge in (agnes, mona):
        assert connecter(client, juge).get(adresse(partage)).status_code == 404


def test_chaque_ouverture_est_comptee_une_fois_par_quart_d_heure_et_journalisee(client, partage):
    for minutes in (0, 14, 15):
        with horloge.a(PENDANT + timedelta(minutes=minutes)):
            client.get(adresse(partage))
    partage.refresh_from_db()
    assert partage.ouvertures == 2
    ouvertures = EntreeJournal.objects.filter(evenement="partage.ouvert")
    assert [entree.faits["partage"] for entree in ouvertures] == [str(partage.pk)] * 2
    assert "Durand" not in str(list(EntreeJournal.objects.values_list("faits", flat=True)))


def test_l_equipe_voit_le_lien_entier_et_son_usage(client, partage, dossier, alice):
    client.get(adresse(partage))
    page = connecter(client, alice).get(f"/candidatures/{dossier.reference}/liens/")
    assert adresse(partage) in page.content.decode()
    assert "Utilisé 1 fois" in texte_de(page)
