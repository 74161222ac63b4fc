"""A-19: a member reads no colleague's note before having submitted, by any page of the space."""

import pytest

from amihr.habilitations.models import Membre
from evaluation.lectures import evaluations_visibles
from evaluation.models import Note
from evaluation.regles.notes_des_autres import PHRASES
from tests.evaluation.views.outils import adresse
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter, ouvrir_une_seance
from tests.pages import texte_de

CANARI = "canari-du-commentaire"


@pytest.fixture
def note_de_hugo(hugo, en_evaluation):
    """Hugo's grid, with a comment that is looked for everywhere; written before the submission froze it."""
    evaluation = noter(en_evaluation, Membre.objects.get(personne=hugo), [2, 2, 2, 2], soumise=False)
    Note.objects.filter(pk=evaluation.notes.order_by("pk").first().pk).update(commentaire=CANARI)
    evaluation.etat, evaluation.soumise_le = "soumise", evaluation.enregistree_le
    evaluation.save(update_fields=["etat", "soumise_le"])
    return evaluation


def test_a19_rien_avant_la_remise_puis_tout(client, mona_lit, en_evaluation, note_de_hugo, apres):
    connecter(client, mona_lit)
    for page in ("/commission/", adresse(en_evaluation)):
        contenu = client.get(page).content.decode()
        assert (CANARI in contenu, "Hugo" in contenu) == (False, False)
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4])
    assert CANARI in client.get(adresse(en_evaluation)).content.decode()


def test_a19_un_brouillon_n_ouvre_rien(mona_lit, edition, en_evaluation, note_de_hugo, apres):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4], soumise=False)
    assert not evaluations_visibles(mona_lit, edition).exists()


def test_a19_un_agent_membre_reste_un_membre(hugo, edition, mona_lit, en_evaluation, apres):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4])
    assert not evaluations_visibles(hugo, edition).exists()


def test_a19_le_brouillon_d_un_collegue_ne_se_voit_jamais(mona_lit, hugo, edition, en_evaluation, apres):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4])
    noter(en_evaluation, Membre.objects.get(personne=hugo), [1, 1, 1, 1], soumise=False)
    assert [e.membre.personne for e in evaluations_visibles(mona_lit, edition)] == [mona_lit]


@pytest.mark.parametrize("choix", ["jamais", "apres_la_notation"])
def test_a19_le_choix_de_l_appel_ferme_les_notes_meme_apres_la_remise(
    client, mona_lit, edition, en_evaluation, note_de_hugo, apres, choix
):
    edition.reglages["Q41"]["notes_des_autres"] = choix
    edition.save(update_fields=["reglages"])
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4])
    connecter(client, mona_lit)
    page = client.get(adresse(en_evaluation))
    assert CANARI not in page.content.decode()
    assert PHRASES[choix] in texte_de(page)
    assert PHRASES[choix] in texte_de(client.get("/commission/"))
    ouvrir_une_seance(edition, [mona_lit])
    assert (CANARI in client.get(adresse(en_evaluation)).content.decode()) == (choix == "apres_la_notation")


def test_a19_qui_n_a_pas_remis_ne_lit_rien_en_seance_non_plus(
    client, mona_lit, edition, en_evaluation, note_de_hugo, apres
):
    edition.reglages["Q41"]["notes_des_autres"] = "apres_la_notation"
    edition.save(update_fields=["reglages"])
    ouvrir_une_seance(edition, [mona_lit])
    assert CANARI not in texte_de(connecter(client, mona_lit).get(adresse(en_evaluation)), statut=200)
