"""Q18: several at once, across editions, while a note is being saved."""

import pytest
from django.db import transaction
from django.http import Http404

from candidatures.actes import deport
from candidatures.models import Candidature, Declaration, Deport
from evaluation.actes import notation
from evaluation.lectures import bareme_de, derniere_grille
from evaluation.models import Evaluation
from tests.fabriques.editions import EditionFactory
from tests.fils import attendre_qu_un_autre_attende, en_parallele, ensemble

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


def test_ecarter_deux_fois_un_lien_ne_s_inscrit_qu_une_fois(mona, agnes, en_evaluation, apres):
    premier, second = (deport.ecarter_lien(en_evaluation, mona, "Homonymie", par=agnes) for _ in range(2))
    assert premier == second


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
    assert [getattr(issue, "code", "") for issue in issues].count("lien_declare") == 1
    assert Deport.objects.count() == 1
