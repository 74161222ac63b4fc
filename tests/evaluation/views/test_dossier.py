"""The scoring page: read, save, submit, revise."""

import pytest

from amihr.habilitations.models import Membre
from candidatures.models import Candidature
from evaluation.models import Evaluation
from tests.fabriques.candidatures import CandidatureFactory, asseoir, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import noter, ouvrir_une_seance
from tests.pages import mots_de
from tests.personnages import personne

from .outils import adresse, champs_de_la_grille

JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def membre(client, mona_lit, apres):
    """Mona's browser, twelve hours after the closing."""
    return connecter(client, mona_lit)


@pytest.fixture
def lea(edition, en_evaluation):
    """Another member, whose grid is submitted."""
    lea = personne("Lea", totp=True)
    asseoir(lea, edition, college="region")
    declarer_aucun_lien(lea, en_evaluation)
    noter(en_evaluation, Membre.objects.get(personne=lea), [2, 2, 2, 2])
    return lea


def test_le_dossier_se_lit_a_cote_de_la_grille(membre, en_evaluation):
    page = membre.get(adresse(en_evaluation)).content.decode()
    assert "Le houppier est segmenté" in page
    assert page.count("data-critere") == 4


def test_enregistrer_garde_une_grille_incomplete(membre, edition, en_evaluation):
    champs = champs_de_la_grille(edition, None, t1="")
    critere = Candidature.objects.get(pk=en_evaluation.pk).edition.grilles.get().criteres.first()
    membre.post(adresse(en_evaluation), {**champs, f"c{critere.pk}": "3", f"t{critere.pk}": "Solide"})
    note = Evaluation.objects.get().notes.get(valeur=3)
    assert (note.critere, note.commentaire) == (critere, "Solide")


def test_l_enregistrement_automatique_repond_en_json(membre, edition, en_evaluation):
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition), **JSON)
    assert (reponse.status_code, reponse.json()["revision"].split()[0]) == (200, "1")


@pytest.mark.parametrize("geste", ["enregistrer", "suivant", "remettre"])
def test_une_page_vide_ne_commence_aucune_grille(membre, edition, en_evaluation, geste):
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, None, t1="", geste=geste), follow=True)
    dit = "Notez le critère 1" if geste == "remettre" else "Votre grille est encore vide : rien n’était à enregistrer"
    assert dit in mots_de(reponse)
    assert not Evaluation.objects.exists()


def test_l_enregistrement_automatique_d_une_page_vide_ne_commence_rien_et_le_dit(membre, edition, en_evaluation):
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, None, t1=""), **JSON)
    assert (reponse.status_code, reponse.json()["avis"]) == (200, "Rien n’y est encore rempli")
    assert not Evaluation.objects.exists()
    suite = champs_de_la_grille(edition, 4) | {"revision": reponse.json()["revision"]}
    assert membre.post(adresse(en_evaluation), suite, **JSON).status_code == 200
    assert Evaluation.objects.get().notes.filter(valeur=4).exists()


def test_un_autre_onglet_n_ecrase_rien(membre, edition, en_evaluation):
    membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 4), **JSON)
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 1), **JSON)
    assert (reponse.status_code, list(reponse.json())) == (409, ["message"])
    assert set(Evaluation.objects.get().notes.values_list("valeur", flat=True)) == {4}


def test_le_conflit_montre_les_deux_versions(membre, edition, en_evaluation):
    membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 4), **JSON)
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 1))
    page = reponse.content.decode()
    assert (reponse.status_code, page.count("un autre onglet a enregistré 4")) == (409, 6)
    assert 'name="revision" value="1 {' in page


def test_une_grille_incomplete_n_est_pas_remise_et_rien_n_est_perdu(membre, edition, en_evaluation):
    champs = champs_de_la_grille(edition, 4, geste="remettre")
    dernier = list(champs)[-2]
    del champs[dernier]
    reponse = membre.post(adresse(en_evaluation), champs)
    page = reponse.content.decode()
    assert (reponse.status_code, page.count(f'href="#id_{dernier}_0"')) == (422, 1)
    assert "<title>Erreur" in page
    assert Evaluation.objects.get().etat == "commencee"
    assert Evaluation.objects.get().notes.filter(valeur=4).count() == 3


def test_une_grille_sans_une_note_n_est_pas_remise_et_n_ouvre_rien(membre, lea, edition, en_evaluation):
    champs = champs_de_la_grille(edition, "hors_competence", geste="remettre")
    reponse = membre.post(adresse(en_evaluation), champs)
    page = reponse.content.decode()
    assert (reponse.status_code, page.count("Notez au moins un critère")) == (422, 2)
    assert "Lea Essai" not in membre.get(adresse(en_evaluation)).content.decode()
    mienne = Evaluation.objects.exclude(membre__personne=lea).get()
    assert (mienne.etat, mienne.notes.filter(est_hors_competence=True).count()) == ("commencee", 4)


def test_une_grille_complete_est_remise(membre, edition, en_evaluation):
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 4, geste="remettre"), follow=True)
    assert Evaluation.objects.get().etat == "soumise"
    assert "Votre évaluation est remise" in reponse.content.decode()


@pytest.mark.parametrize("note", ["2.5", "a", "٣", "0x1", "6", "-1", "", " "])
@pytest.mark.parametrize("geste", ["enregistrer", "remettre"])
def test_une_note_hors_de_l_echelle_est_dite_a_son_critere(membre, edition, en_evaluation, geste, note):
    membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 4))
    champs = champs_de_la_grille(edition, 3, revision="1", geste=geste)
    fautive = next(nom for nom in champs if nom.startswith("c"))
    reponse = membre.post(adresse(en_evaluation), {**champs, fautive: note})
    page = reponse.content.decode()
    assert (reponse.status_code, "<title>Erreur" in page) == (422, True)
    assert page.count("choisissez une des notes proposées, de 0 à 5") == 2
    assert f'href="#id_{fautive}_0"' in page
    assert f'id="{fautive}_error"' in page
    assert page.count(" checked") == 3
    assert set(Evaluation.objects.get().notes.values_list("valeur", flat=True)) == {4}


def test_l_enregistrement_automatique_dit_la_meme_faute(membre, edition, en_evaluation):
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, "2.5"), **JSON)
    assert reponse.status_code == 422
    assert reponse.json()["message"].count("choisissez une des notes proposées, de 0 à 5") == 3
    assert not Evaluation.objects.exists()


def _critere_a_parties(champs):
    return next(nom for nom in champs if "_" in nom).split("_")[0]


def test_hors_de_ma_competence_vaut_pour_les_parties(membre, edition, en_evaluation):
    champs = champs_de_la_grille(edition, 4, geste="remettre")
    critere = _critere_a_parties(champs)
    sans = {nom: valeur for nom, valeur in champs.items() if not nom.startswith(f"{critere}_")}
    membre.post(adresse(en_evaluation), {**sans, critere: "hors_competence"})
    assert Evaluation.objects.get().notes.filter(est_hors_competence=True).count() == 2


def test_des_notes_et_hors_de_ma_competence_demandent_de_choisir(membre, edition, en_evaluation):
    champs = champs_de_la_grille(edition, 4)
    critere = _critere_a_parties(champs)
    reponse = membre.post(adresse(en_evaluation), {**champs, critere: "hors_competence"})
    page = reponse.content.decode()
    assert (reponse.status_code, page.count("mais pas les deux")) == (422, 2)
    assert page.count(" checked") == 5
    assert not Evaluation.objects.exists()


def test_un_commentaire_trop_long_est_dit_et_reste_affiche(membre, edition, en_evaluation):
    champs = champs_de_la_grille(edition, 4)
    nom = f"t{next(nom for nom in champs if nom.startswith('c'))[1:]}"
    membre.post(adresse(en_evaluation), {**champs, nom: "b\r\n" * 2000})
    assert Evaluation.objects.get().notes.exclude(commentaire="").count() == 1
    reponse = membre.post(adresse(en_evaluation), {**champs, "revision": "1", nom: "é" * 4001})
    page = reponse.content.decode()
    assert (reponse.status_code, page.count("le commentaire dépasse 4\u00a0000 caractères")) == (422, 2)
    assert f'href="#id_{nom}"' in page
    assert page.partition('id="grille"')[2].count('maxlength="4000"') == 3
    assert "é" * 4001 in page
    assert not Evaluation.objects.get().notes.filter(commentaire__contains="é").exists()


def test_le_reglage_retire_hors_de_ma_competence(membre, edition, en_evaluation):
    assert "Hors de ma compétence" in membre.get(adresse(en_evaluation)).content.decode()
    edition.reglages = {**edition.reglages, "Q33": {"hors_de_ma_competence": False}}
    edition.save(update_fields=["reglages"])
    assert "Hors de ma compétence" not in membre.get(adresse(en_evaluation)).content.decode()


def test_les_notes_des_autres_attendent_les_miennes(membre, lea, edition, en_evaluation):
    assert "Lea Essai" not in membre.get(adresse(en_evaluation)).content.decode()
    membre.post(adresse(en_evaluation), champs_de_la_grille(edition, 4, geste="remettre"))
    page = membre.get(adresse(en_evaluation))
    assert "Lea Essai" in page.content.decode()
    assert (page.context["notes"]["total"], page.context["notes"]["mon_total"]) == ("3,00", "4,00")


def test_reviser_demande_une_raison(membre, mona_lit, en_evaluation):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 4, 4])
    ouvrir_une_seance(en_evaluation.edition)
    reponse = membre.post(adresse(en_evaluation), {"geste": "reviser", "motif": " "})
    assert (reponse.status_code, Evaluation.objects.count()) == (422, 1)


def test_on_ne_revise_pas_avant_la_deliberation(membre, mona_lit, en_evaluation):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 3, 4])
    page = mots_de(membre.get(adresse(en_evaluation)))
    assert "Réviser après délibération" not in page
    assert "Elle ne se modifie plus avant la séance" in page


def test_reviser_garde_les_deux_versions(membre, mona_lit, en_evaluation):
    noter(en_evaluation, Membre.objects.get(personne=mona_lit), [4, 4, 3, 4])
    ouvrir_une_seance(en_evaluation.edition)
    page = mots_de(membre.get(adresse(en_evaluation)))
    assert "Réviser après délibération" in page
    assert "Vous pouvez encore la réviser" in page
    assert "ne se modifie plus" not in page
    membre.post(adresse(en_evaluation), {"geste": "reviser", "motif": "Échange en séance"})
    premiere, seconde = Evaluation.objects.order_by("version")
    assert (premiere.etat, seconde.etat) == ("soumise", "commencee")
    assert sorted(seconde.notes.values_list("valeur", flat=True)) == [3, 4, 4, 4]


def test_precedent_et_suivant_suivent_le_bureau(membre, mona_lit, edition, en_evaluation):
    for titre in ("Argile", "Dune"):
        declarer_aucun_lien(mona_lit, CandidatureFactory(edition=edition, etat="en_evaluation", titre=titre))
    voisins = membre.get(adresse(en_evaluation)).context["voisins"]
    assert (voisins["rang"], voisins["combien"]) == (2, 3)


def test_enregistrer_et_passer_au_suivant(membre, mona_lit, edition, en_evaluation):
    dune = CandidatureFactory(edition=edition, etat="en_evaluation", titre="Dune")
    declarer_aucun_lien(mona_lit, dune)
    reponse = membre.post(adresse(en_evaluation), champs_de_la_grille(edition, geste="suivant"))
    assert reponse.url == adresse(dune)


def test_un_dossier_eligible_se_lit_sans_grille(membre, mona_lit, edition):
    eligible = CandidatureFactory(edition=edition, etat="eligible")
    declarer_aucun_lien(mona_lit, eligible)
    assert "data-critere" not in membre.get(adresse(eligible)).content.decode()
    assert membre.post(adresse(eligible), champs_de_la_grille(edition)).status_code == 404


def test_un_dossier_d_une_autre_edition_n_est_pas_ici(membre, mona_lit, edition, en_evaluation):
    assert membre.get(f"/editions/{edition.slug}{adresse(en_evaluation)}").status_code == 200
    autre = CandidatureFactory(etat="en_evaluation")
    asseoir(mona_lit, autre.edition)
    declarer_aucun_lien(mona_lit, autre)
    assert membre.get(f"/editions/{autre.edition.slug}{adresse(autre)}").status_code == 200
    assert membre.get(adresse(autre)).status_code == 404
