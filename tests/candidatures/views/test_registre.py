"""The button beside the SIREN, and what the part and the check page say of the register."""

import re

import pytest

from candidatures.models import Releve, Section
from tests.externes import rejeu
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT, REPONSES
from tests.pages import mots_de, texte_de

MUET = (
    "L’Annuaire des entreprises ne répond pas. Saisissez vous-même ces informations ; elles seront vérifiées plus tard."
)


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/structure/"


def preremplir(client, adresse, **reponses):
    saisie = {"revision": 1, "type_structure": "pme", "contact": "a@b.fr", "denomination": "", **reponses}
    return client.post(adresse, {**saisie, "preremplir": "1"})


def contenu(dossier):
    return Section.objects.get(candidature=dossier, partie="structure").contenu


def test_un_annuaire_muet_le_dit_et_garde_la_saisie(client, adresse, dossier, annuaire):
    page = mots_de(preremplir(client, adresse, siren=rejeu.EN_PANNE))
    assert MUET in page
    assert "Numéro SIREN non vérifié" in page
    assert contenu(dossier)["siren"] == rejeu.EN_PANNE


def test_sans_numero_rien_n_est_demande(client, adresse, dossier, annuaire):
    page = preremplir(client, adresse, siren="")
    assert page.status_code == 200
    assert "Indiquez d’abord un numéro valide" in mots_de(page)
    assert annuaire.questions == []


def test_un_numero_faux_est_signale_a_cote_du_champ_et_rien_n_est_demande(client, adresse, dossier, annuaire):
    page = preremplir(client, adresse, siren="12")
    assert page.status_code == 422
    assert "Indiquez d’abord un numéro valide" in mots_de(page)
    assert "Le SIREN doit comporter 9 chiffres : vous en avez saisi 2" in page.context["formulaire"].errors["siren"][
        0
    ].replace("\u00a0", " ")
    assert annuaire.questions == []
    assert contenu(dossier)["siren"] == "12"


def test_les_champs_vides_sont_remplis_et_enregistres(client, adresse, dossier, annuaire):
    page = preremplir(client, adresse, siren=rejeu.ACTIVE)
    assert "Prérempli depuis l’Annuaire des entreprises, à relire : Denomination." in mots_de(page)
    assert 'value="ORTHOSELVE"' in texte_de(page)
    assert "Annuaire des entreprises, réponse du 4 mai 2026 à 10 h 42" in mots_de(page)
    assert contenu(dossier)["denomination"] == "ORTHOSELVE"


def test_ce_qui_est_saisi_reste_et_les_deux_se_lisent(client, adresse, dossier, annuaire):
    page = mots_de(preremplir(client, adresse, siren=rejeu.ACTIVE, denomination="Orthoselve SAS"))
    assert "Il n’y avait rien à préremplir" in page
    assert "Votre réponse : Orthoselve SAS Annuaire : ORTHOSELVE" in page
    assert contenu(dossier)["denomination"] == "Orthoselve SAS"


def test_un_numero_inconnu_le_dit(client, adresse, annuaire):
    page = mots_de(preremplir(client, adresse, siren=rejeu.INCONNUE))
    assert "il ne trouve pas ce numéro" in page


def test_la_page_enregistree_ensuite_part_de_la_nouvelle_revision(client, adresse, dossier, annuaire):
    page = texte_de(preremplir(client, adresse, siren=rejeu.ACTIVE))
    assert re.search(r'name="revision" value="3"', page)


@pytest.mark.parametrize(("siren", "dit"), [(rejeu.FERMEE, "est fermée"), (rejeu.ETRANGERE, "étranger : ALLEMAGNE")])
def test_une_alerte_se_lit_sur_la_partie_et_a_la_verification_sans_empecher(
    client, alice, edition, pendant, siren, dit
):
    structure = REPONSES["structure"] | {"siren": siren}
    dossier = CandidatureFactory(edition=edition, equipe=[alice], reponses=REPONSES | {"structure": structure})
    etranger = "ALLEMAGNE" if siren == rejeu.ETRANGERE else ""
    Releve.objects.create(siren=siren, releve_le=PENDANT, est_connu=True, est_active=bool(etranger), pays=etranger)
    connecter(client, alice)
    for page in ("structure/", "verification/"):
        assert dit in mots_de(client.get(f"/candidatures/{dossier.reference}/{page}"))
    assert "Complet, mais non déposé" in mots_de(client.get(f"/candidatures/{dossier.reference}/verification/"))


def test_la_verification_dit_ce_qui_n_est_pas_verifie(client, adresse, dossier):
    page = mots_de(client.get(adresse.replace("structure", "verification")))
    assert "SIREN 000 000 018 non vérifié auprès de l’Annuaire des entreprises." in page


def test_sans_annuaire_le_bouton_n_est_pas_propose(client, adresse, settings):
    settings.ANNUAIRE_URL = ""
    assert "Préremplir" not in mots_de(client.get(adresse))


def test_qui_ne_peut_que_lire_n_a_pas_de_bouton(client, adresse, dossier, annuaire):
    assert "Préremplir" in mots_de(client.get(adresse))
    dossier.equipiers.update(droit="lire")
    assert "Préremplir" not in mots_de(client.get(adresse))


@pytest.mark.parametrize("entetes", [{}, {"Accept": "application/json"}], ids=["bouton", "script"])
def test_un_siret_colle_est_garde_tel_quel_et_son_siren_est_dit(client, adresse, dossier, entetes):
    saisie = {
        "revision": 1,
        "type_structure": "pme",
        "contact": "a@b.fr",
        "denomination": "X",
        "siren": "732 829 320 00074",
    }
    dit = "732 829 320 en est retenu"
    reponse = client.post(adresse, saisie, headers=entetes, follow=True)
    assert dit in (reponse.json()["avis"].replace("\u00a0", " ") if entetes else mots_de(reponse))
    assert contenu(dossier)["siren"] == "732 829 320 00074"
    assert dit in mots_de(client.get(adresse))
    assert "732 829 320" in mots_de(client.get(adresse.replace("structure", "verification")))
