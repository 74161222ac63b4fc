"""A-21, A-22: joining a team and leaving it, several people at once."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.http import Http404

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.socle.refus import ActeRefuse
from candidatures.actes import equipe, saisie
from candidatures.models import Candidature, Equipier, Section
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.fils import attendre_qu_un_autre_attende, en_parallele, ensemble
from tests.pages import texte_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def ouvert(pendant):
    return pendant


def inviter(dossier, alice, courriel="bruno@exemple.fr"):
    """Invite that address; return the token that its mail carries."""
    invitation = equipe.inviter(dossier, courriel, "rediger", par=alice)
    return Courrier.objects.get(objet=f"candidatures_invitation:{invitation.pk}").contexte["jeton"]


@pytest.mark.parametrize("apres", [timedelta(days=7), timedelta(days=30)])
def test_a22_une_invitation_perimee_est_refusee(dossier, alice, bruno, apres):
    jeton = inviter(dossier, alice)
    with horloge.a(PENDANT + apres), pytest.raises(ActeRefuse, match="invitation"):
        equipe.accepter(jeton, par=bruno)


def test_a22_une_invitation_transmise_a_un_autre_est_refusee(dossier, alice, bruno):
    jeton = inviter(dossier, alice)
    with pytest.raises(ActeRefuse, match="invitation"):
        equipe.accepter(jeton, par=personne("Chloe"))
    assert equipe.accepter(jeton, par=bruno) == dossier


def test_a22_la_page_n_offre_de_rejoindre_qu_a_l_adresse_invitee(client, dossier, alice, bruno):
    adresse, bouton = f"/compte/invitations/{inviter(dossier, alice)}/rejoindre/", "Rejoindre l’équipe</button>"
    assert bouton in texte_de(connecter(client, bruno).get(adresse))
    assert bouton not in texte_de(connecter(client, personne("Chloe")).get(adresse), statut=200)
    with horloge.a(PENDANT + timedelta(days=7)):
        assert "Cette invitation ne peut plus servir" in texte_de(connecter(client, bruno).get(adresse), statut=404)


def test_a22_l_invitation_d_un_brouillon_supprime_est_refusee(dossier, alice, bruno):
    jeton = inviter(dossier, alice)
    saisie.supprimer(dossier, par=alice)
    with pytest.raises(ActeRefuse, match="invitation"):
        equipe.accepter(jeton, par=bruno)


def test_a22_une_invitation_acceptee_deux_fois_ensemble_ne_sert_qu_une_fois(dossier, alice, bruno):
    jeton = inviter(dossier, alice)
    issues = ensemble(*[lambda: equipe.accepter(jeton, par=bruno)] * 2)
    assert sorted(type(issue) for issue in issues if issue != dossier) == [ActeRefuse]
    assert Equipier.objects.filter(personne=bruno).count() == 1


def test_annuler_une_invitation_pendant_qu_on_l_accepte_ne_bloque_personne(dossier, alice, bruno):
    jeton = inviter(dossier, alice)
    with transaction.atomic():
        Candidature.objects.select_for_update().get(pk=dossier.pk)
        arrivee = en_parallele(lambda: equipe.accepter(jeton, par=bruno))
        attendre_qu_un_autre_attende()
        dossier.invitations.update(annulee_le=PENDANT)
    assert isinstance(arrivee(), ActeRefuse)


def test_a21_qui_est_retire_pendant_sa_saisie_ne_l_enregistre_pas(dossier, alice, bruno):
    equipe.accepter(inviter(dossier, alice), par=bruno)
    place = Equipier.objects.get(personne=bruno)
    with transaction.atomic():
        Section.objects.select_for_update().get(candidature=dossier, partie="solution")
        frappe = en_parallele(lambda: saisie.enregistrer(dossier, "solution", {"titre": "X"}, par=bruno, revision=1))
        attendre_qu_un_autre_attende()
        Equipier.objects.filter(pk=place.pk).update(retire_le=PENDANT)
    assert isinstance(frappe(), Http404)
    assert Section.objects.get(candidature=dossier, partie="solution").numero == 1


def place(dossier, qui):
    return dossier.equipiers.actifs().get(personne=qui)


def test_le_dernier_deposant_ne_part_pas_sans_transmettre(dossier, alice):
    with pytest.raises(ActeRefuse, match="dernier_deposant"):
        equipe.retirer_equipier(dossier, place(dossier, alice).pk, par=alice)


def test_on_ne_transmet_pas_a_soi_meme(dossier, alice):
    with pytest.raises(ActeRefuse, match="transmission_a_soi"):
        equipe.transmettre(dossier, place(dossier, alice).pk, par=alice)


def test_qui_ne_peut_que_rediger_ne_transmet_rien(dossier, alice, bruno):
    Equipier.objects.create(candidature=dossier, personne=bruno, droit="rediger", depuis=PENDANT)
    with pytest.raises(Http404):
        equipe.transmettre(dossier, place(dossier, alice).pk, par=bruno)


def test_on_ne_transmet_pas_a_qui_a_quitte_l_equipe(dossier, alice, bruno):
    parti = Equipier.objects.create(
        candidature=dossier, personne=bruno, droit="lire", depuis=PENDANT, retire_le=PENDANT
    )
    with pytest.raises(Http404):
        equipe.transmettre(dossier, parti.pk, par=alice)


def test_transmettre_donne_le_depot_et_garde_la_redaction(client, dossier, alice, bruno):
    recue = Equipier.objects.create(candidature=dossier, personne=bruno, droit="lire", depuis=PENDANT)
    connecter(client, alice)
    adresse = f"/candidatures/{dossier.reference}/equipe/{recue.pk}/transmettre/"
    assert "pourra déposer la candidature" in texte_de(client.get(adresse))
    assert client.post(adresse).status_code == 302
    assert [place(dossier, qui).droit for qui in (alice, bruno)] == ["rediger", "deposer"]
    assert client.get(adresse).status_code == 404
    equipe.retirer_equipier(dossier, place(dossier, alice).pk, par=bruno)


def test_deux_qui_se_transmettent_le_dossier_laissent_un_deposant(dossier, alice, bruno):
    Equipier.objects.create(candidature=dossier, personne=bruno, droit="deposer", depuis=PENDANT)
    gestes = [(alice, place(dossier, bruno).pk), (bruno, place(dossier, alice).pk)]
    ensemble(*(partial(equipe.transmettre, dossier, pk, par=qui) for qui, pk in gestes))
    assert dossier.equipiers.actifs().filter(droit="deposer").count() == 1
