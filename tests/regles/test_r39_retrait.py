"""R39: the Région may withdraw a label; the withdrawal has its motive and its date."""

from datetime import timedelta

import pytest
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from catalogue.actes.labels import retirer
from catalogue.lectures.labels import label_public
from catalogue.models import RetraitLabel
from tests.fabriques.candidatures import deporter
from tests.fabriques.catalogue import PENDANT_LE_LABEL, agent_engage, labelliser
from tests.fabriques.comptes import PersonneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def label():
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        yield label


@pytest.fixture
def agnes(label):
    return agent_engage(label.edition)


def test_un_retrait_sans_motif_est_refuse(label, agnes):
    with pytest.raises(ActeRefuse, match="label_motif"):
        retirer(label, motif="  ", par=agnes)


def test_un_retrait_dans_le_passe_est_refuse(label, agnes):
    with pytest.raises(ActeRefuse, match="effet_passe"):
        retirer(label, motif="Fiche jamais mise à jour", effet_le=PENDANT_LE_LABEL - timedelta(days=1), par=agnes)


def test_un_second_retrait_est_refuse(label, agnes):
    retirer(label, motif="Premier", par=agnes)
    with pytest.raises(ActeRefuse, match="label_deja_retire"):
        retirer(label, motif="Second", par=agnes)


def test_un_agent_qui_n_a_pas_signe_ne_retire_rien(label):
    with pytest.raises(Http404):
        retirer(label, motif="Motif", par=PersonneFactory(roles=[Role.AGENT]))


def test_un_agent_deporte_ne_retire_rien(label, agnes):
    deporter(agnes, label.candidature)
    with pytest.raises(Http404):
        retirer(label, motif="Motif", par=agnes)
    assert not RetraitLabel.objects.exists()


def test_le_retrait_garde_son_motif_et_sa_date_et_previent_l_equipe(label, agnes):
    retrait = retirer(label, motif="Demande du 1er juin sans réponse", par=agnes)
    assert (retrait.motif, retrait.par) == ("Demande du 1er juin sans réponse", agnes)
    assert label_public(label.code, horloge.instant_de_la_base()).etat == "retiré"
    assert Courrier.objects.filter(evenement="label_retire").count() == 1


def test_le_motif_n_entre_pas_au_journal(label, agnes):
    retirer(label, motif="MotifDuRetrait", par=agnes)
    assert "MotifDuRetrait" not in str(EntreeJournal.objects.get(evenement="label.retire").faits)


def test_un_retrait_a_venir_n_a_pas_encore_d_effet(label, agnes):
    demain = PENDANT_LE_LABEL + timedelta(days=1)
    retirer(label, motif="Motif", effet_le=demain, par=agnes)
    etats = [label_public(label.code, instant).etat for instant in (demain - timedelta(seconds=1), demain)]
    assert etats == ["actif", "retiré"]
