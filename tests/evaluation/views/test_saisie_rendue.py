"""What a member sends to a page that is closed to them: their own text given back, nothing of the dossier, kept one hour."""

import re
import uuid

import pytest

from amihr.comptes import reprise
from amihr.comptes.models import Session
from amihr.habilitations.models import Public
from evaluation.lectures.saisie import lire_et_noter
from tests.evaluation.views.outils import adresse, champs_de_la_grille
from tests.fabriques.calibrage import calibrage_ouvert
from tests.fabriques.candidatures import deporter, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
from tests.pages import mots_de, texte_de

pytestmark = pytest.mark.django_db
TEXTE = "Canaritape : algorithme solide"
VARIABLES = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"|data-session="\d+"|nonce="[^"]*"|AMIHR-2026-\w{4}')
GARDEE = "pas encore enregistré"


@pytest.fixture
def champs(edition, mona, en_evaluation):
    """What the page of the grid sends, a comment in its second criterion."""
    notes = champs_de_la_grille(edition, 3)
    critere = re.match(r"c(\d+)", list(notes)[-1])[1]
    return notes | {f"t{critere}": TEXTE, "_auteur": reprise.signer_l_auteur(mona), "geste": "enregistrer"}


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


def nue(reponse):
    return VARIABLES.sub("", reponse.content.decode())


# --- Refusals ----------------------------------------------------------------------------------------------


def test_sans_auteur_signe_ou_signe_d_un_autre_rien_n_est_rendu(membre, mona, hugo, en_evaluation, champs):
    deporter(mona, en_evaluation)
    for auteur in ("", "x", f"{mona.pk}:x", reprise.signer_l_auteur(hugo)):
        reponse = membre.post(adresse(en_evaluation), champs | {"_auteur": auteur})
        assert TEXTE not in texte_de(reponse, statut=404)
        assert reprise.COOKIE not in reponse.cookies


def test_la_reponse_est_la_meme_deporte_non_signe_ou_sans_dossier(membre, mona, edition, en_evaluation, champs):
    """Only what was sent decides of the answer: a recusal, an undertaking to sign and an invented reference look alike."""
    deporter(mona, en_evaluation)
    deportee = membre.post(adresse(en_evaluation), champs)
    absente = membre.post("/commission/dossiers/AMIHR-2026-ZZZZ/", champs)
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    non_signee = membre.post(adresse(en_evaluation), champs)
    assert {r.status_code for r in (deportee, absente, non_signee)} == {404}
    assert nue(deportee) == nue(absente) == nue(non_signee)
    rendue = texte_de(deportee, statut=404)
    assert TEXTE in rendue
    assert en_evaluation.titre not in rendue


def test_un_depot_d_un_autre_jour_ne_revient_pas_a_la_personne_deportee(membre, mona, en_evaluation, champs):
    deporter(mona, en_evaluation)
    membre.post(adresse(en_evaluation), champs)
    assert membre.get(adresse(en_evaluation)).status_code == 404
    bureau = texte_de(membre.get("/commission/"))
    assert TEXTE not in bureau
    assert "Un texte n’est pas enregistré" not in bureau


def test_le_script_recoit_le_404_nu(membre, mona, en_evaluation, champs):
    deporter(mona, en_evaluation)
    reponse = membre.post(adresse(en_evaluation), champs, headers={"Accept": "application/json"})
    assert TEXTE not in texte_de(reponse, statut=404)
    assert reprise.COOKIE not in reponse.cookies


def test_une_autre_personne_du_meme_navigateur_ne_lit_rien(membre, client, mona, hugo, edition, en_evaluation, champs):
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    membre.post(adresse(en_evaluation), champs)
    connecter(client, hugo)
    assert TEXTE not in texte_de(client.get("/commission/"))
    signer_nda(mona, edition, Public.MEMBRE, instant=APRES)
    assert TEXTE not in texte_de(connecter(client, mona).get(adresse(en_evaluation)))


# --- What is given back ------------------------------------------------------------------------------------


def test_le_texte_rendu_dit_les_notes_et_les_mots(membre, mona, en_evaluation, champs):
    deporter(mona, en_evaluation)
    page = mots_de(membre.post(adresse(en_evaluation), champs), statut=404)
    assert "Ce que vous venez d’envoyer n’est pas enregistré" in page
    assert "Critère 1 Note : 3" in page
    assert TEXTE in page


def test_apres_la_signature_le_texte_revient_puis_s_enregistre_et_s_oublie(
    membre, mona, edition, en_evaluation, champs
):
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    membre.post(adresse(en_evaluation), champs)
    assert "une fois votre engagement signé" in mots_de(membre.get("/commission/"))
    signer_nda(mona, edition, Public.MEMBRE, instant=APRES)
    assert adresse(en_evaluation) in texte_de(membre.get("/commission/"))
    page = membre.get(adresse(en_evaluation))
    assert TEXTE in texte_de(page)
    assert GARDEE in mots_de(page)
    assert not lire_et_noter(mona, en_evaluation.reference)[1].commentaires
    assert membre.post(adresse(en_evaluation), champs).status_code == 302
    assert TEXTE in lire_et_noter(mona, en_evaluation.reference)[1].commentaires.values()
    assert GARDEE not in mots_de(membre.get(adresse(en_evaluation)))


def test_apres_la_session_la_grille_les_notes_et_les_marges_reviennent(client, membre, mona, en_evaluation, champs):
    for suite, envoi in (
        ("", champs),
        ("notes/", {"notes": TEXTE, "revision": "0", "_auteur": champs["_auteur"]}),
        ("marge/", {"note_solution": TEXTE, "citation_solution": "", "_auteur": champs["_auteur"]}),
    ):
        Session.objects.all().delete()
        page = {"Referer": f"http://testserver{adresse(en_evaluation)}"}
        assert client.post(adresse(en_evaluation, suite), envoi, headers=page).status_code == 302
        retour = connecter(client, mona).get(adresse(en_evaluation))
        assert TEXTE in texte_de(retour)
        assert GARDEE in mots_de(retour)
        assert client.post(adresse(en_evaluation, suite), envoi).status_code == 302
        assert GARDEE not in mots_de(client.get(adresse(en_evaluation)))


def test_enregistrer_ailleurs_n_oublie_pas_ce_qui_attend_ici(client, membre, mona, en_evaluation, champs):
    Session.objects.all().delete()
    client.post(adresse(en_evaluation), champs)
    connecter(client, mona).post(adresse(en_evaluation, "notes/"), {"notes": "autre", "revision": "0"})
    assert TEXTE in texte_de(client.get(adresse(en_evaluation)))


def test_ce_qui_n_a_plus_de_place_se_copie(client, membre, mona, edition, en_evaluation, champs):
    """The grid was submitted from another tab: what was typed is shown, never as what is kept."""
    Session.objects.all().delete()
    client.post(adresse(en_evaluation), champs)
    remise = champs_de_la_grille(edition, 4) | {"geste": "remettre"}
    assert connecter(client, mona).post(adresse(en_evaluation), remise).status_code == 302
    Session.objects.all().delete()
    client.post(adresse(en_evaluation), champs)
    page = mots_de(connecter(client, mona).get(adresse(en_evaluation)))
    assert "n’a plus sa place sur cette page" in page
    assert TEXTE in page
    assert not lire_et_noter(mona, en_evaluation.reference)[1].commentaires


def test_la_grille_de_calibrage_aussi(client, membre, mona, edition, champs):
    calibrage_ouvert(edition)
    Session.objects.all().delete()
    client.post("/commission/calibrage/1/", champs)
    page = connecter(client, mona).get("/commission/calibrage/1/")
    assert TEXTE in texte_de(page)
    assert GARDEE in mots_de(page)


def test_une_question_au_secretariat_revient_dans_sa_page_et_pas_dans_celle_du_dossier(
    client, membre, mona, en_evaluation
):
    question = {"texte": TEXTE, "cle": uuid.uuid4(), "_auteur": reprise.signer_l_auteur(mona)}
    Session.objects.all().delete()
    client.post(adresse(en_evaluation, "discussion/"), question)
    connecter(client, mona)
    assert TEXTE not in texte_de(client.get(adresse(en_evaluation)))
    assert adresse(en_evaluation, "discussion/") in texte_de(client.get("/commission/"))
    page = client.get(adresse(en_evaluation, "discussion/"))
    assert TEXTE in texte_de(page)
    assert GARDEE in mots_de(page)
    assert client.post(adresse(en_evaluation, "discussion/"), question).status_code == 302
    assert GARDEE not in mots_de(client.get(adresse(en_evaluation, "discussion/")))
