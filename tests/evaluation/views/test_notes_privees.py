"""A member's private notes: theirs alone, never lost to another tab, gone for good when they say so."""

import pytest
from django.http import Http404

from amihr.journal.models import EntreeJournal
from evaluation.actes.notes_privees import ecrire, supprimer_toutes
from evaluation.models import NotePrivee
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.pages import texte_de

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


def envoyer(client, dossier, texte, revision=0, **options):
    chemin = f"/commission/dossiers/{dossier.reference}/notes/"
    return client.post(chemin, {"notes": texte, "revision": revision}, **options)


def test_qui_ne_lit_pas_le_dossier_n_y_note_rien(client, mona, agnes, en_evaluation, apres):
    for qui in (mona, agnes):
        assert envoyer(connecter(client, qui), en_evaluation, "x").status_code == 404
    assert not NotePrivee.objects.exists()


def test_une_note_trop_longue_est_refusee_et_reste_affichee(client, mona_lit, en_evaluation, apres):
    page = envoyer(connecter(client, mona_lit), en_evaluation, "z" * 20_001)
    assert page.status_code == 422
    assert "dépassent 20" in texte_de(page)
    assert "z" * 20_001 in page.content.decode()
    assert not NotePrivee.objects.filter(texte__contains="z").exists()


def test_une_revision_qui_n_est_pas_un_nombre_est_celle_de_rien(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    assert envoyer(client, en_evaluation, "premier", "9" * 4400, headers=JSON).json()["revision"] == 1


def test_deux_onglets_ne_s_effacent_pas(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    assert envoyer(client, en_evaluation, "premier", headers=JSON).json()["revision"] == 1
    refus = envoyer(client, en_evaluation, "second, parti de rien", headers=JSON)
    assert refus.status_code == 409
    assert NotePrivee.objects.get().texte == "premier"
    assert envoyer(client, en_evaluation, "premier", headers=JSON).json()["revision"] == 1


def test_le_membre_relit_ses_notes_et_personne_d_autre(client, mona_lit, hugo, en_evaluation, apres):
    page = envoyer(connecter(client, mona_lit), en_evaluation, "À creuser : le MVP", follow=True)
    assert "À creuser : le MVP" in texte_de(page)
    assert "À creuser" not in texte_de(connecter(client, hugo).get(f"/commission/dossiers/{en_evaluation.reference}/"))


def test_un_deport_ferme_les_notes_et_la_suppression_les_efface_quand_meme(client, mona_lit, en_evaluation, apres):
    ecrire(en_evaluation, "avant", par=mona_lit, revision=0)
    deporter(mona_lit, en_evaluation)
    with pytest.raises(Http404):
        ecrire(en_evaluation, "après", par=mona_lit, revision=1)
    connecter(client, mona_lit)
    assert "sans retour" in texte_de(client.post("/commission/notes/supprimer/", follow=True))
    assert not NotePrivee.objects.exists()


def test_supprimer_ne_touche_que_les_siennes(mona_lit, hugo, edition, en_evaluation, apres):
    ecrire(en_evaluation, "de mona", par=mona_lit, revision=0)
    ecrire(en_evaluation, "de hugo", par=hugo, revision=0)
    assert supprimer_toutes(edition, par=mona_lit) == 1
    assert [note.texte for note in NotePrivee.objects.all()] == ["de hugo"]
    assert EntreeJournal.objects.get(evenement="notes_privees.supprimees").faits["combien"] == 1


def test_demander_la_page_ne_supprime_rien(client, mona_lit, en_evaluation, apres):
    ecrire(en_evaluation, "gardée", par=mona_lit, revision=0)
    connecter(client, mona_lit).get("/commission/notes/supprimer/")
    assert NotePrivee.objects.count() == 1
