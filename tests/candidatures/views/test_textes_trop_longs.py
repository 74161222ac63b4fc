"""A text too long to be filed is kept, and said as soon as it is saved, by how much, on the page too."""

import pytest

from candidatures.regles.reponses import erreur_de_reponse, textes_trop_longs
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
QUESTION = {"code": "resume", "type": "texte_long", "libelle": "Résumé", "max": 5000}
LISTE = {"code": "refs", "type": "liste", "libelle": "Références", "sous_champs": [QUESTION | {"code": "quoi"}]}


@pytest.mark.parametrize("valeur", ["", "x" * 5000, None, 12, ["x" * 5001]])
def test_ce_qui_tient_n_est_pas_trop_long(valeur):
    assert textes_trop_longs({"questions": [QUESTION]}, {"resume": valeur}) == []


def test_un_caractere_de_trop_se_dit_au_singulier():
    phrase = erreur_de_reponse(QUESTION, "x" * 5001)
    assert phrase == "Le texte dépasse de 1\u00a0caractère la limite de 5\u00a0000\u00a0: raccourcissez-le."


def test_une_ligne_trop_longue_dit_laquelle():
    lignes = [{"quoi": "court"}, {"quoi": "x" * 6200}]
    ((code, phrase),) = textes_trop_longs({"questions": [LISTE]}, {"refs": lignes})
    attendue = "« Résumé », ligne 2 : le texte dépasse de 1 200 caractères la limite de 5 000."
    assert (code, phrase.replace("\u00a0", " ")) == ("refs", attendue)


@pytest.fixture
def limite(edition):
    """The memo of this edition may hold 5,000 characters."""
    partie = next(partie for partie in edition.formulaire["parties"] if partie["slug"] == "memoire")
    partie["questions"][0]["max"] = 5000
    edition.save(update_fields=["formulaire"])
    return partie["questions"][0]["libelle"]


@pytest.fixture
def adresse(client, dossier, alice, pendant, limite):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/memoire/"


def enregistrer(client, adresse, combien):
    return client.post(adresse, {"revision": 1, "memoire": "x" * combien}, headers=JSON).json()


def test_un_texte_qui_tient_n_est_pas_annonce(client, adresse):
    assert enregistrer(client, adresse, 5000)["avis"] == ""
    assert "Trop long" not in mots_de(client.get(adresse))


def test_l_enregistrement_dit_de_combien_le_texte_est_trop_long(client, adresse, dossier, limite):
    avis = enregistrer(client, adresse, 5100)["avis"].replace("\u00a0", " ")
    assert f"« {limite} » : le texte dépasse de 100 caractères la limite de 5 000" in avis
    assert "il est gardé tel quel" in avis
    assert dossier.sections.get(partie="memoire").contenu["memoire"] == "x" * 5100


def test_la_page_le_dit_et_mene_au_champ(client, adresse):
    enregistrer(client, adresse, 5100)
    page = client.get(adresse)
    assert "Trop long pour être déposé" in mots_de(page)
    assert "le texte dépasse de 100 caractères la limite de 5 000." in mots_de(page)
    assert 'href="#id_memoire"' in page.content.decode()
