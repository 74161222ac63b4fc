"""Roles: given and revoked by an administrator, journaled, effective at the next request."""

import pytest
from django.core.management import CommandError, call_command
from django.http import Http404, HttpResponse

from amihr.comptes.actes import (
    attribuer,
    creer_personne,
    desactiver,
    reactiver,
    revoquer,
)
from amihr.comptes.models import Attribution, Personne, Role
from amihr.comptes.portes import reserve_a
from amihr.journal.models import EntreeJournal
from amihr.settings.salles import ACCUEILS
from amihr.socle.refus import ActeRefuse
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fils import ensemble


def refus(acte, *args, **kwargs):
    with pytest.raises(ActeRefuse) as leve:
        acte(*args, **kwargs)
    return leve.value.code


def test_un_agent_n_attribue_pas_de_role(alice, agnes):
    assert refus(attribuer, alice, Role.DPO, par=agnes) == "role_reserve"


def test_un_administrateur_ne_change_pas_ses_roles(adam):
    assert refus(attribuer, adam, Role.AGENT, par=adam) == "role_a_soi_meme"
    assert refus(revoquer, adam, Role.ADMINISTRATEUR, par=adam) == "role_a_soi_meme"


def test_un_role_inconnu_est_refuse(alice, adam):
    assert refus(attribuer, alice, "roi", par=adam) == "role_inconnu"


def test_le_dernier_administrateur_reste(adam):
    assert refus(revoquer, adam, Role.ADMINISTRATEUR, par=None) == "role_dernier_administrateur"


def test_un_administrateur_desactive_n_est_pas_un_autre_administrateur(adam):
    PersonneFactory(roles=[Role.ADMINISTRATEUR], est_active=False)
    assert refus(revoquer, adam, Role.ADMINISTRATEUR, par=None) == "role_dernier_administrateur"
    assert refus(desactiver, adam, par=None) == "role_dernier_administrateur"


def test_un_agent_ne_desactive_personne(alice, agnes):
    assert refus(desactiver, alice, par=agnes) == "compte_reserve"
    assert refus(reactiver, alice, par=agnes) == "compte_reserve"


@pytest.mark.django_db(transaction=True)
def test_deux_administrateurs_ne_se_desactivent_pas_l_un_l_autre(adam):
    ada = PersonneFactory(roles=[Role.ADMINISTRATEUR])
    issues = ensemble(lambda: desactiver(ada, par=adam), lambda: desactiver(adam, par=ada))
    refus_recus = [issue.code for issue in issues if issue is not None]
    assert len(refus_recus) == 1
    assert refus_recus[0] in ("role_dernier_administrateur", "compte_reserve")  # held up by the lock, or come after
    assert Personne.objects.actives().count() == 1


def test_un_role_absent_ne_se_revoque_pas(alice, adam):
    assert refus(revoquer, alice, Role.AGENT, par=adam) == "role_non_attribue"


def test_un_compte_desactive_ne_recoit_pas_de_role(adam):
    inactive = PersonneFactory(est_active=False)
    assert refus(attribuer, inactive, Role.AGENT, par=adam) == "role_compte_inactif"


def test_le_refus_est_journalise(alice, agnes):
    refus(attribuer, alice, Role.DPO, par=agnes)
    assert EntreeJournal.objects.get(evenement="acte.refuse").faits["code"] == "role_reserve"


def test_attribuer_deux_fois_rend_la_meme_attribution(alice, adam):
    premiere = attribuer(alice, Role.AGENT, par=adam)
    assert attribuer(alice, Role.AGENT, par=adam) == premiere
    assert EntreeJournal.objects.get(evenement="role.attribue").faits == {"role": "agent"}


def test_un_role_revoque_garde_sa_trace(alice, adam):
    attribuer(alice, Role.AGENT, par=adam)
    revoquer(alice, Role.AGENT, par=adam)
    attribution = Attribution.objects.get(personne=alice)
    assert (attribution.revoquee_par, alice.a_role(Role.AGENT)) == (adam, False)
    assert EntreeJournal.objects.filter(evenement="role.revoque", par=adam).count() == 1


def test_attribuer_ferme_les_sessions_ouvertes(client, alice, adam):
    connecter(client, alice)
    attribuer(alice, Role.AGENT, par=adam)
    assert client.get("/compte/").url.startswith("/compte/connexion/")


def test_une_adresse_deja_prise_est_refusee(alice):
    assert refus(creer_personne, "ALICE@exemple.fr", "A", "B") == "courriel_deja_utilise"


def test_la_commande_cree_le_premier_administrateur():
    call_command("creer_personne", "Prem@exemple.fr", "Prisca", "Roy", role=None, roles=["administrateur"])
    assert Personne.objects.get(courriel="prem@exemple.fr").a_role(Role.ADMINISTRATEUR)


def test_la_commande_dit_pourquoi_elle_refuse(alice):
    with pytest.raises(CommandError, match="Un compte existe déjà"):
        call_command("creer_personne", "alice@exemple.fr", "A", "B")


def test_reserve_a_ouvre_au_role_et_cache_aux_autres(rf, agnes, alice):
    vue = reserve_a(Role.AGENT)(lambda request: HttpResponse("oui"))
    requete = rf.get("/region/")
    requete.user = agnes
    assert vue(requete).content == b"oui"
    requete.user = alice
    with pytest.raises(Http404):
        vue(requete)


def test_chacun_arrive_a_son_accueil(client, agnes, alice, settings):
    settings.ACCUEILS = [("amihr.comptes.portes.a_un_role", "compte_sessions")]
    for personne, accueil in ((agnes, "/compte/sessions/"), (alice, "/compte/")):
        assert connecter(client, personne).get("/compte/connexion/").url == accueil


def test_un_membre_du_groupement_arrive_au_catalogue(client, settings):
    settings.ACCUEILS = ACCUEILS
    gaelle = PersonneFactory(roles=[Role.GROUPEMENT], totp=True)
    assert connecter(client, gaelle).get("/compte/connexion/").url == "/catalogue/"


def test_mon_compte_montre_mes_roles_et_mon_nom(client, agnes):
    connecter(client, agnes)
    page = client.get("/compte/").content.decode()
    assert "Agent de la Région" in page
    assert agnes.prenom in page


def test_je_change_mon_nom(client, alice):
    connecter(client, alice)
    client.post("/compte/", {"prenom": "Aline", "nom": "Martin"})
    alice.refresh_from_db()
    assert alice.nom_complet == "Aline Martin"
    assert client.post("/compte/", {"prenom": "", "nom": "M"}).status_code == 422
