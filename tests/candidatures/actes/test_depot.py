"""Filing: what is frozen, what is refused, what the others read afterwards."""

from datetime import timedelta
from functools import partial

import pytest

from amihr import horloge
from amihr.editions.conduite import annuler, suspendre
from amihr.socle.refus import ActeRefuse
from candidatures.acces import dossiers_accessibles
from candidatures.actes import depot as actes
from candidatures.actes import saisie
from candidatures.lectures import brouillon
from candidatures.models import Candidature, PieceJointe
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import FichierFactory
from tests.fabriques.editions import APRES, PENDANT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ouvert(pendant):
    return pendant


def relue(candidature):
    return Candidature.objects.get(pk=candidature.pk)


def renommer(candidature, par, titre, revision=1):
    saisie.enregistrer(candidature, "solution", {"titre": titre}, par=par, revision=revision)


@pytest.mark.parametrize("revisions", [{}, {"solution": [1]}, {"solution": "1"}, {"solution": None}, {"solution": 99}])
def test_des_revisions_forgees_sont_refusees(dossier, alice, revisions):
    montrees = brouillon(dossier).revisions
    with pytest.raises(ActeRefuse, match="revisions"):
        deposer(dossier, alice, revisions={**montrees, **revisions} if revisions else {})


@pytest.mark.parametrize("forgees", [["pas-un-uuid"], [""], ["\x00"]])
def test_des_pieces_forgees_sont_refusees(dossier, alice, forgees):
    with pytest.raises(ActeRefuse, match="revisions"):
        deposer(dossier, alice, pieces=forgees)


def test_deux_fichiers_dans_un_emplacement_qui_en_prend_un_sont_refuses(dossier, alice):
    ancien = PieceJointe.objects.create(
        candidature=dossier,
        emplacement="kbis",
        fichier=FichierFactory(),
        par=alice,
        jointe_le=PENDANT,
        retiree_le=PENDANT,
    )
    presentes = [piece.pk for piece in brouillon(dossier).pieces]
    with pytest.raises(ActeRefuse, match="revisions"):
        deposer(dossier, alice, pieces=[*presentes, ancien.pk])
    assert deposer(dossier, alice, pieces=presentes).numero == 1


def test_le_depot_porte_le_titre_que_la_page_montrait(dossier, alice):
    montrees = brouillon(dossier).revisions
    renommer(dossier, alice, "Autre nom")
    depot = deposer(dossier, alice, revisions=montrees)
    assert (depot.titre, depot.contenu["solution"]["titre"]) == ("Canoptère", "Canoptère")


def test_a08_ce_qui_est_modifie_apres_le_depot_ne_change_pas_ce_que_la_region_lit(dossier, alice, agnes):
    deposer(dossier, alice)
    renommer(dossier, alice, "Autre nom")
    with horloge.a(APRES):
        renommer(dossier, alice, "Encore un autre", revision=2)
        assert dossiers_accessibles(agnes, "lire_administratif").get().titre == "Canoptère"


def test_le_nouveau_titre_se_lit_une_fois_depose(dossier, alice):
    deposer(dossier, alice)
    renommer(dossier, alice, "Autre nom")
    deposer(dossier, alice)
    assert relue(dossier).titre == "Autre nom"


def test_le_titre_d_une_candidature_retiree_suit_son_brouillon(dossier, alice):
    deposer(dossier, alice)
    actes.retirer(dossier, par=alice)
    renommer(dossier, alice, "Autre nom")
    assert relue(dossier).titre == "Autre nom"


@pytest.mark.parametrize(
    ("arreter", "cause"), [(suspendre, "suspendu"), (partial(annuler, motif="Faute de budget"), "annule")]
)
def test_un_depot_refuse_dit_sa_vraie_cause(dossier, edition, alice, agnes, arreter, cause):
    arreter(edition, par=agnes)
    with pytest.raises(ActeRefuse, match=cause):
        deposer(dossier, alice)


def test_un_depot_avant_l_ouverture_est_refuse(dossier, edition, alice):
    with horloge.a(edition.ouverture_le - timedelta(microseconds=1)), pytest.raises(ActeRefuse, match="pas_ouvert"):
        deposer(dossier, alice)
