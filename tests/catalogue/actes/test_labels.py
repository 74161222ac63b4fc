"""Delivering, announcing, withdrawing, restoring."""

import pytest

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.journal.models import EntreeJournal
from catalogue.actes.labels import annoncer, delivrer
from catalogue.models import Label
from evaluation.models import Sens
from tests.fabriques.catalogue import PENDANT_LE_LABEL, PUBLIE, EditionDuCatalogue, decision_notifiee, labelliser
from tests.fabriques.editions import MACARON

pytestmark = pytest.mark.django_db


def test_une_decision_defavorable_ne_donne_aucun_label():
    edition = EditionDuCatalogue()
    decision_notifiee(edition, sens=Sens.NON_LABELLISEE)
    assert delivrer(edition) == []


def test_delivrer_deux_fois_ne_donne_qu_un_label():
    edition = EditionDuCatalogue()
    decision_notifiee(edition)
    assert (len(delivrer(edition)), len(delivrer(edition)), Label.objects.count()) == (1, 0, 1)


def test_le_journal_ne_garde_que_des_codes_et_des_dates():
    label = labelliser()
    entree = EntreeJournal.objects.get(evenement="label.delivre")
    assert entree.faits["debut"] == "2026-05-27"
    assert label.titulaire not in str(entree.faits)
    assert label.code not in str(entree.faits)


def test_deux_solutions_du_meme_nom_ont_deux_adresses():
    edition = EditionDuCatalogue()
    labels = [labelliser(edition) for _ in range(2)]
    assert {label.fiche.slug for label in labels} == {"canoptere", "canoptere-2"}


def test_une_solution_nommee_comparer_ne_prend_pas_l_adresse_de_la_comparaison():
    assert labelliser(titre="Comparer").fiche.slug == "comparer-2"


def test_un_titre_sans_lettre_a_une_adresse():
    assert labelliser(titre="« … »").fiche.slug == "solution"


def test_rien_n_est_annonce_avant_la_publication():
    labelliser()
    with horloge.a(PUBLIE.replace(hour=7)):
        assert annoncer(horloge.maintenant()) == 0
    assert not Courrier.objects.filter(evenement="label_publie").exists()


def test_l_annonce_part_une_fois_a_chaque_membre_de_l_equipe():
    label = labelliser()
    assert (annoncer(PENDANT_LE_LABEL), annoncer(PENDANT_LE_LABEL)) == (1, 0)
    postes = Courrier.objects.filter(evenement="label_publie")
    assert {c.destinataire for c in postes} == {p.courriel for p in label.candidature.equipe()}


def test_une_edition_sans_coup_de_coeur_n_en_donne_pas():
    variantes = {"label": MACARON["variantes"]["label"]}
    edition = EditionDuCatalogue(macaron={**MACARON, "variantes": variantes})
    assert labelliser(edition, coeur=True).est_coup_de_coeur is False
