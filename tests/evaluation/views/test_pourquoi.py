"""« Pourquoi cet ordre ? » of any two dossiers: for the secretariat, and for whoever is shown the ranking in a meeting."""

import pytest

from candidatures.actes import deport
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter
from tests.pages import mots_de

PAGE = "/region/seances/preparer/"
INCONNUE = "ESSAI-2026-ZZZZ"


@pytest.fixture
def montree(seance):
    """The meeting, its president showing the ranking; its page in the commission's space."""
    seance.montre_les_indicateurs = True
    seance.save(update_fields=["montre_les_indicateurs"])
    return f"/commission/seance/{seance.pk}/"


def demander(client, adresse, premier, second, **autres):
    return client.get(adresse, {"premier": premier, "second": second, **autres})


# --- Refusals ----------------------------------------------------------------------------------------------


def test_deux_fois_le_meme_dossier_est_refuse(client, agnes, dossiers, gens):
    reference = dossiers[0].reference
    page = demander(connecter(client, agnes), PAGE, reference, reference)
    assert (page.status_code, page.context["ordre"]["paire"]) == (422, None)
    assert mots_de(page).count("Choisissez deux dossiers différents.") == 2
    assert "<title>Erreur" in page.content.decode()


@pytest.mark.parametrize("second", ["", INCONNUE])
def test_ce_qui_n_est_pas_dans_la_liste_est_refuse(client, agnes, dossiers, gens, second):
    page = demander(connecter(client, agnes), PAGE, dossiers[0].reference, second)
    assert (page.status_code, page.context["ordre"]["paire"]) == (422, None)


def test_un_dossier_cache_se_refuse_comme_un_dossier_qui_n_existe_pas(client, dossiers, gens, edition, montree):
    parti = gens[2]
    deport.declarer(edition, par=parti, liens={dossiers[0].reference: ("emploi", "")})
    connecter(client, parti)
    reponses = [demander(client, montree, dossiers[1].reference, ref) for ref in (dossiers[0].reference, INCONNUE)]
    cachee, inconnue = (
        r.content.decode().replace(ref, "REF")
        for r, ref in zip(reponses, (dossiers[0].reference, INCONNUE), strict=True)
    )
    assert [r.status_code for r in reponses] == [422, 422]
    assert dossiers[0].titre not in cachee
    assert sans_jetons(cachee) == sans_jetons(inconnue)


def sans_jetons(page):
    return "\n".join(ligne for ligne in page.split("\n") if "csrf" not in ligne)


def test_ce_qui_n_est_pas_classe_n_est_pas_propose(client, agnes, dossiers, gens, edition):
    seul = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Jamais noté")
    page = connecter(client, agnes).get(PAGE)
    assert seul.reference not in str(page.context["formulaire"])
    assert demander(client, PAGE, dossiers[0].reference, seul.reference).status_code == 422


def test_sans_deux_dossiers_classes_il_n_y_a_rien_a_demander(client, agnes, edition, apres):
    page = demander(connecter(client, agnes), PAGE, INCONNUE, INCONNUE)
    assert page.status_code == 200
    assert "Pourquoi cet ordre" not in mots_de(page)


# --- The secretariat ---------------------------------------------------------------------------------------


def test_deux_dossiers_eloignes_s_expliquent_quel_que_soit_l_ordre_demande(client, agnes, dossiers, gens):
    lignes = connecter(client, agnes).get(PAGE).context["lignes"]
    haut, bas = lignes[0].candidature, lignes[-1].candidature
    for premier, second in ((haut, bas), (bas, haut)):
        page = demander(client, PAGE, premier.reference, second.reference)
        assert page.status_code == 200
        assert f"{haut.titre} précède {bas.titre} par sa moyenne pondérée" in mots_de(page)


def test_la_page_propose_d_abord_les_deux_premiers_et_explique_chaque_voisin(client, agnes, dossiers, gens):
    page = connecter(client, agnes).get(PAGE)
    assert [champ.value() for champ in page.context["formulaire"]] == [
        ligne.candidature.reference for ligne in page.context["lignes"][:2]
    ]
    assert mots_de(page).count("par sa moyenne pondérée") == 2
    assert "Chaque chiffre est arrondi à part" in mots_de(page)


# --- In the meeting ----------------------------------------------------------------------------------------


def test_un_membre_n_a_les_phrases_que_si_le_classement_est_montre(client, gens, seance, dossiers):
    adresse = f"/commission/seance/{seance.pk}/"
    page = demander(connecter(client, gens[1]), adresse, dossiers[0].reference, dossiers[2].reference)
    assert page.status_code == 200
    assert "Pourquoi cet ordre" not in mots_de(page)
    assert "précède" not in mots_de(page)


def test_montre_le_membre_lit_les_memes_phrases_que_le_secretariat(client, agnes, gens, seance, dossiers, montree):
    paires = [(dossiers[0].reference, dossiers[2].reference), (dossiers[1].reference, dossiers[2].reference)]
    du_secretariat = [demander(connecter(client, agnes), PAGE, *p).context["ordre"]["paire"].pourquoi for p in paires]
    connecter(client, gens[1])
    for paire, phrase in zip(paires, du_secretariat, strict=True):
        assert phrase.replace("\u00a0", " ") in mots_de(demander(client, montree, *paire))


def test_la_question_garde_le_dossier_examine(client, gens, dossiers, montree):
    connecter(client, gens[1])
    examine = dossiers[1].reference
    page = demander(client, montree, dossiers[0].reference, dossiers[2].reference, dossier=examine)
    assert page.context["passage"].candidature == dossiers[1]
    assert f'<input type="hidden" name="dossier" value="{examine}">' in page.content.decode()


def test_le_deporte_ne_lit_le_dossier_dans_aucune_phrase(client, gens, edition, dossiers, montree):
    parti = gens[2]
    assert dossiers[0].titre in mots_de(connecter(client, parti).get(montree))
    deport.declarer(edition, par=parti, liens={dossiers[0].reference: ("emploi", "")})
    page = client.get(montree).content.decode()
    assert dossiers[0].titre not in page
    assert dossiers[0].reference not in page
    phrase = demander(client, montree, dossiers[1].reference, dossiers[2].reference)
    assert "précède" in mots_de(phrase)
    assert dossiers[0].titre not in phrase.content.decode()


def test_un_membre_sans_grille_sur_un_dossier_ne_le_compare_pas(client, gens, edition, agnes, dossiers, montree):
    """A-19: the others' notes open with one's own grid; until then the dossier has no rank for that member."""
    quatrieme = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Trame brune")
    declarer_aucun_lien(gens[0], quatrieme)
    declarer_aucun_lien(gens[1], quatrieme)
    noter(quatrieme, gens[0].sieges.get(), [3, 3, 3, 3])
    assert demander(connecter(client, agnes), PAGE, dossiers[0].reference, quatrieme.reference).status_code == 200
    assert demander(connecter(client, gens[1]), montree, dossiers[0].reference, quatrieme.reference).status_code == 422


def test_sur_une_page_rendue_par_un_envoi_la_question_part_a_la_page_de_la_seance(client, gens, dossiers, montree):
    connecter(client, gens[0])
    page = client.post(f"{montree}decisions/{dossiers[0].reference}/", {"sens": "labellisee"})
    assert page.status_code == 422
    assert f'action="{montree}#pourquoi"' in page.content.decode()
