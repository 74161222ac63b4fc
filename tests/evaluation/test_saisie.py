"""What scoring reads in one compiled value: each member's own grid, whoever asked first."""

import pytest

from candidatures.acces import toutes
from evaluation.lectures import miennes, saisie
from evaluation.lectures.miennes import mienne_en_json
from evaluation.lectures.saisie import avec_la_saisie, saisie_de
from tests.fabriques.evaluation import devant_la_commission, noter, reunir


@pytest.fixture
def lues(edition, jour_j):
    """What each of two members reads of the same dossier: the first noted 3 everywhere, the second 4."""
    (dossier,) = devant_la_commission(edition, 1)
    gens = reunir(edition, [dossier], combien=2)
    for note, personne in enumerate(gens, 3):
        noter(dossier, personne.sieges.get(), [note] * 4, soumise=False)
    return [(personne, saisie_de(avec_la_saisie(toutes(edition), personne).get())) for personne in gens]


def test_chacun_lit_sa_grille(lues):
    assert [set(lue.reponses.values()) for _, lue in lues] == [{3}, {4}]
    assert [lue.siege_id for _, lue in lues] == [personne.sieges.get().pk for personne, _ in lues]


def test_le_bureau_lit_la_meme(lues, edition):
    for personne, lue in lues:
        (mienne,) = toutes(edition).annotate(mienne=mienne_en_json(personne)).values_list("mienne", flat=True)
        assert mienne["pk"] == str(lue.evaluation.pk)


@pytest.mark.parametrize("compilee", [saisie._SAISIE, miennes._MIENNE])
def test_rien_de_personne_n_est_garde(lues, compilee):
    morceaux, parametres = compilee.sql
    garde = f"{morceaux}{[p for p in parametres if isinstance(p, str)]}"
    assert not [cle for personne, _ in lues for cle in (str(personne.pk), personne.courriel) if cle in garde]
