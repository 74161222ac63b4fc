"""Two tabs on one grid: what only one of them changed is kept, what both changed is shown, nothing is erased (T1)."""

import html
import re

import pytest

from evaluation.lectures.grilles import grille_lue
from evaluation.lectures.saisie import lire_et_noter
from evaluation.regles.completude import HORS_COMPETENCE
from evaluation.regles.fusion import a_plat, ecrire_la_page, lire_la_page
from tests.evaluation.views.outils import adresse
from tests.fabriques.comptes import connecter

EN_JSON = {"Accept": "application/json"}


@pytest.fixture
def grille(edition):
    return grille_lue(edition)


@pytest.fixture
def noms(grille):
    return [nom for nom in a_plat(grille, {}, {}) if nom.startswith("c")]


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


def onglet(membre, dossier):
    """Open a tab: what its page sends back of what it shows."""
    page = membre.get(adresse(dossier)).content.decode()
    return html.unescape(re.search(r'name="revision" value="([^"]*)"', page)[1])


def enregistrer(membre, dossier, page, champs, **suite):
    return membre.post(adresse(dossier), {"revision": page, "geste": "enregistrer", **champs}, **suite)


def gardes(mona, dossier):
    saisie = lire_et_noter(mona, dossier.reference)[1]
    return {
        nom: v for nom, v in a_plat(saisie.grille, saisie.reponses, saisie.commentaires).items() if v not in (None, "")
    }


def test_ce_que_les_deux_ont_change_est_montre_et_rien_n_est_efface(membre, mona, en_evaluation, grille, noms):
    commentaire = f"t{grille.criteres[0].pk}"
    une, autre = onglet(membre, en_evaluation), onglet(membre, en_evaluation)
    enregistrer(membre, en_evaluation, une, {commentaire: "Mots ALPHA", noms[1]: "3"})
    refusee = enregistrer(membre, en_evaluation, autre, {commentaire: "Mots BETA", noms[2]: "2"})
    page = refusee.content.decode()
    assert refusee.status_code == 409
    assert "Mots ALPHA" in page
    assert "Mots BETA" in page
    assert gardes(mona, en_evaluation) == {commentaire: "Mots ALPHA", noms[1]: 3}
    montree = html.unescape(re.search(r'name="revision" value="([^"]*)"', page)[1])
    choisis = {commentaire: "Mots BETA", noms[1]: "3", noms[2]: "2"}  # what the page shows, sent as it stands
    assert re.search(rf'name="{noms[1]}"[^>]*value="3"[^>]*checked', page)
    assert enregistrer(membre, en_evaluation, montree, choisis).status_code == 302
    assert gardes(mona, en_evaluation) == {commentaire: "Mots BETA", noms[1]: 3, noms[2]: 2}


def test_ce_qu_un_seul_a_change_se_fusionne(membre, mona, en_evaluation, noms):
    une, autre = onglet(membre, en_evaluation), onglet(membre, en_evaluation)
    enregistrer(membre, en_evaluation, une, {noms[0]: "4"})
    assert enregistrer(membre, en_evaluation, autre, {noms[1]: "2"}).status_code == 302
    assert gardes(mona, en_evaluation) == {noms[0]: 4, noms[1]: 2}


def test_un_onglet_qui_continue_n_efface_pas_ce_qu_il_ne_montre_pas(membre, mona, en_evaluation, grille, noms):
    """The page is told what it shows, not what is saved: its next saves go on merging, and never with themselves."""
    commentaire = f"t{grille.criteres[0].pk}"
    une, autre = onglet(membre, en_evaluation), onglet(membre, en_evaluation)
    enregistrer(membre, en_evaluation, une, {noms[0]: "4"})
    for texte in ("D", "De", "Des", "Des arbres"):
        reponse = enregistrer(membre, en_evaluation, autre, {noms[1]: "2", commentaire: texte}, headers=EN_JSON)
        assert reponse.status_code == 200
        autre = reponse.json()["revision"]
    assert gardes(mona, en_evaluation) == {noms[0]: 4, noms[1]: 2, commentaire: "Des arbres"}


def test_la_remise_garde_aussi_ce_que_l_autre_onglet_a_note(membre, mona, en_evaluation, noms):
    une, autre = onglet(membre, en_evaluation), onglet(membre, en_evaluation)
    enregistrer(membre, en_evaluation, une, {noms[0]: "5"})
    champs = dict.fromkeys(noms[1:], "2") | {"geste": "remettre"}
    assert enregistrer(membre, en_evaluation, autre, champs).status_code == 302
    assert gardes(mona, en_evaluation) == {noms[0]: 5} | dict.fromkeys(noms[1:], 2)


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "x",
        "3 {",
        "3 []",
        "3 " + "[" * 100_000,
        '3 {"a":' * 50_000,
        '3 {"autre": 1}',
        '3 {"c1": [1]}',
        '3 {"c1": true}',
        None,
    ],
)
def test_une_page_illisible_est_une_page_sans_base(texte):
    assert lire_la_page(texte)[1] is None


def test_ce_qu_une_page_ecrit_se_relit(grille):
    critere = grille.criteres[0]
    reponses, commentaires = (
        {critere.cases[0]: 3, grille.criteres[1].cases[0]: HORS_COMPETENCE},
        {critere.pk: "« Né » d’ici"},
    )
    numero, base = lire_la_page(ecrire_la_page(12, reponses, commentaires))
    assert numero == 12
    assert base[f"t{critere.pk}"] == "« Né » d’ici"
    assert HORS_COMPETENCE in base.values()


def test_une_reponse_contradictoire_est_refusee_meme_quand_l_onglet_est_en_retard(membre, mona, en_evaluation, grille):
    critere = next(c for c in grille.criteres if len(c.cases) > 1)
    parties = [f"c{pk}_{sous}" for pk, sous in critere.cases]
    une, autre = onglet(membre, en_evaluation), onglet(membre, en_evaluation)
    enregistrer(membre, en_evaluation, une, {parties[0]: "4"})
    champs = {parties[1]: "2", f"c{critere.pk}": HORS_COMPETENCE}
    refusee = enregistrer(membre, en_evaluation, autre, champs)
    assert refusee.status_code == 422
    assert html.unescape(re.search(r'name="revision" value="([^"]*)"', refusee.content.decode())[1]) == autre
    assert gardes(mona, en_evaluation) == {parties[0]: 4}
