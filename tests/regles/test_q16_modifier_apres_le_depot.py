"""Q16: free until the closing; each filing freezes a new version, and the last filed one counts (A-08)."""

import pytest

from amihr import horloge
from amihr.socle.refus import ActeRefuse
from candidatures.acces import Action, consulter
from candidatures.actes.saisie import enregistrer
from tests.candidatures.test_chaine import commencee, deposer  # noqa: F401 - fixture
from tests.fabriques.candidatures import declarer_aucun_lien
from tests.fabriques.editions import APRES


def modifier(candidature, par, titre, revision):
    enregistrer(candidature, "solution", {"titre": titre}, par=par, revision=revision)


def test_chaque_depot_fige_une_version_de_plus(commencee, alice):  # noqa: F811
    premier = deposer(commencee, alice)
    modifier(commencee, alice, "Canoptère 2", 1)
    second = deposer(commencee, alice)
    assert [(d.numero, d.titre) for d in (premier, second)] == [(1, "Canoptère"), (2, "Canoptère 2")]


def test_a08_la_derniere_version_deposee_compte_et_non_le_brouillon(commencee, alice, mona):  # noqa: F811
    deposer(commencee, alice)
    modifier(commencee, alice, "Jamais déposé", 1)
    type(commencee).objects.update(etat="en_evaluation")
    with horloge.a(APRES):
        declarer_aucun_lien(mona, commencee)
        lu = consulter(mona, commencee.reference, Action.LIRE)
    assert (lu.titre, lu.version) == ("Canoptère", 1)


def test_apres_la_cloture_aucune_version_ne_s_ajoute(commencee, alice):  # noqa: F811
    deposer(commencee, alice)
    with horloge.a(APRES), pytest.raises(ActeRefuse):
        deposer(commencee, alice)
    assert commencee.depots.count() == 1
