"""Q18: several at once, across editions, while a note is being saved."""

import pytest
from django.db import transaction
from django.http import Http404

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.actes import deport
from candidatures.models import Candidature, Declaration, Deport
from evaluation.actes import notation
from evaluation.lectures import bareme_de, derniere_grille
from evaluation.models import Evaluation
from tests.fabriques.candidatures import asseoir, deporter
from tests.fabriques.editions import EditionFactory
from tests.fils import attendre_qu_un_autre_attende, en_parallele, ensemble
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)


def test_un_dossier_d_un_autre_appel_ne_se_declare_pas_ici(edition, mona, en_evaluation, apres):
    ailleurs = EditionFactory(complete=True)
    with pytest.raises(Http404):
        deport.declarer(ailleurs, par=mona, aucun_lien=[en_evaluation.reference])
    deport.declarer(edition, par=mona, aucun_lien=[en_evaluation.reference])
    assert Declaration.objects.get().candidature == en_evaluation


def test_declarer_deux_fois_ensemble_ne_fait_qu_un_deport(edition, mona, en_evaluation, apres):
    lien = {en_evaluation.reference: ("emploi", "")}
    issues = ensemble(*[lambda: deport.declarer(edition, par=mona, liens=lien)] * 2)
    assert [type(issue) for issue in issues if not isinstance(issue, list)] == [Http404]
    assert Deport.objects.count() == 1


@pytest.fixture
def lea(edition, en_evaluation):
    """A member whose employer is the company of Alice's dossier."""
    lea = personne("Lea")
    asseoir(lea, edition, siren_employeur=en_evaluation.depots.get().structure.siren)
    return lea


def test_on_n_ecarte_pas_un_lien_qui_n_est_pas_detecte(mona, agnes, en_evaluation, apres):
    with pytest.raises(ActeRefuse, match="lien_absent"):
        deport.ecarter_lien(en_evaluation, mona, "Homonymie", par=agnes)


@pytest.mark.parametrize("raison", ["", "  "])
def test_une_decision_demande_sa_raison(lea, agnes, en_evaluation, apres, raison):
    with pytest.raises(ActeRefuse, match="raison_du_lien"):
        deport.ecarter_lien(en_evaluation, lea, raison, par=agnes)
    with pytest.raises(ActeRefuse, match="raison_du_lien"):
        deport.imposer(en_evaluation, lea, "emploi", raison, par=agnes)


def test_personne_ne_decide_pour_soi(hugo, en_evaluation, apres):
    with pytest.raises(Http404):
        deport.imposer(en_evaluation, hugo, "emploi", "Signalé", par=hugo)
    with pytest.raises(Http404):
        deport.ecarter_lien(en_evaluation, hugo, "Homonymie", par=hugo)


def test_un_lien_ne_s_ecarte_pas_apres_un_deport(lea, agnes, en_evaluation, apres):
    deporter(lea, en_evaluation)
    with pytest.raises(ActeRefuse, match="deja_deporte"):
        deport.ecarter_lien(en_evaluation, lea, "Homonymie", par=agnes)


def test_ecarter_deux_fois_un_lien_ne_s_inscrit_qu_une_fois(lea, agnes, en_evaluation, apres):
    premier, second = (deport.ecarter_lien(en_evaluation, lea, "Homonymie", par=agnes) for _ in range(2))
    assert premier == second
    assert EntreeJournal.objects.filter(evenement="lien.ecarte").count() == 1


def test_ecarter_et_imposer_ensemble_ne_se_contredisent_pas(lea, agnes, en_evaluation, apres):
    issues = ensemble(
        lambda: deport.imposer(en_evaluation, lea, "emploi", "Signalé", par=agnes),
        lambda: deport.ecarter_lien(en_evaluation, lea, "Homonymie", par=agnes),
    )
    assert Deport.objects.count() == 1
    assert {getattr(issue, "code", "") for issue in issues} <= {"", "deja_deporte"}


def test_a18_un_deport_impose_pendant_l_enregistrement_arrete_la_note(mona_lit, agnes, edition, en_evaluation, apres):
    notes = dict.fromkeys(bareme_de(derniere_grille(edition)).cases, 3)
    with transaction.atomic():
        Candidature.objects.select_for_update().get(pk=en_evaluation.pk)
        saisie = en_parallele(lambda: notation.enregistrer(en_evaluation, notes, {}, par=mona_lit, revision=0))
        attendre_qu_un_autre_attende()
        Deport.objects.create(
            candidature=en_evaluation, personne=mona_lit, categorie="emploi", declare_le=apres, impose_par=agnes
        )
    assert isinstance(saisie(), Http404)
    assert not Evaluation.objects.exists()


def test_imposer_deux_fois_ensemble_ne_fait_qu_un_deport(mona_lit, agnes, en_evaluation, apres):
    issues = ensemble(*[lambda: deport.imposer(en_evaluation, mona_lit, "emploi", "Signalé", par=agnes)] * 2)
    assert [getattr(issue, "code", "") for issue in issues].count("deja_deporte") == 1
    assert Deport.objects.count() == 1
