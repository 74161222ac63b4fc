"""The mails of accounts, composed for real: complete in text, one action, right typography."""

import re

import pytest

from amihr import horloge
from amihr.comptes.courriers import CHANGEMENTS, PHRASES
from amihr.courrier.boite import expedier, poster
from amihr.courrier.models import Courrier, Etat

EVENEMENTS = ["compte_confirmation", "compte_existant", "compte_inconnu", "mot_de_passe_oublie"]
ESPACE_SECABLE = re.compile(r"\w [:;?!»]|« ")


def envoyer(evenement, a, objet="envoi:1", **contexte):
    poster(evenement, objet=objet, a=[a], contexte=contexte)
    expedier(horloge.maintenant())


@pytest.mark.parametrize("evenement", EVENEMENTS)
def test_chaque_courriel_se_lit_sans_html(evenement, alice, mailoutbox):
    envoyer(evenement, alice, chemin="/compte/quelque-part/")
    message = mailoutbox[0]
    assert message.to == ["alice@exemple.fr"]
    assert "/compte/" in message.body
    assert "<" not in message.body
    assert not ESPACE_SECABLE.search(message.body + message.subject)


def test_r12_le_contact_est_celui_de_l_appel_en_cours_sauf_reglage(alice, mailoutbox, edition, settings):
    envoyer("compte_existant", alice)
    settings.COURRIEL_CONTACT = "aide@region.example"
    envoyer("compte_existant", alice, objet="envoi:2")
    assert [message.reply_to for message in mailoutbox] == [[edition.contact], ["aide@region.example"]]
    assert edition.contact in mailoutbox[0].body


@pytest.mark.parametrize("changement", sorted(PHRASES))
def test_chaque_changement_a_sa_phrase(changement, alice, mailoutbox):
    envoyer("compte_modifie", alice, changement=changement)
    assert PHRASES[changement] in mailoutbox[0].body
    assert "heure de Paris" in mailoutbox[0].body


def test_chaque_annonce_d_allauth_a_la_sienne():
    assert {code for code, _ in CHANGEMENTS.values()} == PHRASES.keys()


def test_un_compte_desactive_ne_recoit_plus_rien(alice, mailoutbox):
    type(alice).objects.update(est_active=False)
    alice.refresh_from_db()
    envoyer("mot_de_passe_oublie", alice, chemin="/compte/x/")
    assert not mailoutbox
    assert Courrier.objects.get().etat == Etat.ABANDONNE


def test_l_action_requise_est_dans_l_objet_du_seul_qui_en_demande(alice, mailoutbox):
    for evenement in EVENEMENTS:
        envoyer(evenement, alice, chemin="/compte/x/")
    assert ["[Action requise]" in message.subject for message in mailoutbox] == [True, False, False, False]
