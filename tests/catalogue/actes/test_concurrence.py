"""Labels that two people, or two workers, handle at once; disqualified dossiers; withdrawals to come."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.fichiers.models import Fichier
from amihr.fichiers.rangement import produire
from amihr.socle.refus import ActeRefuse
from candidatures.actes.instruction import disqualifier
from catalogue.actes.labels import annoncer, delivrer, retablir, retirer
from catalogue.actes.macarons import attacher_le_macaron
from catalogue.lectures.labels import label_public
from catalogue.models import Label
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    PUBLIE,
    EditionDuCatalogue,
    agent_engage,
    decision_notifiee,
    labelliser,
    labelliser_plusieurs,
)
from tests.fils import ensemble

pytestmark = pytest.mark.django_db(transaction=True)
EFFET = PENDANT_LE_LABEL + timedelta(days=10)


def test_un_dossier_disqualifie_apres_sa_notification_ne_recoit_pas_de_label():
    edition = EditionDuCatalogue()
    dossier = decision_notifiee(edition).candidature
    with horloge.a(PUBLIE):
        disqualifier(dossier, "Fausse attestation", par=agent_engage(edition), sans_voies_de_recours=True)
    assert delivrer(edition) == []


def test_deux_agents_qui_delivrent_ensemble_ne_donnent_qu_un_label_par_decision():
    edition = EditionDuCatalogue()
    for titre in ("Canoptère", "Solatuile", "Rivemaille"):
        decision_notifiee(edition, titre=titre)
    issues = ensemble(lambda: len(delivrer(edition)), lambda: len(delivrer(edition)))
    assert (sorted(issues), Label.objects.count()) == ([0, 3], 3)


def test_un_label_retire_avant_sa_publication_n_est_pas_annonce():
    label = labelliser()
    agent = agent_engage(label.edition)
    with horloge.a(PUBLIE - timedelta(days=1)):
        retirer(label, motif="Engagement rompu", par=agent)
    assert annoncer(PENDANT_LE_LABEL) == 0
    with horloge.a(PENDANT_LE_LABEL):
        retablir(label, motif="Engagement tenu", par=agent)
    assert annoncer(PENDANT_LE_LABEL) == 1


def test_deux_workers_ensemble_ne_laissent_aucun_macaron_orphelin():
    label = labelliser()
    avant = Fichier.objects.count()

    def attacher(fichier):
        return attacher_le_macaron(label, "svg", fichier)

    def faire():
        return produire(b"<svg/>", attacher, nom="macaron.svg", type_mime="image/svg+xml", instant=PENDANT_LE_LABEL)

    assert sorted(ensemble(faire, faire)) == [False, True]
    assert Fichier.objects.count() - avant == 1


def test_un_retrait_a_venir_laisse_le_label_actif_jusqu_a_sa_date():
    label = labelliser()
    with horloge.a(PENDANT_LE_LABEL):
        retirer(label, motif="Engagement rompu", effet_le=EFFET, par=agent_engage(label.edition))
    etats = [label_public(label.code, EFFET + ecart).etat for ecart in (-timedelta(microseconds=1), timedelta(0))]
    assert etats == ["actif", "retiré"]
    actifs = [
        Label.objects.actifs(instant, horloge.jour_de_paris(instant)).count() for instant in (PENDANT_LE_LABEL, EFFET)
    ]
    assert actifs == [1, 0]


def test_un_retrait_leve_avant_sa_date_ne_prend_jamais_effet():
    label = labelliser()
    agent = agent_engage(label.edition)
    with horloge.a(PENDANT_LE_LABEL):
        retirer(label, motif="Engagement rompu", effet_le=EFFET, par=agent)
        retablir(label, motif="Engagement tenu", par=agent)
    assert label_public(label.code, EFFET).etat == "actif"


def test_deux_retraits_ensemble_n_en_font_qu_un():
    label = labelliser()
    agents = [agent_engage(label.edition) for _ in range(2)]
    with horloge.a(PENDANT_LE_LABEL):
        issues = ensemble(
            *[lambda agent=agent: retirer(label, motif="Engagement rompu", par=agent) for agent in agents]
        )
    assert [issue.code for issue in issues if isinstance(issue, ActeRefuse)] == ["label_deja_retire"]
    assert Courrier.objects.filter(evenement="label_retire").count() == 1


def test_deux_workers_annoncent_chaque_label_une_fois():
    labelliser_plusieurs(EditionDuCatalogue(), 3)
    issues = ensemble(*[lambda: annoncer(PENDANT_LE_LABEL)] * 2)
    assert (sum(issues), Courrier.objects.filter(evenement="label_publie").count()) == (3, 3)
