"""R41: the online catalogue shows the labelled solutions, all of them and nothing else."""

from datetime import date, datetime, timedelta

import pytest

from amihr.horloge import PARIS, jour_de_paris
from catalogue.lectures.labels import lire_etat
from catalogue.models import Fiche, Label
from evaluation.models import Sens
from tests.fabriques.catalogue import (
    PENDANT_LE_LABEL,
    PUBLIE,
    EditionDuCatalogue,
    decision_notifiee,
    labelliser,
    retirer_directement,
)

pytestmark = pytest.mark.django_db
SECONDE = timedelta(seconds=1)
FIN = datetime(2027, 5, 27, tzinfo=PARIS)


def titres(instant):
    return [fiche.titre for fiche in Fiche.objects.publiees(instant, jour_de_paris(instant))]


def test_une_solution_non_labellisee_n_y_est_pas():
    edition = EditionDuCatalogue()
    decision_notifiee(edition, sens=Sens.NON_LABELLISEE)
    labelliser(edition, titre="Lisière")
    assert titres(PENDANT_LE_LABEL) == ["Lisière"]


def test_elle_parait_a_l_instant_de_la_publication():
    labelliser()
    assert (titres(PUBLIE - SECONDE), titres(PUBLIE)) == ([], ["Canoptère"])


def test_elle_le_quitte_le_lendemain_de_son_dernier_jour():
    labelliser()
    assert (titres(FIN - SECONDE), titres(FIN)) == (["Canoptère"], [])


def test_elle_le_quitte_au_retrait_et_y_revient_quand_il_est_leve():
    retrait = retirer_directement(labelliser())
    assert (titres(PENDANT_LE_LABEL - SECONDE), titres(PENDANT_LE_LABEL)) == (["Canoptère"], [])
    retrait.leve_le = PENDANT_LE_LABEL + SECONDE
    retrait.save()
    assert titres(PENDANT_LE_LABEL + SECONDE) == ["Canoptère"]


def test_l_ordre_est_alphabetique_et_ignore_les_accents():
    edition = EditionDuCatalogue()
    for titre in ("Zone", "Église", "étude", "Eau"):
        labelliser(edition, titre=titre)
    assert titres(PENDANT_LE_LABEL) == ["Eau", "Église", "étude", "Zone"]


@pytest.mark.parametrize("instant", [PUBLIE - SECONDE, PUBLIE, PENDANT_LE_LABEL, FIN - SECONDE, FIN])
def test_la_requete_et_la_regle_disent_la_meme_chose(instant):
    edition = EditionDuCatalogue()
    for signe in (date(2026, 5, 27), date(2026, 7, 1)):
        labelliser(edition, signe=signe)
    retirer_directement(labelliser(edition))
    labels = list(Label.objects.publies(instant).order_by("pk"))
    selon_la_regle = {label.pk for label in labels if lire_etat(label, instant).etat == "actif"}
    assert set(Label.objects.actifs(instant, jour_de_paris(instant)).values_list("pk", flat=True)) == selon_la_regle
