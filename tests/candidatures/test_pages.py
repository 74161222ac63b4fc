"""The candidate's pages: they open, keep what was typed, file, and say why they refuse."""

import html
import re
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from candidatures.actes import saisie
from candidatures.actes.accuses import produire_les_accuses
from candidatures.models import Candidature, Depot, Equipier, PieceJointe, Section, Tentative
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import CLOTURE
from tests.pages import mots_de, texte_de
from tests.personnages import personne

PAGES = [
    "",
    "structure/",
    "consortium/",
    "solution/",
    "memoire/",
    "pieces/",
    "verification/",
    "equipe/",
    "historique/",
    "supprimer/",
]


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/"


def formulaire_de_depot(client, adresse):
    """Return what the check page posts, but for the box to tick."""
    page = client.get(f"{adresse}verification/").content.decode()
    champs = re.findall(r'name="(cle|revisions|documents)" value="([^"]*)"', page)
    return {nom: html.unescape(valeur) for nom, valeur in champs} | {
        "pieces": re.findall(r'name="pieces" value="([^"]*)"', page)
    }


@pytest.mark.parametrize("suite", PAGES)
def test_chaque_page_s_ouvre_a_l_equipe_et_a_personne_d_autre(client, adresse, bruno, suite):
    assert client.get(adresse + suite).status_code == 200
    connecter(client, bruno)
    assert client.get(adresse + suite).status_code == 404


def test_commencer_une_candidature(client, alice, edition, pendant):
    connecter(client, alice)
    assert "pas encore de candidature" in texte_de(client.get("/candidatures/"))
    reponse = client.post("/candidatures/nouvelle/", follow=True)
    assert "Brouillon : rien n’est encore déposé" in texte_de(reponse)


def test_une_erreur_est_dite_et_la_saisie_gardee(client, adresse, dossier):
    reponse = client.post(
        f"{adresse}structure/",
        {"revision": 1, "type_structure": "pme", "denomination": "Neuve", "siren": "12 3", "contact": "a@b.fr"},
    )
    page = texte_de(reponse)
    assert reponse.status_code == 422
    assert page.count("Le SIREN doit comporter 9 chiffres : vous en avez saisi 3.") == 2
    assert 'value="12 3"' in page
    assert Section.objects.get(candidature=dossier, partie="structure").contenu["denomination"] == "Neuve"


def autosauver(client, adresse, **reponses):
    return client.post(f"{adresse}solution/", reponses, headers={"accept": "application/json"}).json()


def test_deux_onglets_ne_s_effacent_rien(client, adresse, dossier):
    autre = {"thematique": "environnement", "titre": "Canoptère"}
    autosauver(client, adresse, revision="1", **autre, resume="Écrit dans le second onglet")
    montree, ancien = "1", "Suivi du patrimoine arboré."
    for titre in ("Cano", "Canop"):
        reponse = autosauver(client, adresse, revision=montree, **autre | {"titre": titre}, resume=ancien)
        montree = reponse["revision"]
    contenu = Section.objects.get(candidature=dossier, partie="solution").contenu
    assert (contenu["titre"], contenu["resume"]) == ("Canop", "Écrit dans le second onglet")
    assert "rechargez la page" in reponse["avis"]


def test_une_page_refusee_n_efface_pas_ensuite_ce_que_l_autre_a_ecrit(client, adresse, dossier):
    structure = {"type_structure": "pme", "siren": "12", "contact": "claire@orthoselve.example"}
    client.post(f"{adresse}structure/", {"revision": 1, **structure, "siren": "000000018", "denomination": "De Bruno"})
    for _ in range(2):
        page = client.post(f"{adresse}structure/", {"revision": 1, **structure, "denomination": "Orthoselve SAS"})
        assert page.status_code == 422
        structure["revision"] = re.search(r'name="revision" value="([^"]*)"', page.content.decode())[1]
    assert structure["revision"] == "3 denomination@1"
    assert Section.objects.get(candidature=dossier, partie="structure").contenu["denomination"] == "De Bruno"


def test_une_revision_qui_n_a_jamais_existe_est_refusee(client, adresse):
    assert client.post(f"{adresse}solution/", {"revision": "1 titre@99", "titre": "X"}).status_code == 409


def test_l_enregistrement_automatique_repond_en_json(client, adresse):
    reponse = client.post(
        f"{adresse}solution/", {"revision": 1, "titre": "Autre"}, headers={"accept": "application/json"}
    )
    assert (reponse.json()["revision"], reponse.json()["avis"]) == ("2", "")


def test_l_enregistrement_automatique_dit_que_l_appel_est_clos(client, adresse, edition):
    with horloge.a(edition.cloture_le):
        reponse = client.post(
            f"{adresse}solution/", {"revision": 1, "titre": "Autre"}, headers={"accept": "application/json"}
        )
    assert "L’appel est clos" in reponse.json()["avis"]


def test_le_conflit_montre_les_deux_versions(client, adresse):
    donnees = {"revision": 1, "titre": "A", "thematique": "environnement", "resume": "x"}
    client.post(f"{adresse}solution/", donnees)
    reponse = client.post(f"{adresse}solution/", donnees | {"titre": "B"})
    page = texte_de(reponse)
    assert reponse.status_code == 422
    assert "Les mêmes champs ont été modifiés dans un autre onglet à 10 h 42" in page
    assert "pas encore enregistrée ; vos autres réponses le sont" in page
    assert "Garder la version enregistrée dans un autre onglet à 10 h 42 : A" in page
    assert "Garder ma réponse : B" in page


@pytest.mark.parametrize(("choix", "garde"), [("enregistree", "A"), ("saisie", "B"), ("", "B")])
def test_le_conflit_se_tranche_champ_par_champ(client, adresse, dossier, choix, garde):
    donnees = {"revision": 1, "titre": "A", "thematique": "environnement", "resume": "x"}
    client.post(f"{adresse}solution/", donnees)
    page = client.post(f"{adresse}solution/", donnees | {"titre": "B", "resume": "y"})
    montree = page.context["formulaire"]["revision"].value()
    reponse = client.post(
        f"{adresse}solution/", donnees | {"titre": "B", "resume": "y", "revision": montree, "garde_titre": choix}
    )
    assert reponse.status_code == 302
    contenu = Section.objects.get(candidature=dossier, partie="solution").contenu
    assert (contenu["titre"], contenu["resume"]) == (garde, "y")


def test_le_conflit_dit_qui_a_change_ce_champ_et_non_la_partie(client, adresse, alice, dossier, pendant):
    idriss = personne("Idriss")
    Equipier.objects.create(candidature=dossier, personne=idriss, droit="rediger", depuis=pendant)
    donnees = {"thematique": "environnement", "resume": "x"}
    section = Section.objects.get(candidature=dossier, partie="solution")
    saisie.enregistrer(dossier, "solution", {"titre": "A"}, par=idriss, revision=section.numero)
    with horloge.a(pendant + timedelta(minutes=3)):
        saisie.enregistrer(dossier, "solution", {"resume": "x"}, par=alice, revision=section.numero + 1)
    page = texte_de(client.post(f"{adresse}solution/", donnees | {"revision": section.numero, "titre": "B"}))
    assert "Les mêmes champs ont été modifiés par Idriss Essai à 10 h 42" in page
    assert "autre onglet" not in page


def test_le_conflit_d_un_autre_jour_dit_le_jour(client, adresse, dossier, pendant):
    donnees = {"revision": 1, "titre": "A", "thematique": "environnement", "resume": "x"}
    client.post(f"{adresse}solution/", donnees)
    with horloge.a(pendant + timedelta(days=1)):
        connecter(client, dossier.equipe()[0])
        page = texte_de(client.post(f"{adresse}solution/", donnees | {"titre": "B"}))
    assert "modifiés dans un autre onglet le 4 mai 2026 à 10 h 42" in page


def test_le_conflit_d_un_enregistrement_automatique_dit_qui_et_quand(client, adresse):
    donnees = {"revision": 1, "titre": "A", "thematique": "environnement", "resume": "x"}
    client.post(f"{adresse}solution/", donnees)
    reponse = client.post(f"{adresse}solution/", donnees | {"titre": "B"}, headers={"accept": "application/json"})
    assert reponse.status_code == 409
    assert "dans un autre onglet à 10\u00a0h\u00a042" in reponse.json()["message"]


def test_enregistrer_et_continuer_mene_a_la_partie_suivante(client, adresse, dossier):
    page = texte_de(client.get(f"{adresse}solution/"))
    assert "Enregistrer et continuer : Mémoire technique</button>" in page
    assert '<noscript><p class="petit">Enregistrez avant de suivre un lien' in page
    donnees = {"revision": 1, "titre": "Neuf", "thematique": "environnement", "resume": "x", "continuer": "1"}
    reponse = client.post(f"{adresse}solution/", donnees)
    assert reponse.headers["Location"] == f"{adresse}memoire/"
    assert Section.objects.get(candidature=dossier, partie="solution").contenu["titre"] == "Neuf"


def test_continuer_avec_une_erreur_reste_sur_la_partie(client, adresse):
    reponse = client.post(
        f"{adresse}structure/", {"revision": 1, "type_structure": "pme", "siren": "12", "continuer": "1"}
    )
    assert reponse.status_code == 422


def test_la_derniere_partie_remplie_mene_aux_pieces(client, adresse):
    reponse = client.post(f"{adresse}presentation/", {"revision": 1, "presentation": "x", "continuer": "1"})
    assert reponse.headers["Location"] == f"{adresse}pieces/"


def test_deposer_sans_accepter_est_refuse_en_tete_et_a_cote_de_la_case(client, adresse):
    reponse = client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse))
    page = texte_de(reponse)
    assert reponse.status_code == 422
    assert page.count("Cochez l’acceptation du règlement et des documents associés pour déposer.") == 2
    assert 'aria-invalid="true" aria-describedby="id_acceptation_error"' in page
    assert Depot.objects.count() == 0


def test_deposer_puis_telecharger_l_accuse(client, adresse, dossier):
    reponse = client.post(
        f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"}, follow=True
    )
    assert "Votre candidature est déposée" in texte_de(reponse)
    assert "Télécharger l’accusé de réception (PDF, en préparation)" in texte_de(reponse)
    assert client.get(f"{adresse}depots/1/accuse.pdf").status_code == 202
    assert produire_les_accuses(horloge.maintenant()) == 1
    assert re.search(r"Télécharger l’accusé de réception \(PDF, \d+ Ko\)", texte_de(client.get(f"{adresse}depots/1/")))
    assert b"".join(client.get(f"{adresse}depots/1/accuse.pdf").streaming_content).startswith(b"%PDF")


def test_le_code_du_depot_se_verifie_sans_compte_ni_nom(client, adresse):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    depot = Depot.objects.get()
    client.logout()
    page = texte_de(client.get(f"/verifier/depot/{depot.code}/"))
    assert depot.empreinte in page
    assert not any(nom in page for nom in ("Orthoselve", "Canoptère", "Alice"))


@pytest.mark.parametrize("cochee", [True, False], ids=["acceptee", "case oubliee"])
def test_une_seconde_trop_tard_le_texte_reste_lisible(client, adresse, dossier, cochee):
    """A-72: the closing is the cause, whatever else was missing: nobody is sent back to a box that is no longer there."""
    champs = formulaire_de_depot(client, adresse) | ({"acceptation": "1"} if cochee else {})
    with horloge.a(CLOTURE):
        reponse = client.post(f"{adresse}deposer/", champs)
    page = texte_de(reponse)
    assert reponse.status_code == 409
    assert "L’appel est clos depuis le 11 mai 2026 à 23 h 59" in page
    assert "Suivi du patrimoine arboré." in page
    assert Tentative.objects.get().cause == "cloture"


def test_un_dossier_depose_ne_se_supprime_pas_il_se_retire(client, adresse):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    page = texte_de(client.get(f"{adresse}supprimer/"))
    assert "Une candidature déposée ne se supprime pas, elle se retire" in page
    assert "Retirer la candidature</a>" in page
    assert "définitive" not in page
    assert "Supprimer le brouillon</button>" not in page
    client.post(f"{adresse}retirer/")
    assert "Retirer la candidature</a>" not in texte_de(client.get(f"{adresse}supprimer/"))


def test_une_partie_facultative_laissee_vide_est_complete(client, adresse, dossier):
    Section.objects.filter(candidature=dossier, partie="presentation").update(contenu={})
    page = texte_de(client.get(adresse))
    assert re.findall(r"(\d) parties? complètes? sur 7, (\d) facultatives? à votre choix", page)[0] == ("5", "2")
    assert "Facultative" in page


def test_plusieurs_annexes_se_listent_dans_leur_emplacement(client, adresse, alice, dossier, pendant):
    for nom in ("plan.pdf", "carte.pdf"):
        PieceJointe.objects.create(
            candidature=dossier, emplacement="annexe", fichier=FichierFactory(nom=nom), jointe_le=pendant, par=alice
        )
    page = texte_de(client.get(f"{adresse}pieces/"))
    emplacement = page.partition('id="piece_annexe"')[2].partition("<script")[0]
    for nom in ("plan.pdf", "carte.pdf"):
        assert f'Retirer<span class="visually-hidden"> : {nom}' in emplacement


def test_le_courriel_de_retrait_dit_d_abord_le_fait_qui_et_quand(client, adresse, dossier, pendant):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    client.post(f"{adresse}retirer/")
    courrier = Courrier.objects.get(evenement="candidature_retiree")
    message = compositeur_de("candidature_retiree").composer(courrier, pendant + timedelta(hours=2))
    fait = (
        f"Votre candidature {dossier.reference} a été retirée par Alice Essai le 4 mai 2026 à 10 h 42 (heure de Paris)."
    )
    assert fait in " ".join(message.body.split())
    assert fait in " ".join(str(message.alternatives[0][0]).split())


def test_l_historique_dit_qui_a_retire_la_candidature(client, adresse):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    client.post(f"{adresse}retirer/")
    page = mots_de(client.get(f"{adresse}historique/"))
    assert "Retirée le 4 mai 2026 à 10 h 42, par Alice Essai" in page
    assert "4 mai 2026 à 10 h 42 Alice Essai Suites Retirée" in page


def test_retirer_puis_deposer_de_nouveau(client, adresse, dossier):
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    client.post(f"{adresse}retirer/")
    assert Candidature.objects.get().etat == "retiree"
    client.post(f"{adresse}deposer/", formulaire_de_depot(client, adresse) | {"acceptation": "1"})
    assert Candidature.objects.get().depots.count() == 2


def test_cliquer_deux_fois_ne_depose_qu_une_version(client, adresse):
    champs = formulaire_de_depot(client, adresse) | {"acceptation": "1"}
    adresses = {client.post(f"{adresse}deposer/", champs).headers["Location"] for _ in range(2)}
    assert adresses == {f"{adresse}depots/1/"}
    assert Depot.objects.count() == 1
