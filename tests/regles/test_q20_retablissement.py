"""Q20: a withdrawal may be suspended or reversed; it stays on record."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from catalogue.actes.labels import retablir, retirer
from catalogue.lectures.labels import label_public
from tests.fabriques.catalogue import PENDANT_LE_LABEL, agent_engage, labelliser

pytestmark = pytest.mark.django_db


@pytest.fixture
def label():
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL, fige=False):
        yield label


def test_un_label_qui_n_est_pas_retire_ne_se_retablit_pas(label):
    with pytest.raises(ActeRefuse, match="label_pas_retire"):
        retablir(label, motif="Engagement tenu", par=agent_engage(label.edition))


def test_un_label_retabli_reprend_ses_dates_et_le_retrait_reste(label):
    agnes = agent_engage(label.edition)
    retirer(label, motif="Motif", par=agnes)
    assert label_public(label.code, horloge.instant_de_la_base()).etat == "retiré"
    retablir(label, motif="Engagement tenu", par=agnes)
    assert label_public(label.code, horloge.instant_de_la_base()).etat == "actif"
    assert label.retraits.get().leve_le is not None


def test_un_label_retabli_peut_etre_retire_de_nouveau(label):
    agnes = agent_engage(label.edition)
    for motif in ("Premier", "Second"):
        retirer(label, motif=motif, par=agnes)
        retablir(label, motif="Engagement tenu", par=agnes)
    assert label.retraits.count() == 2
