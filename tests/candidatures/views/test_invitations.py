"""A-22: an invitation whose mail is lost waits on « Mes candidatures », for the invited address only."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from candidatures.actes import equipe
from candidatures.models import Equipier
from tests.fabriques.candidatures import asseoir
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de
from tests.personnages import personne

pytestmark = pytest.mark.django_db
INVITE = "Invitation à rejoindre une équipe"


@pytest.fixture
def invitation(dossier, alice, bruno, pendant):
    return equipe.inviter(dossier, bruno.courriel, "rediger", par=alice)


def accepter(client, invitation):
    return client.post(f"/compte/invitations/{invitation.pk}/accepter/")


def liste(client, qui):
    return mots_de(connecter(client, qui).get("/candidatures/"))


def test_l_invitation_d_un_autre_ne_se_voit_ni_ne_s_accepte(client, invitation, bruno):
    assert INVITE in liste(client, bruno)
    chloe = personne("Chloe")
    assert INVITE not in liste(client, chloe)
    assert accepter(client, invitation).status_code == 409
    assert not Equipier.objects.filter(personne=chloe).exists()


@pytest.mark.parametrize("perdue", ["perimee", "annulee", "utilisee"])
def test_une_invitation_qui_ne_sert_plus_ne_se_voit_ni_ne_s_accepte(client, invitation, alice, bruno, perdue):
    if perdue == "annulee":
        equipe.annuler_invitation(invitation.candidature, invitation.pk, par=alice)
    if perdue == "utilisee":
        equipe.accepter_la_sienne(invitation.pk, par=bruno)
    with horloge.a(PENDANT + timedelta(days=7 if perdue == "perimee" else 0)):
        assert INVITE not in liste(client, bruno)
        assert accepter(client, invitation).status_code == 409
    assert Equipier.objects.filter(personne=bruno).count() == (perdue == "utilisee")


def test_qui_est_deja_de_l_equipe_n_y_est_plus_invite(client, invitation, dossier, bruno):
    dossier.equipiers.create(personne=bruno, droit="lire", depuis=PENDANT)
    assert INVITE not in liste(client, bruno)
    assert accepter(client, invitation).status_code == 409


def test_un_membre_de_la_commission_n_entre_pas_dans_une_equipe(client, invitation, edition, bruno):
    asseoir(bruno, edition)
    connecter(client, bruno)
    assert accepter(client, invitation).status_code == 409
    assert not Equipier.objects.filter(personne=bruno).exists()


def test_l_invitation_ne_dit_rien_du_dossier(client, invitation, dossier, bruno):
    dossier.__class__.objects.filter(pk=dossier.pk).update(titre="Houppier secret", denomination="Orthoselve")
    page = liste(client, bruno)
    assert "Alice" in page
    assert "Lire et rédiger" in page
    assert "jusqu’au" in page
    assert [mot for mot in ("Houppier secret", "Orthoselve", dossier.reference) if mot in page] == []


def test_l_invitation_s_accepte_depuis_mes_candidatures(client, invitation, dossier, bruno):
    liste(client, bruno)
    assert accepter(client, invitation).url == f"/candidatures/{dossier.reference}/"
    assert Equipier.objects.get(personne=bruno).droit == "rediger"
    assert EntreeJournal.objects.filter(evenement="equipe.arrivee", par=bruno).count() == 1
    assert INVITE not in liste(client, bruno)


# --- The link of the mail
def lien_de(invitation):
    jeton = Courrier.objects.get(objet=f"candidatures_invitation:{invitation.pk}").contexte["jeton"]
    return f"/compte/invitations/{jeton}/"


def test_un_jeton_inconnu_n_apprend_rien_a_personne(client, invitation, bruno):
    faux = f"/compte/invitations/{'x' * 43}/"
    assert "Alice" not in mots_de(client.get(faux), statut=404)
    assert 'value=""' not in client.get(f"/compte/connexion/?next={faux}").content.decode()
    assert connecter(client, bruno).get(f"{faux}rejoindre/").status_code == 404


def test_avant_la_connexion_le_lien_dit_qui_invite_et_rien_du_dossier(client, invitation, dossier, edition):
    dossier.__class__.objects.filter(pk=dossier.pk).update(titre="Houppier secret", denomination="Orthoselve")
    page = mots_de(client.get(lien_de(invitation)))
    assert "Alice Essai vous invite" in page
    assert str(edition) in page
    assert "Lire et rédiger" in page
    assert [
        mot for mot in ("Houppier secret", "Orthoselve", dossier.reference, invitation.courriel) if mot in page
    ] == []


@pytest.mark.parametrize("page", ["connexion", "creer"])
def test_l_adresse_invitee_est_deja_ecrite(client, invitation, bruno, page):
    for suite in ("", "rejoindre/"):
        ecrite = client.get(f"/compte/{page}/?next={lien_de(invitation)}{suite}").content.decode()
        assert f'value="{bruno.courriel}"' in ecrite
    assert bruno.courriel not in client.get(f"/compte/{page}/?next=/candidatures/").content.decode()
    equipe.annuler_invitation(invitation.candidature, invitation.pk, par=invitation.par)
    assert bruno.courriel not in client.get(f"/compte/{page}/?next={lien_de(invitation)}").content.decode()


def test_le_dossier_n_est_nomme_qu_a_qui_est_invite(client, invitation, dossier, bruno):
    adresse = f"{lien_de(invitation)}rejoindre/"
    autre = mots_de(connecter(client, personne("Chloe")).get(adresse))
    assert "chloe@exemple.fr" in autre
    assert [mot for mot in ("Canoptère", "Orthoselve", dossier.reference, bruno.courriel) if mot in autre] == []
    page = mots_de(connecter(client, bruno).get(adresse))
    assert [mot for mot in ("Alice Essai", "Canoptère", dossier.reference, "Lire et rédiger") if mot not in page] == []
    assert client.post(adresse).url == f"/candidatures/{dossier.reference}/"


# --- Their number: nobody is importuned by way of the site
def inviter(client, dossier, courriel):
    return client.post(f"/candidatures/{dossier.reference}/equipe/", {"courriel": courriel, "droit": "lire"})


def test_une_adresse_ne_recoit_pas_invitation_sur_invitation(client, dossier, alice, pendant):
    connecter(client, alice)
    for ecrite in ("cible@exemple.fr", "Cible@Exemple.fr", "cible@exemple.fr"):
        assert inviter(client, dossier, ecrite).status_code == 302
    refusee = inviter(client, dossier, "CIBLE@exemple.fr")
    assert refusee.status_code == 422
    assert "plusieurs fois aujourd’hui" in mots_de(refusee)
    assert refusee.context["formulaire"]["courriel"].value() == "CIBLE@exemple.fr"
    assert Courrier.objects.filter(evenement="invitation_equipe").count() == 3
    assert inviter(client, dossier, "autre@exemple.fr").status_code == 302


def test_un_compte_n_inonde_pas_d_invitations(client, dossier, alice, pendant):
    connecter(client, alice)
    for rang in range(equipe.PAR_HEURE):
        assert inviter(client, dossier, f"cible{rang}@exemple.fr").status_code == 302
    refusee = inviter(client, dossier, "cible@exemple.fr")
    assert refusee.status_code == 422
    assert "Trop d’invitations" in mots_de(refusee)
    with horloge.a(PENDANT + timedelta(hours=1)):
        assert inviter(client, dossier, "cible@exemple.fr").status_code == 302
