"""Opening an account: the form, the mail, its link."""

import pytest
from allauth.account.models import EmailAddress

from amihr import horloge
from amihr.comptes.models import Personne
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from tests.fabriques.comptes import MOT_DE_PASSE
from tests.pages import mots_de, texte_de

DEMANDE = {
    "prenom": "Zoé",
    "nom": "Lenoir",
    "email": "Zoe@Exemple.fr",
    "password1": MOT_DE_PASSE,
    "password2": MOT_DE_PASSE,
}


def demander(client, **changements):
    return client.post("/compte/creer/", DEMANDE | changements)


def confirmer(client, lien, mot_de_passe=MOT_DE_PASSE):
    return client.post(lien, {"password": mot_de_passe})


def lien_recu(evenement):
    return Courrier.objects.get(evenement=evenement).contexte["chemin"]


def test_un_mot_de_passe_de_onze_caracteres_est_refuse(client):
    reponse = demander(client, password1="onze-signes", password2="onze-signes")
    assert reponse.status_code == 422
    assert "au minimum 12" in reponse.content.decode()
    assert not Personne.objects.exists()


def test_un_mot_de_passe_de_129_caracteres_est_refuse(client):
    assert demander(client, password1="é" * 129, password2="é" * 129).status_code == 422


def test_un_mot_de_passe_courant_est_refuse(client):
    assert demander(client, password1="qwertyuiop123", password2="qwertyuiop123").status_code == 422


def test_deux_mots_de_passe_differents_sont_refuses(client):
    assert demander(client, password2=MOT_DE_PASSE + "!").status_code == 422


def test_un_nom_a_caractere_de_direction_est_refuse(client):
    assert demander(client, nom="Le\u202enoir").status_code == 422


def test_ce_qui_est_saisi_reste_mais_pas_le_mot_de_passe(client):
    page = demander(client, nom="").content.decode()
    assert 'value="Zoé"' in page
    assert MOT_DE_PASSE not in page
    assert "<title>Erreur" in page


def test_avant_la_confirmation_le_dernier_mot_de_passe_demande_est_le_bon(client):
    """A stranger who asked first, with the address of somebody else, gets nothing once its owner asks and confirms."""
    demander(client, password1="celui de l’inconnu", password2="celui de l’inconnu")
    premier = lien_recu("compte_confirmation")
    Courrier.objects.all().delete()
    demander(client, prenom="Zoé-Anne")
    assert confirmer(client, premier).status_code == 404
    assert "un lien plus récent l’a remplacé" in mots_de(client.get(premier), statut=404)
    confirmer(client, lien_recu("compte_confirmation"))
    personne = Personne.objects.get()
    assert (personne.prenom, personne.check_password(MOT_DE_PASSE)) == ("Zoé-Anne", True)
    assert EmailAddress.objects.get().verified


def test_un_compte_confirme_ne_se_recommence_pas(client, alice):
    demander(client, email=alice.courriel)
    alice.refresh_from_db()
    assert alice.prenom == "Alice"
    assert Courrier.objects.get().evenement == "compte_existant"


def test_le_compte_s_ouvre_sans_etre_confirme(client):
    assert demander(client).url == "/compte/confirmer/"
    personne = Personne.objects.get()
    assert (personne.courriel, personne.nom_complet) == ("zoe@exemple.fr", "Zoé Lenoir")
    assert not EmailAddress.objects.get().verified
    assert EntreeJournal.objects.filter(evenement="compte.cree", par=personne).count() == 1


def test_sans_confirmation_la_connexion_renvoie_un_lien(client):
    demander(client)
    reponse = client.post("/compte/connexion/", {"login": "zoe@exemple.fr", "password": MOT_DE_PASSE})
    assert reponse.url == "/compte/confirmer/"
    assert client.get("/compte/").status_code == 302


def test_qui_a_demande_en_dernier_n_entre_pas_par_la_confirmation_d_un_autre(client):
    """A stranger asks again between the request of the owner and the click: the owner's own password confirms nothing."""
    demander(client)
    Courrier.objects.all().delete()
    demander(client, password1="celui de l’inconnu", password2="celui de l’inconnu")
    reponse = confirmer(client, lien_recu("compte_confirmation"))
    assert reponse.status_code == 422
    assert "Ce n’est pas le mot de passe choisi en dernier" in texte_de(reponse)
    assert not EmailAddress.objects.get().verified
    assert client.get("/compte/").status_code == 302


def test_sans_mot_de_passe_rien_n_est_confirme(client):
    demander(client)
    assert client.post(lien_recu("compte_confirmation")).status_code == 422
    assert not EmailAddress.objects.get().verified


def test_le_lien_confirme_par_le_mot_de_passe_et_ouvre_la_session(client):
    demander(client)
    lien = lien_recu("compte_confirmation")
    assert client.get(lien).status_code == 200
    assert not EmailAddress.objects.get().verified
    confirmer(client, lien)
    assert EmailAddress.objects.get().verified
    page = client.get("/compte/")
    assert page.status_code == 200
    assert "Votre adresse est confirmée." in mots_de(page)
    assert EntreeJournal.objects.filter(evenement="compte.confirme").exists()


def test_un_lien_deja_utilise_est_refuse(client):
    demander(client)
    lien = lien_recu("compte_confirmation")
    confirmer(client, lien)
    assert client.get(lien).status_code == 404
    assert confirmer(client, lien).status_code == 404


def test_un_lien_invente_est_refuse(client):
    assert client.get("/compte/confirmer/MQ:1abc:jeton/").status_code == 404


def test_le_courriel_part_et_sa_cle_est_effacee(client, mailoutbox):
    demander(client)
    lien = lien_recu("compte_confirmation")
    expedier(horloge.maintenant())
    message = mailoutbox[0]
    assert message.to == ["zoe@exemple.fr"]
    assert "Confirmez votre adresse" in message.subject
    assert lien in message.body
    assert "chemin" not in Courrier.objects.get().contexte


def test_un_lien_expire_n_est_pas_envoye(client, mailoutbox):
    demander(client)
    Courrier.objects.update(contexte={"chemin": "/x/", "expire": horloge.maintenant().isoformat()})
    expedier(horloge.maintenant())
    assert not mailoutbox
    assert "chemin" not in Courrier.objects.get().contexte


def test_l_hote_du_lien_vient_des_reglages(client, mailoutbox, settings):
    settings.ADRESSE_PUBLIQUE = "https://ami.exemple.fr"
    client.post("/compte/creer/", DEMANDE, headers={"host": "localhost"})
    expedier(horloge.maintenant())
    assert "https://ami.exemple.fr/compte/confirmer/" in mailoutbox[0].body
    assert "http://localhost" not in mailoutbox[0].body


def test_sans_courriel_le_compte_n_existe_pas(client, monkeypatch):
    def panne(*args, **kwargs):
        raise RuntimeError("boîte d’envoi indisponible")

    monkeypatch.setattr("amihr.comptes.adaptateurs.poster", panne)
    with pytest.raises(RuntimeError):
        demander(client)
    assert not Personne.objects.exists()
    assert not EntreeJournal.objects.exists()


def test_deux_demandes_simultanees_repondent_pareil(client, alice, monkeypatch):
    monkeypatch.setattr("allauth.account.internal.flows.manage_email.email_already_exists", lambda c: (c, False))
    assert demander(client, email=alice.courriel).url == "/compte/confirmer/"
    assert Courrier.objects.get().evenement == "compte_existant"
