"""SQL statements of files read in the page: the same with 3 and 200 pages, and one page's image asks for few."""

import pytest

from amihr.fichiers.models import Fichier
from candidatures.models import PieceDeposee
from tests.fabriques.comptes import connecter
from tests.fabriques.fichiers import dessine

from .comptage import compter, mesurer


@pytest.fixture
def lire(client, mona_lit, apres, en_evaluation):
    """`lire(pages, adresse)`: the statements of an address of the dossier, `{piece}` being its file."""
    connecter(client, mona_lit).get("/commission/liens/")  # once a minute a request also prolongs the session
    piece = PieceDeposee.objects.select_related("fichier").get(depot__candidature=en_evaluation, emplacement="logo")

    def compter_les(pages, adresse):
        Fichier.objects.filter(pk=piece.fichier_id).update(pages=pages)
        piece.fichier.refresh_from_db()
        dessine(piece.fichier)
        return compter(client, f"/commission/dossiers/{en_evaluation.reference}/{adresse.format(piece=piece.pk)}")[0]

    return compter_les


@pytest.mark.parametrize("pages", [3, 200])
def test_un_fichier_ouvert_a_cote_de_la_grille(lire, pages):
    assert lire(pages, "?lire={piece}") == 13


@pytest.mark.parametrize("pages", [3, 200])
def test_un_fichier_ouvert_seul(lire, pages):
    assert lire(pages, "pieces/{piece}/lire/") == 8


@pytest.mark.parametrize("pages", [3, 200])
def test_une_page_agrandie(lire, pages):
    assert lire(pages, "pieces/{piece}/lire/?agrandie=2") == 7


@pytest.mark.parametrize("pages", [3, 200])
def test_l_image_d_une_page(client, lire, pages, en_evaluation):
    piece = PieceDeposee.objects.get(depot__candidature=en_evaluation, emplacement="logo").pk
    lire(pages, "pieces/{piece}/lire/")
    adresse = f"/commission/dossiers/{en_evaluation.reference}/pieces/{piece}/pages/2.webp"
    requetes, reponse = mesurer(lambda: client.get(adresse))
    assert (len(requetes), len(b"".join(reponse.streaming_content)) > 0) == (6, True)
