"""The methods of Edition and their queryset twins say the same thing at every boundary."""

from datetime import UTC, datetime, timedelta

import pytest

from amihr.editions.models import Edition, EtatEdition
from tests.fabriques.editions import CLOTURE, OUVERTURE, EditionFactory

SCEAU = CLOTURE + timedelta(seconds=60)
MICRO = timedelta(microseconds=1)
BORNES = (OUVERTURE, CLOTURE, SCEAU)
INSTANTS = [borne + ecart for borne in BORNES for ecart in (-MICRO, timedelta(0), MICRO)]
DECISIONS = [None, OUVERTURE, CLOTURE - timedelta(days=1), CLOTURE, SCEAU - MICRO, SCEAU, SCEAU + timedelta(days=1)]
CHANGEMENTS_D_HEURE = [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)]
JUMEAUX = {
    "est_ouverte": Edition.objects.ouvertes,
    "est_close": Edition.objects.closes,
    "sceau_leve": Edition.objects.descellees,
    "accepte_les_depots": Edition.objects.acceptant_les_depots,
}


@pytest.fixture
def editions(db):
    """Every pair of decisions, suspended at one instant and cancelled at another."""
    for suspendue in DECISIONS:
        for annulee in DECISIONS:
            EditionFactory(suspendue_le=suspendue, annulee_le=annulee)
    return list(Edition.objects.all())


@pytest.mark.parametrize("methode", JUMEAUX)
def test_la_methode_et_la_requete_disent_pareil(editions, methode):
    for instant in INSTANTS:
        par_la_methode = {edition.pk for edition in editions if getattr(edition, methode)(instant)}
        assert set(JUMEAUX[methode](instant).values_list("pk", flat=True)) == par_la_methode


def test_l_etat_et_son_annotation_disent_pareil(editions):
    for instant in INSTANTS:
        annotes = dict(Edition.objects.avec_etat(instant).values_list("pk", "etat_calcule"))
        assert annotes == {edition.pk: edition.etat(instant) for edition in editions}


def test_chaque_etat_se_rencontre(editions):
    assert {edition.etat(instant) for edition in editions for instant in INSTANTS} == set(EtatEdition)


@pytest.mark.parametrize("bascule", CHANGEMENTS_D_HEURE)
def test_une_cloture_la_nuit_du_changement_d_heure_tombe_juste(db, bascule):
    edition = EditionFactory(ouverture_le=bascule - timedelta(days=30), cloture_le=bascule)
    for instant in (bascule - MICRO, bascule):
        assert Edition.objects.closes(instant).exists() == edition.est_close(instant) == (instant >= bascule)


@pytest.mark.parametrize("annulee", [CLOTURE - timedelta(days=1), SCEAU - MICRO])
def test_un_appel_annule_sous_scelle_ne_s_ouvre_jamais(annulee):
    edition = Edition(ouverture_le=OUVERTURE, cloture_le=CLOTURE, annulee_le=annulee)
    assert not edition.sceau_leve(SCEAU + timedelta(days=3650))


def test_un_appel_annule_apres_la_levee_reste_lisible():
    edition = Edition(ouverture_le=OUVERTURE, cloture_le=CLOTURE, annulee_le=SCEAU)
    assert edition.sceau_leve(SCEAU + timedelta(days=1))
