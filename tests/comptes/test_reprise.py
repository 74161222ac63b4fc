"""A part sent without script after the end of the session: its text comes back after sign-in, to the same person only."""

import pytest
from django.core.cache import cache

from amihr.comptes import reprise
from candidatures.models import Section
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de

from .conftest import TEXTE


def envoyer_sans_session(client, adresse, champs, **entetes):
    reponse = client.post(adresse, champs, headers={"Referer": f"http://testserver{adresse}", **entetes})
    assert reponse.status_code == 302
    assert reponse["Location"] == f"/compte/connexion/?next={adresse}"
    return reponse


@pytest.mark.parametrize("forge", ["", "x", "00000000-0000-0000-0000-000000000000:forge"])
def test_sans_auteur_signe_rien_n_est_garde(client, adresse, champs, forge):
    reponse = envoyer_sans_session(client, adresse, champs | {"_auteur": forge})
    assert reprise.COOKIE not in reponse.cookies


def test_un_texte_plus_long_que_tout_formulaire_n_est_pas_garde(client, adresse, champs, monkeypatch):
    monkeypatch.setattr(reprise, "CARACTERES_AU_PLUS", 50)
    assert reprise.COOKIE not in envoyer_sans_session(client, adresse, champs).cookies


def test_ce_que_le_script_envoie_n_est_pas_garde(client, adresse, champs):
    reponse = envoyer_sans_session(client, adresse, champs, Accept="application/json")
    assert reprise.COOKIE not in reponse.cookies


def test_une_autre_personne_ne_le_retrouve_pas_et_il_est_oublie(client, adresse, champs, bruno, dossier, alice):
    dossier.equipiers.create(personne=bruno, droit="rediger", depuis=dossier.cree_le)
    envoyer_sans_session(client, adresse, champs)
    assert TEXTE not in texte_de(connecter(client, bruno).get(adresse))
    assert TEXTE not in texte_de(connecter(client, alice).get(adresse))


def test_un_autre_navigateur_ne_le_retrouve_pas(client, adresse, champs, alice):
    envoyer_sans_session(client, adresse, champs)
    client.cookies.clear()
    assert TEXTE not in texte_de(connecter(client, alice).get(adresse))


def test_une_autre_page_ne_le_montre_pas(client, adresse, champs, alice):
    envoyer_sans_session(client, adresse, champs)
    connecter(client, alice)
    assert TEXTE not in texte_de(client.get(adresse.replace("solution", "memoire")))
    assert TEXTE in texte_de(client.get(adresse))


def test_la_base_seule_ne_le_lit_pas(client, adresse, champs):
    cle = envoyer_sans_session(client, adresse, champs).cookies[reprise.COOKIE]
    garde = cache.get(reprise._cle(cle.value))
    assert isinstance(garde, bytes)
    assert TEXTE.encode() not in garde
    assert (cle["httponly"], cle["samesite"], cle["max-age"]) == (True, "Lax", 3600)


def test_la_page_de_connexion_dit_que_le_texte_attend(client, adresse, champs):
    phrase = "Ce que vous veniez d’envoyer est gardé une heure"
    assert phrase not in mots_de(client.get("/compte/connexion/"))
    envoyer_sans_session(client, adresse, champs)
    assert phrase in mots_de(client.get("/compte/connexion/"))


def test_le_texte_revient_apres_la_connexion_puis_s_enregistre(client, adresse, champs, alice, dossier):
    envoyer_sans_session(client, adresse, champs)
    page = connecter(client, alice).get(adresse)
    assert TEXTE in texte_de(page)
    assert "pas encore enregistrées" in mots_de(page)
    assert f'name="_auteur" value="{champs["_auteur"]}"' in texte_de(page)
    assert Section.objects.get(candidature=dossier, partie="solution").numero == 1
    client.post(adresse, champs | {"thematique": "environnement"})
    assert Section.objects.get(candidature=dossier, partie="solution").contenu["resume"] == TEXTE
    assert "pas encore enregistrées" not in mots_de(client.get(adresse))


def test_la_page_du_dossier_dit_dans_quelle_partie_un_texte_attend(client, adresse, champs, alice, dossier):
    attend, accueil = "Un texte n’est pas enregistré Ce que vous aviez envoyé", f"/candidatures/{dossier.reference}/"
    assert attend not in mots_de(connecter(client, alice).get(accueil))
    client.logout()
    envoyer_sans_session(client, adresse, champs)
    page = connecter(client, alice).get(accueil)
    assert attend in mots_de(page)
    assert f'<a href="{adresse}">relisez-le' in texte_de(page)
    assert TEXTE not in texte_de(page)
    client.post(adresse, champs)
    assert attend not in mots_de(client.get(accueil))


def test_la_page_d_un_autre_dossier_n_en_dit_rien(client, adresse, champs, alice, edition):
    autre = CandidatureFactory(edition=edition, equipe=[alice])
    envoyer_sans_session(client, adresse, champs)
    page = connecter(client, alice).get(f"/candidatures/{autre.reference}/")
    assert page.status_code == 200
    assert "relisez-le et enregistrez-le" not in mots_de(page)


def test_la_page_dit_au_script_que_ce_qu_elle_montre_est_a_envoyer(client, adresse, champs, alice):
    envoyer_sans_session(client, adresse, champs)
    assert 'data-autosave-reste="retrouve"' in texte_de(connecter(client, alice).get(adresse))
    client.post(adresse, champs)
    assert "data-autosave-reste" not in texte_de(client.get(adresse))
