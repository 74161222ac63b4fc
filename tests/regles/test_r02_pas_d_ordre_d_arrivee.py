"""R2: a dossier may be begun and filed at any time while the call is open; order of arrival tells nothing."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.actes.saisie import commencer
from candidatures.lectures import dossiers_a_instruire
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import CLOTURE, OUVERTURE


@pytest.mark.parametrize(("ecart", "code"), [(OUVERTURE - timedelta(seconds=1), "pas_ouvert"), (CLOTURE, "cloture")])
def test_on_ne_commence_ni_avant_l_ouverture_ni_apres_la_cloture(edition, alice, ecart, code):
    with horloge.a(ecart), pytest.raises(ActeRefuse) as refus:
        commencer(edition, par=alice)
    assert refus.value.code == code


@pytest.mark.parametrize("instant", [OUVERTURE, CLOTURE - timedelta(microseconds=1)])
def test_on_commence_du_premier_au_dernier_instant(edition, alice, instant):
    with horloge.a(instant):
        assert commencer(edition, par=alice).etat == "brouillon"


def test_la_reference_ne_dit_ni_nombre_ni_ordre(edition, alice, pendant):
    references = [commencer(edition, par=alice).reference for _ in range(8)]
    assert len(set(references)) == 8
    assert references != sorted(references)
    assert references != sorted(references, reverse=True)


def test_les_dossiers_se_rangent_par_titre_et_non_par_arrivee(edition, agnes, apres):
    for titre in ("Zénith", "Argile", "Milieu"):
        CandidatureFactory(edition=edition, titre=titre, deposee=True)
    assert [c.titre for c in dossiers_a_instruire(agnes, edition)] == ["Argile", "Milieu", "Zénith"]
