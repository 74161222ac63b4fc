"""SQL statements of the pages that share the dossiers: as many for 30 dossiers as for 3, for 6 members as for 12."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidatures.acces import lecteurs_possibles
from tests.fabriques.affectation import affecter, restreindre
from tests.fabriques.candidatures import declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.evaluation import devant_la_commission, noter, reunir

from .comptage import aux_deux_tailles, compter

PAGE = "/region/commission/affectation/"
REGLAGES = "?mode=equilibre&lecteurs=3&minutes=90"


@pytest.fixture
def agent(client, agnes, edition, apres):
    restreindre(edition)
    connecter(client, agnes).get("/region/seances/")  # once a minute a request also prolongs the session
    return client


@pytest.mark.parametrize("adresse", [PAGE, f"{PAGE}preparer/{REGLAGES}"])
def test_ni_les_dossiers_ni_les_membres_n_ajoutent_d_ordres(agent, edition, adresse):
    def ajouter(combien):
        dossiers = devant_la_commission(edition, combien)
        for qui in reunir(edition, dossiers, combien=6, preside=False):
            affecter(qui, *dossiers)
            noter(dossiers[0], qui.sieges.get(), [3, 3, 3, 3])

    peu, beaucoup = aux_deux_tailles(agent, adresse, ajouter)
    assert peu == beaucoup <= 16


@pytest.mark.parametrize("combien", [3, 12])
def test_les_lecteurs_possibles_se_lisent_en_un_ordre(edition, apres, combien):
    dossiers = devant_la_commission(edition, 2)
    sieges = [qui.sieges.select_related("personne").get() for qui in reunir(edition, dossiers, combien=combien)]
    with CaptureQueriesContext(connection) as captees:
        trouves = lecteurs_possibles(sieges, [dossier.pk for dossier in dossiers], apres)
    assert (len(captees), {len(membres) for membres in trouves.values()}) == (1, {combien})


def test_le_bureau_d_une_repartition_tient_dans_les_memes_ordres_qu_a_tous(
    client, mona_lit, edition, en_evaluation, apres
):
    connecter(client, mona_lit).get("/commission/liens/")
    a_tous = compter(client, "/commission/")[0]
    restreindre(edition)
    affecter(mona_lit, en_evaluation)
    declarer_aucun_lien(mona_lit, *devant_la_commission(edition, 3))
    assert compter(client, "/commission/")[0] == a_tous
