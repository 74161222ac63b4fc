"""Undertakings still to sign: who is told, how often, and when it stops."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.habilitations.engagements import publier_version, retirer_membre, signer
from amihr.habilitations.models import Membre, Public, VersionNDA
from amihr.habilitations.rappels import AU_PLUS, rappeler_les_engagements
from tests.fabriques.candidatures import asseoir
from tests.fabriques.editions import APRES
from tests.personnages import personne

pytestmark = pytest.mark.django_db
JOUR = timedelta(days=1)


@pytest.fixture
def edition(edition):
    edition.reglages["Q39"] = {"rappel_jours": 3}
    edition.save(update_fields=["reglages"])
    return edition


@pytest.fixture
def marc(edition):
    """A member named just now, nothing signed."""
    marc = personne("Marc")
    asseoir(marc, edition, signe=False)
    Membre.objects.filter(personne=marc).update(nomme_le=APRES)
    return marc


def postes(qui):
    return Courrier.objects.filter(evenement="engagement_a_signer", personne=qui).count()


def rappeler(instant):
    with horloge.a(instant):
        rappeler_les_engagements(instant)


def test_qui_a_signe_n_est_pas_rappele(edition, mona):
    rappeler(APRES + 30 * JOUR)
    assert postes(mona) == 0


def test_qui_vient_d_etre_invite_attend_le_premier_delai(marc):
    rappeler(APRES + 3 * JOUR - timedelta(microseconds=1))
    assert postes(marc) == 0
    rappeler(APRES + 3 * JOUR)
    rappeler(APRES + 4 * JOUR)
    assert postes(marc) == 1


def test_apres_une_absence_un_seul_rappel_part_et_jamais_plus_que_prevu(marc):
    rappeler(APRES + 7 * JOUR)
    assert postes(marc) == 1
    for jours in range(8, 60):
        rappeler(APRES + jours * JOUR)
    assert postes(marc) == AU_PLUS - 1


def test_rien_ne_part_avant_que_la_personne_soit_attendue(marc):
    Membre.objects.filter(personne=marc).update(nomme_le=APRES + 9 * JOUR)
    rappeler(APRES)
    assert postes(marc) == 0


def test_zero_jour_ne_rappelle_personne(edition, marc):
    edition.reglages["Q39"] = {"rappel_jours": 0}
    edition.save(update_fields=["reglages"])
    rappeler(APRES + 30 * JOUR)
    assert postes(marc) == 0


def test_un_siege_retire_ou_un_compte_ferme_n_est_plus_rappele(marc, adam):
    retirer_membre(Membre.objects.get(personne=marc), par=adam)
    rappeler(APRES + 9 * JOUR)
    assert postes(marc) == 0


def test_une_nouvelle_version_est_dite_a_qui_avait_signe(edition, mona, agnes):
    with horloge.a(APRES):
        publier_version(edition, Public.MEMBRE, titre="Engagement", texte="Texte revu", par=agnes)
    rappeler(APRES)
    assert (postes(mona), postes(agnes)) == (1, 0)


def test_un_agent_est_prevenu_une_fois_l_appel_ouvert(edition):
    ines = personne("Ines", roles=[Role.AGENT])
    rappeler(edition.ouverture_le - JOUR)
    assert postes(ines) == 0
    rappeler(APRES + 365 * JOUR)
    assert postes(ines) == 1


def test_un_courriel_en_attente_ne_part_plus_une_fois_signe(edition, marc):
    rappeler(APRES + 3 * JOUR)
    version = VersionNDA.objects.get(edition=edition, public=Public.MEMBRE)
    with horloge.a(APRES + 3 * JOUR):
        signer(version, par=marc, nom_saisi=marc.nom_complet, methode="totp")
    expedier(APRES + 3 * JOUR)
    assert not [m for m in mail.outbox if "à signer" in m.subject]


def test_le_rappel_ne_nomme_aucun_dossier(edition, marc, en_evaluation):
    rappeler(APRES + 3 * JOUR)
    expedier(APRES + 3 * JOUR)
    ecrit = next(m for m in mail.outbox if "à signer" in m.subject)
    assert "[Action requise]" in ecrit.subject
    assert en_evaluation.titre not in ecrit.body


def test_le_nombre_de_requetes_ne_suit_pas_le_nombre_de_personnes(edition, marc):
    """Everybody waits and has just been reminded: nothing is posted, all of them are read."""

    def compter():
        rappeler(APRES + 3 * JOUR)
        with CaptureQueriesContext(connection) as lues:
            rappeler(APRES + 4 * JOUR)
        return len(lues)

    seul = compter()
    for rang in range(5):
        autre = personne(f"Membre{rang}", roles=[Role.AGENT])
        asseoir(autre, edition, signe=False)
        Membre.objects.filter(personne=autre).update(nomme_le=APRES)
        autre.attributions.update(attribuee_le=APRES)
    assert compter() == seul
    assert Courrier.objects.filter(evenement="engagement_a_signer").values("personne").distinct().count() == 6
