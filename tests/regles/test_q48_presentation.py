"""Q48: a fiche is born from the public presentation, and from what the company released by name; else it is minimal."""

from datetime import date

import pytest

from amihr import horloge
from candidatures.lectures import formulaire_complet
from catalogue.regles.naissance import FicheNaissante, fiche_annoncee, fiche_naissante
from catalogue.regles.preuve import lire
from tests.fabriques.catalogue import FORMULAIRE_DU_CATALOGUE, PENDANT_LE_LABEL, labelliser, reponses_publiques
from tests.pages import mots_de, texte_de

DATES = {"declare_le": date(2026, 5, 4), "examine_le": date(2026, 5, 27)}
VIDE = dict.fromkeys(("presentation", "benefices", "site"), "")


def naitre(**parties):
    return fiche_naissante(FORMULAIRE_DU_CATALOGUE, reponses_publiques(**parties), **DATES)


def test_sans_presentation_publique_la_fiche_est_minimale():
    assert naitre(presentation=VIDE) == FicheNaissante()


def test_ce_que_l_entreprise_n_a_pas_coche_ne_sort_pas():
    fiche = naitre(presentation={"faits_publics": []})
    assert (fiche.donnees, [f.libelle for f in fiche.faits]) == ([], ["Benefices", "Site"])


def test_une_question_privee_ne_sort_pas_meme_cochee():
    assert "contact" in reponses_publiques()["presentation"]["faits_publics"]
    assert "claire@orthoselve.example" not in str(naitre())


def test_une_question_privee_d_une_partie_publique_ne_sort_pas():
    parties = [
        {**partie, "questions": [{**q, "prive": q["code"] == "benefices"} for q in partie["questions"]]}
        for partie in FORMULAIRE_DU_CATALOGUE["parties"]
    ]
    fiche = fiche_naissante({**FORMULAIRE_DU_CATALOGUE, "parties": parties}, reponses_publiques(), **DATES)
    assert "plantation" not in str(fiche)


def test_la_presentation_et_les_faits_coches_font_la_fiche():
    fiche = naitre()
    assert fiche.resume.startswith("Canoptère compte les arbres")
    assert fiche.donnees == [{"code": "lidar", "libelle": "LiDAR"}]
    assert (fiche.texte_libre, fiche.est_minimale) == (True, False)


@pytest.mark.parametrize("site", ["javascript:alert(1)", "http://127.0.0.1/", "https://moi@exemple.org/"])
def test_un_lien_qui_ne_mene_pas_a_un_site_public_est_laisse(site):
    assert "Site" not in [f.libelle for f in naitre(presentation={"site": site}).faits]


SANS_OBJET = {"code": "commercialisee", "vaut": ["oui"]}


def test_une_reponse_qui_n_est_plus_demandee_ne_sort_pas():
    parties = [
        {
            **p,
            "questions": [{**q, "condition": SANS_OBJET if q["code"] == "benefices" else None} for q in p["questions"]],
        }
        for p in FORMULAIRE_DU_CATALOGUE["parties"]
    ]
    fiche = fiche_naissante({**FORMULAIRE_DU_CATALOGUE, "parties": parties}, reponses_publiques(), **DATES)
    assert "plantation" not in str(fiche)


def annoncer(**parties):
    contenu = reponses_publiques(structure={"commune": "Montreuil (93)"}, **parties)
    return fiche_annoncee(FORMULAIRE_DU_CATALOGUE, contenu, {"logo": "canoptere.png"})


def test_ce_qui_est_annonce_a_l_equipe_n_a_rien_de_prive():
    annonce = annoncer()
    assert "claire@orthoselve.example" not in str(annonce)
    assert "LeSecretDuTour" not in str(annonce)
    assert annonce.codes.isdisjoint({"contact", "secret_de_fabrique", "memoire", "kbis", "licence"})


def test_sans_presentation_publique_seul_le_titulaire_est_annonce():
    annonce = annoncer(presentation=VIDE)
    assert annonce.est_minimale
    assert [libelle for libelle, _ in annonce.lignes] == [
        "Solution", "Titulaire du label", "SIREN", "Siège", "Thématique", "Logo",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("presentation", [{}, VIDE])
def test_ce_qui_est_annonce_est_ce_qui_est_publie(client, presentation):
    reponses = reponses_publiques(structure={"commune": "Montreuil (93)"}, presentation=presentation)
    fiche = labelliser(reponses=reponses).fiche
    annonce = fiche_annoncee(formulaire_complet(fiche.label.edition), reponses, {"logo": "canoptere.png"})
    publies = {fait.libelle: fait.valeur for fait in lire(fiche.contenu)} | {"Présentation": fiche.resume}
    dits = dict(annonce.lignes)
    communs = {"Titulaire": "Titulaire du label", "Présentation": "Presentation"}
    assert {communs.get(nom, nom): valeur for nom, valeur in publies.items() if valeur}.items() <= dits.items()
    with horloge.a(PENDANT_LE_LABEL):
        page = mots_de(client.get(f"/catalogue/{fiche.slug}/")) + texte_de(client.get(f"/catalogue/{fiche.slug}.json"))
    absents = [mots for nom, mots in annonce.lignes if nom not in ("Logo", "SIREN", "Site") and mots not in page]
    assert absents == []
    assert dits["SIREN"].replace("\u00a0", "") in page
