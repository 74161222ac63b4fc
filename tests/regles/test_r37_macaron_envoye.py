"""R37: a dated badge is sent to each holder when its label becomes public."""

from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier
from candidatures.models import Equipier
from catalogue.actes.labels import annoncer
from catalogue.actes.macarons import produire_les_macarons
from catalogue.models import MacaronProduit
from tests.fabriques.catalogue import PENDANT_LE_LABEL, PUBLIE, labelliser, retirer_directement

pytestmark = pytest.mark.django_db(transaction=True)


def envoyer(instant):
    with horloge.a(instant):
        annoncer(instant)
        produire_les_macarons(instant)
        expedier(instant)
    return mail.outbox


def test_rien_ne_part_avant_la_publication():
    labelliser()
    assert envoyer(PUBLIE - timedelta(seconds=1)) == []


def test_qui_a_quitte_l_equipe_ne_recoit_rien():
    label = labelliser()
    annoncer(PENDANT_LE_LABEL)
    Equipier.objects.update(retire_le=PENDANT_LE_LABEL)
    assert envoyer(PENDANT_LE_LABEL) == []
    assert label.candidature.equipe() == []


def test_un_label_retire_n_a_de_macaron_qu_une_fois_retabli():
    retrait = retirer_directement(labelliser(), effet_le=PUBLIE - timedelta(hours=1))
    assert envoyer(PENDANT_LE_LABEL) == []
    assert not MacaronProduit.objects.exists()
    type(retrait).objects.filter(pk=retrait.pk).update(leve_le=PENDANT_LE_LABEL)
    (message,) = envoyer(PENDANT_LE_LABEL + timedelta(minutes=5))
    svg = next(octets for nom, octets, _ in message.attachments if nom.endswith(".svg"))
    assert "Retiré" not in (svg if isinstance(svg, str) else svg.decode())


def test_le_macaron_date_est_joint():
    labelliser()
    (message,) = envoyer(PENDANT_LE_LABEL)
    pieces = {nom: octets for nom, octets, _ in message.attachments}
    svg = next(octets for nom, octets in pieces.items() if nom.endswith(".svg"))
    assert sorted(nom.rpartition(".")[2] for nom in pieces) == ["png", "svg"]
    assert "Valable du 27\u00a0mai 2026 au 26\u00a0mai 2027" in (svg if isinstance(svg, str) else svg.decode())


def test_le_courriel_attend_que_le_macaron_soit_fait():
    labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        annoncer(PENDANT_LE_LABEL)
        expedier(PENDANT_LE_LABEL)
    assert mail.outbox == []
    assert len(envoyer(PENDANT_LE_LABEL + timedelta(minutes=5))) == 1
