"""The mails of this room."""

import pytest

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from candidatures.models import Equipier
from catalogue.actes.labels import retablir, retirer
from tests.fabriques.catalogue import PENDANT_LE_LABEL, agent_engage, labelliser

pytestmark = pytest.mark.django_db


@pytest.fixture
def courriers():
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        agnes = agent_engage(label.edition)
        retirer(label, motif="MotifDuRetrait", par=agnes)
        retablir(label, motif="Engagement tenu", par=agnes)
        yield {courrier.evenement: courrier for courrier in Courrier.objects.filter(evenement__startswith="label_")}


def message(courrier):
    return compositeur_de(courrier.evenement).composer(courrier, PENDANT_LE_LABEL)


def test_qui_a_quitte_l_equipe_n_en_recoit_aucun(courriers):
    Equipier.objects.update(retire_le=PENDANT_LE_LABEL)
    assert not any(compositeur_de(nom).est_permis(c, PENDANT_LE_LABEL) for nom, c in courriers.items())


def test_le_courriel_de_retrait_dit_la_date_et_pas_le_motif(courriers):
    retrait = message(courriers["label_retire"])
    assert "[ESSAI] ESSAI-2026-" in retrait.subject
    assert "3\u00a0juillet 2026 à 10\u00a0h\u00a000" in retrait.body
    assert "MotifDuRetrait" not in retrait.body + str(retrait.alternatives)


def test_le_courriel_de_retablissement_dit_jusqu_a_quand(courriers):
    assert "26\u00a0mai 2027" in message(courriers["label_retabli"]).body
