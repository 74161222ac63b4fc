"""Who writes in a part now is said on that part, to the others; nobody is told of their own saves, nor of old ones."""

from datetime import timedelta

import pytest

from amihr import horloge
from candidatures.lectures import saisie as lectures
from candidatures.models import Droit, RevisionSection
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import PENDANT
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
MODIFIE = "modifie cette partie"


@pytest.fixture
def zoe(dossier, pendant):
    """Somebody of the team; nobody has written for an hour."""
    RevisionSection.objects.filter(section__candidature=dossier).update(instant=PENDANT - timedelta(hours=1))
    return entrer(dossier, "Zoé", "Lenoir", Droit.REDIGER)


def entrer(dossier, prenom, nom, droit):
    personne = PersonneFactory(prenom=prenom, nom=nom)
    dossier.equipiers.create(personne=personne, droit=droit, depuis=PENDANT)
    return personne


def autosauver(client, dossier, qui, partie="memoire", revision=1, **reponses):
    adresse = f"/candidatures/{dossier.reference}/{partie}/"
    reponse = connecter(client, qui).post(adresse, {"revision": revision, **reponses}, headers=JSON)
    assert reponse.status_code == 200
    return reponse.json()


def lire(client, dossier, qui, partie="memoire"):
    return mots_de(connecter(client, qui).get(f"/candidatures/{dossier.reference}/{partie}/"))


def test_ce_qui_est_vieux_de_cinq_minutes_n_est_plus_en_cours(client, dossier, alice, zoe):
    autosauver(client, dossier, zoe, memoire="Le houppier")
    with horloge.a(PENDANT + timedelta(minutes=5)):
        assert MODIFIE not in lire(client, dossier, alice)
    with horloge.a(PENDANT + timedelta(minutes=4, seconds=59)):
        assert MODIFIE in lire(client, dossier, alice)


def test_nul_n_est_annonce_a_soi_meme_ni_sur_une_autre_partie(client, dossier, alice, zoe):
    autosauver(client, dossier, zoe, memoire="Le houppier")
    assert MODIFIE not in lire(client, dossier, zoe)
    assert MODIFIE not in lire(client, dossier, alice, "solution")
    assert MODIFIE in lire(client, dossier, alice)


def test_qui_n_a_rien_change_n_est_pas_annonce(client, dossier, alice, zoe):
    deja = dossier.sections.get(partie="memoire").contenu
    autosauver(client, dossier, zoe, **deja)
    assert MODIFIE not in lire(client, dossier, alice)


def test_la_partie_dit_qui_la_modifie_et_quand(client, dossier, alice, zoe):
    autosauver(client, dossier, zoe, memoire="Le houppier")
    heure = "10 h 42"
    assert f"Zoé Lenoir modifie cette partie (enregistré à {heure})." in lire(client, dossier, alice)


def test_qui_peut_seulement_lire_le_voit_aussi(client, dossier, zoe):
    lecteur = entrer(dossier, "Paul", "Marchand", Droit.LIRE)
    autosauver(client, dossier, zoe, memoire="Le houppier")
    assert "Zoé Lenoir modifie cette partie" in lire(client, dossier, lecteur)


def test_l_enregistrement_d_une_page_deja_ouverte_le_dit(client, dossier, alice, zoe):
    assert MODIFIE not in autosauver(client, dossier, zoe, memoire="Le houppier")["avis"]
    avis = autosauver(client, dossier, alice, memoire="Le houppier, relu", revision=2)["avis"]
    assert avis.replace("\u00a0", " ") == "Zoé Lenoir modifie cette partie (enregistré à 10 h 42)."
    assert "Alice" in autosauver(client, dossier, zoe, memoire="Le houppier, encore", revision=3)["avis"]


def test_plusieurs_sont_nommes_le_dernier_d_abord(client, dossier, alice, zoe):
    karim = entrer(dossier, "Karim", "Benali", Droit.REDIGER)
    autosauver(client, dossier, zoe, memoire="Un")
    with horloge.a(PENDANT + timedelta(minutes=1)):
        autosauver(client, dossier, karim, memoire="Deux", revision=2)
        page = lire(client, dossier, alice)
    phrase = "Karim Benali (enregistré à 10 h 43) et Zoé Lenoir (enregistré à 10 h 42) modifient cette partie."
    assert phrase in page


def test_une_longue_histoire_ne_cache_pas_qui_vient_d_ecrire(client, dossier, alice, zoe, monkeypatch):
    monkeypatch.setattr(lectures, "REVISIONS_REGARDEES", 2)
    autosauver(client, dossier, zoe, memoire="Un")
    autosauver(client, dossier, alice, memoire="Deux", revision=2)
    assert MODIFIE in lire(client, dossier, alice)
    autosauver(client, dossier, alice, memoire="Trois", revision=3)
    assert MODIFIE not in lire(client, dossier, alice)
