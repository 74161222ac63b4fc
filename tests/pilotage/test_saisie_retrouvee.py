"""What staff typed and sent once their session was over is back in its page after sign-in, to the same person only."""

import pytest

from amihr.comptes import reprise
from candidatures.actes.instruction import declarer_irrecevable, examiner
from candidatures.models import Message, PointExamine
from tests.fabriques.comptes import connecter
from tests.pages import champs_caches, mots_de, texte_de

TEXTE = "Écrit après la fin de la session"
COMPLEMENT = {"article": "B.2", "motif": TEXTE, "jour": "2026-05-20", "heure": "18:00", "pieces": ["kbis"]}
PAGES = {
    "recevabilite/": {"delai.verdict": "non_conforme", "delai.raison": TEXTE, "geste": "enregistrer"},
    "messages/": {"texte": TEXTE, "geste": "apercu"},
    "notes/": {"texte": TEXTE},
    "disqualifier/": {"motif": TEXTE},
    "complements/": COMPLEMENT,
}


@pytest.fixture
def perdu(client, agnes, edition, depose, apres):
    """Agnès sends a page once her session is over: ``perdu(page, **fields)`` returns its address."""
    edition.reglages |= {"Q15": {"complements": True, "delai_jours": 10}}
    edition.save(update_fields=["reglages"])

    def envoyer(page, **champs):
        adresse = f"/region/candidatures/{depose.reference}/{page}"
        auteur = champs_caches(connecter(client, agnes).get(adresse)).get(reprise.CHAMP, "")
        client.logout()
        reponse = client.post(
            adresse, champs | {reprise.CHAMP: auteur}, headers={"Referer": f"http://testserver{adresse}"}
        )
        assert reponse["Location"].startswith("/compte/connexion/")
        return adresse

    return envoyer


@pytest.mark.parametrize("page", PAGES)
def test_une_autre_personne_ne_le_retrouve_pas(client, perdu, agnes, hugo, page):
    adresse = perdu(page, **PAGES[page])
    assert TEXTE not in texte_de(connecter(client, hugo).get(adresse))
    assert TEXTE not in texte_de(connecter(client, agnes).get(adresse))


@pytest.mark.parametrize("page", PAGES)
def test_le_texte_revient_a_sa_place_apres_la_connexion(client, perdu, agnes, page):
    adresse = perdu(page, **PAGES[page])
    dit = connecter(client, agnes).get(adresse)
    assert f"{TEXTE}</textarea>" in texte_de(dit)
    assert "pas encore enregistré" in mots_de(dit)
    assert not PointExamine.objects.exists()


def test_enregistre_il_n_est_plus_propose(client, perdu, agnes):
    adresse = perdu("recevabilite/", **PAGES["recevabilite/"])
    retrouvee = connecter(client, agnes).get(adresse)
    assert client.post(adresse, champs_caches(retrouvee) | PAGES["recevabilite/"]).status_code == 302
    assert PointExamine.objects.get().raison == TEXTE
    assert "pas encore enregistré" not in mots_de(client.get(adresse))


def test_une_reponse_retrouvee_garde_ses_choix(client, perdu, agnes):
    adresse = perdu("messages/", texte=TEXTE, publier="on", enonce="Quelle question ?", geste="envoyer")
    formulaire = connecter(client, agnes).get(adresse).context["formulaire"]
    assert (formulaire["publier"].value(), formulaire["enonce"].value()) == (True, "Quelle question ?")
    assert not Message.objects.exists()


def test_le_texte_retrouve_montre_ce_qu_un_collegue_a_enregistre(client, perdu, agnes, hugo, depose):
    adresse = perdu("recevabilite/", **PAGES["recevabilite/"])
    examiner(depose, "recevabilite", {"delai": ("non_conforme", "Jugé par Hugo")}, par=hugo)
    page = mots_de(connecter(client, agnes).get(adresse))
    assert "Jugé par Hugo" in page
    assert TEXTE in page


def test_conclu_par_un_autre_entre_temps_le_texte_reste_lisible(client, perdu, agnes, hugo, depose):
    adresse = perdu("recevabilite/", **PAGES["recevabilite/"], motif="Hors délai")
    examiner(depose, "recevabilite", {"delai": ("non_conforme", "Jugé par Hugo")}, par=hugo)
    declarer_irrecevable(depose, "Reçu trop tard", par=hugo, sans_voies_de_recours=True)
    page = mots_de(connecter(client, agnes).get(adresse))
    assert "Ce que vous aviez saisi, et qui n’est pas enregistré" in page
    assert TEXTE in page
    assert "Hors délai" in page
