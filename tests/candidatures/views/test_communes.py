"""The commune of the head office: proposed, warned of, kept with its code; and the consortium filled from the register."""

from copy import deepcopy

import pytest

from candidatures.models import Section
from tests.externes import rejeu
from tests.fabriques.comptes import connecter
from tests.pages import mots_de

pytestmark = pytest.mark.django_db


@pytest.fixture
def avec_commune(edition, dossier):
    """The part « structure » also asks for the commune of the head office."""
    edition.formulaire = deepcopy(edition.formulaire)
    partie = next(partie for partie in edition.formulaire["parties"] if partie["slug"] == "structure")
    partie["questions"].append(
        {
            "code": "siege",
            "type": "commune",
            "libelle": "Commune du siège",
            "role": "siege_commune",
            "obligatoire": False,
        }
    )
    edition.save(update_fields=["formulaire"])
    dossier.refresh_from_db()
    return dossier


def ecrire(client, dossier, siege, **entetes):
    contenu = Section.objects.get(candidature=dossier, partie="structure").contenu
    adresse = f"/candidatures/{dossier.reference}/structure/"
    return client.post(adresse, {**contenu, "revision": 1, "siege": siege}, **entetes)


def test_une_commune_inconnue_est_gardee_signalee_et_n_empeche_rien(client, alice, avec_commune, pendant):
    connecter(client, alice)
    reponse = ecrire(client, avec_commune, "Zzz")
    assert reponse.status_code == 302
    dit = "Commune inconnue de la liste officielle"
    assert "« Commune du siège » : commune inconnue" in mots_de(client.get(reponse.url))
    assert dit in mots_de(client.get(f"/candidatures/{avec_commune.reference}/structure/"))
    lue = client.get(f"/candidatures/{avec_commune.reference}/verification/")
    verification, brut = mots_de(lue), lue.content.decode()
    assert "« Commune du siège » : commune inconnue" in verification
    assert "commune inconnue" not in verification.partition("D’après les registres publics")[2]
    assert f'href="/candidatures/{avec_commune.reference}/structure/#id_siege"' in brut
    assert "Déposer la candidature" in verification


def test_un_script_apprend_aussi_que_la_commune_est_inconnue(client, alice, avec_commune, pendant):
    connecter(client, alice)
    avis = ecrire(client, avec_commune, "Zzz", headers={"Accept": "application/json"}).json()["avis"]
    assert "« Commune du siège » : commune inconnue" in avis.replace("\u00a0", " ")


def test_une_commune_connue_ne_dit_rien_et_donne_son_code_au_depot(client, alice, avec_commune, pendant):
    connecter(client, alice)
    assert "ommune inconnue" not in mots_de(client.get(ecrire(client, avec_commune, "93100 Montreuil").url))
    page = client.get(f"/candidatures/{avec_commune.reference}/verification/").context
    champs = {"acceptation": "oui", "revisions": page["revisions"], "documents": page["acceptation"]}
    champs |= {"pieces": page["identifiants"], "cle": page["cle"]}
    client.post(f"/candidatures/{avec_commune.reference}/deposer/", champs)
    structure = avec_commune.depots.get().structure
    assert (structure.code_commune, structure.code_departement) == ("93048", "93")


def test_les_communes_se_proposent_a_qui_est_connecte(client, alice):
    assert client.get("/candidatures/communes/?q=montreuil").status_code == 302
    connecter(client, alice)
    assert "Montreuil (93)" in client.get("/candidatures/communes/?q=montreuil").json()["communes"]
    assert client.get("/candidatures/communes/").json() == {"communes": []}


# --- The consortium
def preremplir(client, dossier, *lignes):
    champs = {"revision": 1, "preremplir": "1"}
    for rang, (nom, siren) in enumerate(lignes):
        champs |= {f"membres__{rang}__nom": nom, f"membres__{rang}__siren_membre": siren}
    return mots_de(client.post(f"/candidatures/{dossier.reference}/consortium/", champs))


def membres(dossier):
    contenu = Section.objects.get(candidature=dossier, partie="consortium").contenu
    return [(ligne["nom"], ligne["siren_membre"]) for ligne in contenu["membres"]]


@pytest.mark.parametrize("rang", ["²", "9" * 12, "-1", ""])
def test_un_rang_qui_n_est_pas_un_nombre_n_ajoute_aucune_ligne(client, alice, dossier, pendant, rang):
    champs = {"revision": 1, "membres__0__nom": "Argile", f"membres__{rang}__nom": "Autre"}
    reponse = connecter(client, alice).post(f"/candidatures/{dossier.reference}/consortium/", champs)
    assert reponse.status_code < 500
    contenu = Section.objects.get(candidature=dossier, partie="consortium").contenu
    assert [ligne["nom"] for ligne in contenu["membres"]] == ["Argile"]


def test_un_membre_sans_numero_ou_deja_nomme_n_est_pas_demande(client, alice, dossier, pendant, annuaire):
    connecter(client, alice)
    page = preremplir(client, dossier, ("Argile", rejeu.ACTIVE), ("", "12"))
    assert "Indiquez d’abord le SIREN d’un membre" in page
    assert annuaire.questions == []
    assert membres(dossier) == [("Argile", rejeu.ACTIVE), ("", "12")]


def test_l_annuaire_remplit_les_membres_et_garde_ce_qui_est_saisi(client, alice, dossier, pendant, annuaire):
    connecter(client, alice)
    page = preremplir(client, dossier, ("", rejeu.ACTIVE), ("Argile", rejeu.FERMEE))
    assert "Prérempli depuis l’Annuaire des entreprises, à relire : ORTHOSELVE" in page
    assert membres(dossier) == [("ORTHOSELVE", rejeu.ACTIVE), ("Argile", rejeu.FERMEE)]


def test_un_annuaire_qui_se_tait_en_chemin_garde_ce_qu_il_a_deja_dit(client, alice, dossier, pendant, annuaire):
    connecter(client, alice)
    page = preremplir(client, dossier, ("", rejeu.ACTIVE), ("", rejeu.EN_PANNE))
    assert "L’Annuaire des entreprises ne répond pas" in page
    assert membres(dossier) == [("ORTHOSELVE", rejeu.ACTIVE), ("", rejeu.EN_PANNE)]
