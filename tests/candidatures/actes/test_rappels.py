"""Reminders before the closing: to whom, how many times, what they say."""

from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.editions.models import Edition
from candidatures.actes import saisie
from candidatures.actes.rappels import envoyer_les_rappels
from candidatures.models import Droit, Equipier, Etat
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import CLOTURE, PENDANT

pytestmark = pytest.mark.django_db
J_2, J_0 = CLOTURE - timedelta(days=2), CLOTURE - timedelta(hours=10)


@pytest.fixture
def boite(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


def rappeler(instant):
    with horloge.a(instant):
        return envoyer_les_rappels(instant)


def postes():
    return sorted(Courrier.objects.filter(evenement="rappel_de_depot").values_list("destinataire", flat=True))


def test_qui_a_depose_ne_recoit_rien(dossier, alice):
    with horloge.a(PENDANT):
        deposer(dossier, alice)
    assert rappeler(J_2) == 0


def test_qui_ne_peut_que_lire_ne_recoit_rien(dossier, alice):
    lise = PersonneFactory()
    Equipier.objects.create(candidature=dossier, personne=lise, droit=Droit.LIRE, depuis=PENDANT)
    assert (rappeler(J_2), postes()) == (1, [alice.courriel])


def test_qui_a_quitte_l_equipe_ne_recoit_rien(dossier):
    dossier.equipiers.update(retire_le=PENDANT)
    assert rappeler(J_2) == 0


@pytest.mark.parametrize("etat", [Etat.RETIREE, Etat.RECEVABLE])
def test_un_dossier_retire_ou_examine_n_appelle_aucun_rappel(edition, etat):
    CandidatureFactory(edition=edition, etat=etat)
    assert rappeler(J_2) == 0


def test_un_brouillon_commence_apres_l_echeance_attend_la_suivante(dossier):
    assert rappeler(PENDANT + timedelta(days=1)) == 0  # begun on the seventh day before, after eight o'clock
    assert rappeler(J_2) == 1


def test_apres_une_panne_seul_le_dernier_rappel_part(dossier):
    type(dossier).objects.filter(pk=dossier.pk).update(cree_le=PENDANT - timedelta(days=9))
    dossier.equipiers.update(depuis=PENDANT - timedelta(days=9))
    assert rappeler(J_0) == 1
    assert list(dossier.rappels.values_list("jours", flat=True)) == [0]


def test_le_meme_rappel_ne_part_qu_une_fois(dossier):
    assert [rappeler(J_2), rappeler(J_2 + timedelta(hours=1)), rappeler(J_0), rappeler(J_0)] == [1, 0, 1, 0]


def test_un_appel_suspendu_n_envoie_pas_de_rappel(dossier, edition):
    Edition.objects.filter(pk=edition.pk).update(suspendue_le=PENDANT)
    assert rappeler(J_2) == 0


def test_sans_reglage_aucun_rappel_ne_part(dossier, edition):
    edition.reglages["Q46"].pop("rappels_jours")
    edition.save(update_fields=["reglages"])
    assert rappeler(J_2) == 0


def test_un_report_fait_compter_de_nouveau(dossier, edition):
    assert rappeler(J_2) == 1
    Edition.objects.filter(pk=edition.pk).update(cloture_le=CLOTURE + timedelta(days=7))
    assert rappeler(CLOTURE - timedelta(hours=1)) == 1
    assert sorted(dossier.rappels.values_list("jours", flat=True)) == [2, 7]


def test_des_changements_non_deposes_appellent_un_rappel_qui_le_dit(dossier, alice, boite):
    with horloge.a(PENDANT):
        deposer(dossier, alice)
    with horloge.a(PENDANT + timedelta(hours=1)):
        saisie.enregistrer(dossier, "solution", {"titre": "Autre nom"}, par=alice, revision=1)
    assert rappeler(J_2) == 1
    with horloge.a(J_2):
        expedier(J_2)
    assert "changements non déposés, clôture dans 2 jours" in boite[0].subject.replace("\u00a0", " ")
    assert "la version 1 sera examinée" in boite[0].body
    assert "Autre nom" not in boite[0].body


def test_complet_mais_non_depose_se_lit_dans_l_objet_et_dans_le_texte(dossier, boite):
    rappeler(J_2)
    with horloge.a(J_2):
        expedier(J_2)
    assert "[Action requise]" in boite[0].subject
    assert "complet mais non déposé" in boite[0].subject
    assert "est complète, mais non déposée" in boite[0].body
    assert dossier.titre not in boite[0].body


def test_un_rappel_devenu_faux_ne_part_pas(dossier, alice, boite):
    rappeler(J_2)
    with horloge.a(J_2):
        deposer(dossier, alice)
        expedier(J_2)
    assert [m for m in boite if "non déposé" in m.subject] == []
