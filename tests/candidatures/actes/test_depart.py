"""Leaving a team, being removed, receiving a dossier, a draft that is no more: nobody learns of it by chance."""

import pytest
from django.core import mail
from django.http import Http404

from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier, Etat
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes import equipe, saisie
from candidatures.models import Candidature, Equipier
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT, EditionFactory
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ouvert(pendant):
    return pendant


@pytest.fixture
def place(dossier, bruno):
    """Bruno writes in Alice's dossier."""
    return Equipier.objects.create(candidature=dossier, personne=bruno, droit="rediger", depuis=PENDANT)


def postes(evenement):
    return set(Courrier.objects.filter(evenement=evenement).order_by().values_list("personne__prenom", flat=True))


def lus():
    """Send what is due; return the words of each mail, subject first."""
    expedier(PENDANT)
    return [f"{m.subject}\n{m.body}".replace("\u00a0", " ") for m in mail.outbox]


# --- Refusals
def test_qui_depose_seul_ne_quitte_pas_l_equipe(client, dossier, alice, place):
    with pytest.raises(ActeRefuse, match="dernier_deposant"):
        equipe.quitter(dossier, par=alice)
    page = mots_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/equipe/quitter/"))
    assert "Vous êtes la seule personne qui peut déposer" in page
    assert "Rester dans l’équipe" not in page


def test_qui_n_est_pas_de_l_equipe_ne_la_quitte_pas(client, dossier):
    with pytest.raises(Http404):
        equipe.quitter(dossier, par=personne("Chloe"))
    assert (
        connecter(client, personne("Denis")).get(f"/candidatures/{dossier.reference}/equipe/quitter/").status_code
        == 404
    )


def test_retirer_quelqu_un_se_confirme_sur_une_page(client, dossier, alice, place):
    adresse = f"/candidatures/{dossier.reference}/equipe/{place.pk}/retirer/"
    assert "n’ouvrira plus ce dossier" in mots_de(connecter(client, alice).get(adresse))
    assert Equipier.objects.actifs().filter(pk=place.pk).exists()
    assert client.post(adresse).status_code == 302
    assert not Equipier.objects.actifs().filter(pk=place.pk).exists()


def test_se_retirer_soi_meme_mene_a_la_page_pour_quitter(client, dossier, alice):
    sienne = dossier.equipiers.get(personne=alice)
    reponse = connecter(client, alice).post(f"/candidatures/{dossier.reference}/equipe/{sienne.pk}/retirer/")
    assert reponse.url == f"/candidatures/{dossier.reference}/equipe/quitter/"


def test_supprimer_ce_que_d_autres_ont_ecrit_demande_une_case(client, dossier, alice, bruno, place):
    saisie.enregistrer(dossier, "solution", {"titre": "De Bruno"}, par=bruno, revision=1)
    adresse = f"/candidatures/{dossier.reference}/supprimer/"
    page = mots_de(connecter(client, alice).get(adresse))
    assert "Bruno Essai , qui peut lire et rédiger" in page
    assert "Dernière modification : « Solution »" in page
    reponse = client.post(adresse)
    assert (reponse.status_code, Candidature.objects.filter(pk=dossier.pk).exists()) == (422, True)
    assert "Cochez cette case" in mots_de(reponse)
    assert client.post(adresse, {"confirme": "on"}).status_code == 302
    assert not Candidature.objects.filter(pk=dossier.pk).exists()


# --- Who is told
def test_qui_est_retire_le_sait_sans_un_mot_du_dossier(dossier, alice, bruno, place):
    equipe.retirer_equipier(dossier, place.pk, par=alice)
    assert postes("equipier_retire") == {"Bruno"}
    (courriel,) = lus()
    assert f"{dossier.reference} : vous ne faites plus partie de l’équipe" in courriel
    assert "Alice Essai vous a retiré de l’équipe" in courriel
    assert [mot for mot in (dossier.titre, dossier.denomination) if mot in courriel] == []


def test_qui_est_revenu_n_apprend_plus_qu_il_etait_parti(dossier, alice, bruno, place):
    equipe.retirer_equipier(dossier, place.pk, par=alice)
    Equipier.objects.create(candidature=dossier, personne=bruno, droit="lire", depuis=PENDANT)
    assert lus() == []


def test_qui_quitte_previent_ceux_qui_deposent(client, dossier, alice, bruno, place):
    Equipier.objects.create(candidature=dossier, personne=personne("Chloe"), droit="lire", depuis=PENDANT)
    adresse = f"/candidatures/{dossier.reference}/equipe/quitter/"
    assert "Rester dans l’équipe" in mots_de(connecter(client, bruno).get(adresse))
    assert client.post(adresse).url == "/candidatures/"
    assert client.get(adresse).status_code == 404
    assert postes("equipier_parti") == {"Alice"}
    assert "Bruno Essai a quitté l’équipe" in lus()[0]
    entree = EntreeJournal.objects.get(evenement="equipe.depart")
    assert (entree.par, entree.faits["personne"]) == (bruno, str(bruno.pk))


def test_qui_ne_depose_plus_n_apprend_pas_le_depart(dossier, alice, bruno, place):
    equipe.quitter(dossier, par=bruno)
    dossier.equipiers.filter(personne=alice).update(droit="lire")
    assert lus() == []


def test_qui_recoit_le_dossier_le_sait_chaque_fois(dossier, alice, bruno, place):
    sienne = dossier.equipiers.get(personne=alice)
    equipe.transmettre(dossier, place.pk, par=alice)
    equipe.transmettre(dossier, sienne.pk, par=bruno)
    equipe.transmettre(dossier, place.pk, par=alice)
    assert Courrier.objects.filter(evenement="dossier_transmis").count() == 3
    recus = [courriel.partition("\n")[0] for courriel in lus()]
    # Alice handed it back before her mail left: it would no longer be true.
    assert (
        recus
        == [f"[{dossier.edition.prefixe_courriel}] {dossier.reference} : Alice Essai vous a transmis ce dossier"] * 2
    )
    assert Courrier.objects.exclude(etat=Etat.ENVOYE).get().personne == alice


def test_un_droit_change_se_dit_a_qui_il_change_une_fois(dossier, alice, bruno, place):
    equipe.changer_droit(dossier, place.pk, "rediger", par=alice)
    assert not Courrier.objects.exists()
    equipe.changer_droit(dossier, place.pk, "lire", par=alice)
    assert postes("droit_change") == {"Bruno"}
    assert "Votre droit est : Lire." in lus()[0]


def test_un_brouillon_supprime_se_dit_a_toute_l_equipe(dossier, alice, bruno, place):
    reference = dossier.reference
    saisie.supprimer(dossier, par=alice)
    assert postes("brouillon_supprime") == {"Alice", "Bruno"}
    for courriel in lus():
        assert f"{reference} : brouillon supprimé" in courriel
        assert "Alice Essai a supprimé le brouillon" in courriel
        assert "Canoptère" not in courriel


def test_les_courriels_d_une_repetition_ne_partent_pas(alice, bruno):
    repetee = EditionFactory(complete=True, est_repetition=True)
    saisie.supprimer(CandidatureFactory(edition=repetee, equipe=[alice, bruno]), par=alice)
    assert Courrier.objects.filter(evenement="brouillon_supprime").count() == 2
    assert lus() == []
