"""A member's notes in the margin of a dossier: theirs alone, one gesture undone, gone for good with the private notes."""

import uuid
from datetime import timedelta

import pytest
from django.http import Http404

from amihr import horloge
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes.marge import annoter, modifier, retablir, retirer
from evaluation.actes.notes_privees import ecrire, supprimer_toutes
from evaluation.lectures.mission import mission_de
from evaluation.models import NoteDeMarge
from evaluation.regles.marge import NOTES_PAR_DOSSIER
from tests.fabriques.candidatures import deporter
from tests.fabriques.comptes import connecter
from tests.pages import mots_de, texte_de

pytestmark = pytest.mark.django_db
UNE = [("solution", "compte les arbres", "Canarimarge : à vérifier")]


def page(dossier):
    return f"/commission/dossiers/{dossier.reference}/"


def annoter_la_page(client, dossier, **champs):
    return client.post(f"{page(dossier)}marge/", champs, follow=True)


@pytest.fixture
def note(mona_lit, en_evaluation, apres):
    return annoter(en_evaluation, UNE, par=mona_lit)[0]


# --- Refusals ----------------------------------------------------------------------------------------------


def test_qui_ne_lit_pas_le_dossier_n_y_annote_rien(client, mona, agnes, alice, en_evaluation, apres):
    for qui in (mona, agnes, alice):
        assert annoter_la_page(connecter(client, qui), en_evaluation, note_solution="x").status_code == 404
    assert not NoteDeMarge.objects.exists()


def test_personne_d_autre_ne_touche_ni_ne_lit_ma_note(client, note, hugo, en_evaluation):
    connecter(client, hugo)
    adresse = f"{page(en_evaluation)}marge/{note.pk}/"
    for champs in ({"texte": "pris", "revision": 0}, {"geste": "retirer"}, {"geste": "retablir"}):
        assert client.post(adresse, champs).status_code == 404
    assert "Canarimarge" not in texte_de(client.get(page(en_evaluation)))
    note.refresh_from_db()
    assert (note.texte, note.retiree_le) == (UNE[0][2], None)


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({}, "Écrivez la note avant"),
        ({"note_solution": "", "citation_solution": "un passage seul"}, "un passage cité seul ne suffit pas"),
        ({"note_solution": "z" * 4001}, "dépasse 4"),
        ({"note_solution": "x", "citation_solution": "y" * 1001}, "gardez-en le début"),
    ],
)
def test_ce_qui_est_refuse_reste_affiche(client, mona_lit, en_evaluation, apres, champs, phrase):
    autres = {"note_presentation": "gardée à l’écran"} if champs else {}
    reponse = annoter_la_page(connecter(client, mona_lit), en_evaluation, **champs, **autres)
    assert (reponse.status_code, phrase in texte_de(reponse)) == (422, True)
    assert all(valeur in reponse.content.decode() for valeur in [*champs.values(), *autres.values()])
    assert not NoteDeMarge.objects.exists()


@pytest.mark.parametrize("partie", ["inconnue", "pieces", "x" * 90])
def test_une_partie_que_le_dossier_n_a_pas_est_introuvable(mona_lit, en_evaluation, apres, partie):
    with pytest.raises(Http404):
        annoter(en_evaluation, [(partie, "", "x")], par=mona_lit)


def test_le_nombre_de_notes_est_borne(mona_lit, en_evaluation, apres):
    annoter(en_evaluation, [("solution", "", f"note {rang}") for rang in range(NOTES_PAR_DOSSIER)], par=mona_lit)
    with pytest.raises(ActeRefuse, match="marge_pleine"):
        annoter(en_evaluation, [("solution", "", "de trop")], par=mona_lit)


def test_deux_onglets_ne_s_effacent_pas(client, note, mona_lit, en_evaluation):
    connecter(client, mona_lit)
    adresse = f"{page(en_evaluation)}marge/{note.pk}/"
    assert client.post(adresse, {"texte": "premier", "revision": 0}).status_code == 302
    refus = client.post(adresse, {"texte": "second, parti d’avant", "revision": 0})
    assert (refus.status_code, "second, parti d’avant" in texte_de(refus)) == (409, True)
    assert NoteDeMarge.objects.get().texte == "premier"
    assert client.post(adresse, {"texte": "premier", "revision": 0}).status_code == 302


def test_un_deport_ferme_les_notes_en_marge(client, note, mona_lit, en_evaluation):
    deporter(mona_lit, en_evaluation)
    for geste in (
        lambda: annoter(en_evaluation, UNE, par=mona_lit),
        lambda: modifier(en_evaluation, note.pk, "", "x", par=mona_lit, revision=0),
        lambda: retirer(en_evaluation, note.pk, par=mona_lit),
        lambda: retablir(en_evaluation, note.pk, par=mona_lit),
    ):
        with pytest.raises(Http404):
            geste()
    assert connecter(client, mona_lit).get(page(en_evaluation)).status_code == 404
    assert NoteDeMarge.objects.count() == 1


# --- What the page shows -----------------------------------------------------------------------------------


def test_la_note_est_sous_sa_partie_et_dans_la_liste_avec_le_chemin_du_passage(client, note, mona_lit, en_evaluation):
    lue = texte_de(connecter(client, mona_lit).get(page(en_evaluation)))
    ou = [lue.index(mot) for mot in ('id="partie-solution"', f'id="marge-{note.pk}"', 'id="partie-presentation"')]
    assert ou == sorted(ou)
    assert f'href="#marge-{note.pk}:~:text=compte%20les%20arbres"' in lue
    assert "Mes notes en marge (1)" in lue


def test_un_seul_envoi_garde_toutes_les_notes_tapees(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    for _ in range(2):  # a double click makes no second note
        annoter_la_page(client, en_evaluation, note_solution="une", note_presentation="deux", note_fichiers="")
    assert set(NoteDeMarge.objects.values_list("partie", "texte")) == {("solution", "une"), ("presentation", "deux")}


def test_les_fichiers_ont_leur_marge(client, mona_lit, en_evaluation, apres):
    lue = mots_de(annoter_la_page(connecter(client, mona_lit), en_evaluation, note_fichiers="Le logo est flou"))
    assert "Ma note en marge Le logo est flou" in lue


def test_une_note_hostile_est_inerte(client, mona_lit, en_evaluation, apres):
    hostile = "<script>alert(1)</script>"
    reponse = annoter_la_page(
        connecter(client, mona_lit), en_evaluation, note_solution=hostile, citation_solution=hostile
    )
    assert hostile not in reponse.content.decode()
    assert hostile in texte_de(reponse)


# --- Taken off, put back, gone -----------------------------------------------------------------------------


def test_supprimee_elle_se_retablit_pendant_une_heure(client, note, mona_lit, en_evaluation):
    connecter(client, mona_lit)
    adresse = f"{page(en_evaluation)}marge/{note.pk}/"
    lue = mots_de(client.post(adresse, {"geste": "retirer"}, follow=True))
    assert "Note supprimée. Annuler la suppression" in lue
    assert "Canarimarge" not in lue
    assert "Canarimarge" in mots_de(client.post(adresse, {"geste": "retablir"}, follow=True))


def test_passee_l_heure_elle_n_est_plus_nulle_part(client, note, mona_lit, en_evaluation, apres):
    retirer(en_evaluation, note.pk, par=mona_lit)
    with horloge.a(apres + timedelta(hours=1, seconds=1)):
        assert "Note supprimée" not in mots_de(connecter(client, mona_lit).get(page(en_evaluation)))
        with pytest.raises(Http404):
            retablir(en_evaluation, note.pk, par=mona_lit)
        annoter(en_evaluation, [("solution", "", "autre")], par=mona_lit)
    assert [lue.texte for lue in NoteDeMarge.objects.all()] == ["autre"]


def test_la_suppression_des_notes_privees_les_emporte_toutes(note, mona_lit, hugo, edition, en_evaluation):
    annoter(en_evaluation, UNE, par=hugo)
    ecrire(en_evaluation, "la page", par=mona_lit, revision=0)
    retirer(en_evaluation, note.pk, par=mona_lit)
    assert mission_de(mona_lit.sieges.get()).notes_privees == 1  # one dossier, two kinds of notes
    deporter(mona_lit, en_evaluation)
    assert supprimer_toutes(edition, par=mona_lit) == 2
    assert mission_de(mona_lit.sieges.get()).notes_privees == 0
    assert [lue.membre.personne for lue in NoteDeMarge.objects.all()] == [hugo]
    assert EntreeJournal.objects.get(evenement="notes_privees.supprimees").faits["combien"] == 2


def test_une_note_inconnue_est_introuvable(mona_lit, en_evaluation, apres):
    with pytest.raises(Http404):
        modifier(en_evaluation, uuid.uuid4(), "", "x", par=mona_lit, revision=0)


# --- While it is typed -------------------------------------------------------------------------------------


CLE = "6a1f3c0e-5d0b-4c57-9a51-0d0a3f1c9b77"


def taper(client, dossier, texte, *, citation="", cle=CLE):
    champs = {"cle": cle, "note_solution": texte, "citation_solution": citation, "note_structure": ""}
    return client.post(f"{page(dossier)}marge/", champs, headers={"Accept": "application/json"})


def ecrites():
    return list(NoteDeMarge.objects.filter(retiree_le=None).order_by("ecrite_le", "pk").values_list("texte", flat=True))


def test_la_frappe_d_une_autre_personne_ne_touche_pas_ma_note(client, mona_lit, hugo, en_evaluation, apres):
    taper(connecter(client, mona_lit), en_evaluation, "À moi")
    assert taper(connecter(client, hugo), en_evaluation, "À lui").status_code == 200
    assert sorted(ecrites()) == ["À lui", "À moi"]


def test_une_citation_seule_ou_trop_longue_est_dite_et_rien_n_est_ecrit(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    for texte, citation in (("", "un passage"), ("é" * 4001, "")):
        reponse = taper(client, en_evaluation, texte, citation=citation)
        assert reponse.status_code == 422
        assert reponse.json()["message"]
    assert ecrites() == []


def test_une_note_qui_grandit_reste_une_note(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    for texte in ("À", "À véri", "À vérifier"):
        assert "enregistre_a" in taper(client, en_evaluation, texte).json()
    assert ecrites() == ["À vérifier"]
    annoter_la_page(client, en_evaluation, cle=CLE, note_solution="À vérifier !", citation_solution="")
    assert ecrites() == ["À vérifier !"]


def test_effacer_tout_ce_qu_on_tapait_l_efface_et_ne_rien_taper_ne_dit_rien(client, mona_lit, note, en_evaluation):
    connecter(client, mona_lit)
    assert taper(client, en_evaluation, "").status_code == 200
    taper(client, en_evaluation, "Brouillon")
    assert taper(client, en_evaluation, "").status_code == 200
    assert ecrites() == [UNE[0][2]]


def test_modifiee_ou_supprimee_ailleurs_la_frappe_commence_une_autre_note(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    taper(client, en_evaluation, "Une")
    modifier(en_evaluation, NoteDeMarge.objects.get().pk, "", "Une, revue", par=mona_lit, revision=0)
    taper(client, en_evaluation, "Une et la suite")
    assert sorted(ecrites()) == ["Une et la suite", "Une, revue"]
    retirer(en_evaluation, NoteDeMarge.objects.get(texte="Une et la suite").pk, par=mona_lit)
    taper(client, en_evaluation, "Encore")
    assert sorted(ecrites()) == ["Encore", "Une, revue"]


def test_deux_pages_font_deux_notes(client, mona_lit, en_evaluation, apres):
    connecter(client, mona_lit)
    taper(client, en_evaluation, "Une")
    taper(client, en_evaluation, "Autre", cle=str(uuid.uuid4()))
    assert sorted(ecrites()) == ["Autre", "Une"]
