"""A copy of one's own data: its author only, for a day, and nothing that they may not know yet."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.actes.mes_donnees import demander_une_copie, produire_les_copies
from candidatures.models import CopieDeMesDonnees, Droit, Equipier, Etat
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT
from tests.pages import texte_de

PAGE = "/compte/mes-donnees/"


@pytest.fixture
def sans_fichiers(dossier):
    """The rows of the factory's files have no bytes in the storage."""
    dossier.pieces.all().delete()
    return dossier


def copie_de(personne):
    copie = demander_une_copie(par=personne)
    produire_les_copies(horloge.maintenant())
    return CopieDeMesDonnees.objects.get(pk=copie.pk)


def telecharger(client, copie):
    return client.get(f"{PAGE}{copie.pk}/")


def lire(client, copie):
    zip_ = zipfile.ZipFile(io.BytesIO(b"".join(telecharger(client, copie).streaming_content)))
    return zip_.namelist(), json.loads(zip_.read("mes-donnees.json"))


def test_une_identification_ancienne_est_redemandee(client, alice, pendant):
    connecter(client, alice, il_y_a=700)
    assert "confirmer-identite" in client.get(PAGE)["Location"]


def test_la_copie_d_un_autre_est_absente(client, alice, bruno, sans_fichiers, pendant):
    copie = copie_de(alice)
    assert lire(connecter(client, alice), copie)[0] == ["mes-donnees.json"]
    assert telecharger(connecter(client, bruno), copie).status_code == 404


def test_une_copie_n_est_ouverte_qu_un_jour_puis_ses_octets_sont_effaces(client, alice, sans_fichiers, pendant):
    copie = copie_de(alice)
    lendemain = PENDANT + timedelta(hours=24)
    with horloge.a(lendemain):
        assert telecharger(connecter(client, alice), copie).status_code == 404
        produire_les_copies(lendemain)
    copie.fichier.refresh_from_db()
    assert copie.fichier.efface_le == lendemain


def test_quitter_une_equipe_ferme_la_copie(client, alice, sans_fichiers, pendant):
    copie = copie_de(alice)
    sans_fichiers.equipiers.update(retire_le=PENDANT)
    assert telecharger(connecter(client, alice), copie).status_code == 404


def test_deux_copies_ne_se_preparent_pas_a_la_fois(alice, pendant):
    demander_une_copie(par=alice)
    with pytest.raises(ActeRefuse, match="copie_en_cours"):
        demander_une_copie(par=alice)


def test_la_copie_dit_le_compte_les_equipes_et_les_brouillons(client, alice, sans_fichiers, pendant):
    connecter(client, alice)
    assert client.post(PAGE).status_code == 302
    assert "En préparation" in texte_de(client.get(PAGE))
    produire_les_copies(PENDANT)
    noms, lue = lire(client, CopieDeMesDonnees.objects.get())
    assert noms == ["mes-donnees.json"]
    assert lue["compte"]["courriel"] == alice.courriel
    assert [equipe["candidature__reference"] for equipe in lue["equipes"]] == [sans_fichiers.reference]
    assert lue["candidatures"][0]["brouillon"]["solution"]["titre"] == "Canoptère"


def test_le_dossier_d_un_autre_n_y_est_pas(client, alice, edition, sans_fichiers, pendant):
    autre = CandidatureFactory(edition=edition, titre="Rivale")
    _, lue = lire(connecter(client, alice), copie_de(alice))
    assert autre.reference not in json.dumps(lue)


def test_ce_que_l_instruction_a_fait_n_y_est_pas(client, alice, edition):
    dossiers = [
        CandidatureFactory(edition=edition, etat=etat, pieces=()) for etat in (Etat.DEPOSEE, Etat.EN_EVALUATION)
    ]
    for dossier in dossiers:
        Equipier.objects.create(candidature=dossier, personne=alice, droit=Droit.LIRE, depuis=PENDANT)
    with horloge.a(APRES):
        _, lue = lire(connecter(client, alice), copie_de(alice))
    assert len({candidature["situation"] for candidature in lue["candidatures"]}) == 1
    assert "en_evaluation" not in json.dumps(lue)
