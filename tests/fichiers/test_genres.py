import pytest

from amihr.editions import coherence
from amihr.fichiers.genres import MIO, PLAFONDS, attribut_accept, enoncer, limites_du_genre, remede
from amihr.fichiers.models import Genre


def test_l_edition_ne_releve_aucune_limite():
    demandees = {"types": ["pdf", "png", "mp4"], "max_mio": 500, "pages_max": 9000}
    obtenues = limites_du_genre("kbis", demandees)
    assert (obtenues.types, obtenues.octets_max, obtenues.pages_max) == (("pdf", "png"), 10 * MIO, 50)


@pytest.mark.parametrize("genre", [Genre.DERIVE, Genre.PRODUIT, "autre"])
def test_genre_qui_ne_se_televerse_pas(genre):
    with pytest.raises((KeyError, ValueError)):
        limites_du_genre(genre)


def test_sans_demande_les_plafonds_s_appliquent():
    for genre, plafond in PLAFONDS.items():
        assert limites_du_genre(genre) == plafond


def test_les_appels_et_les_fichiers_ont_les_memes_plafonds():
    for genre, mio in coherence.PLAFONDS_MIO.items():
        assert PLAFONDS[Genre(genre)].octets_max == mio * MIO
    for genre, pages in coherence.PLAFONDS_PAGES.items():
        assert PLAFONDS[Genre(genre)].pages_max == pages


def test_limites_enoncees_en_francais():
    assert enoncer(PLAFONDS[Genre.KBIS]) == "PDF, JPEG ou PNG, 10\u00a0Mo au plus, 50\u00a0pages au plus"
    assert enoncer(PLAFONDS[Genre.VIDEO]) == "MP4 ou WebM, 80\u00a0Mo au plus"
    logo = "PNG, JPEG ou WebP, 5\u00a0Mo au plus, de 64 à 8\u00a0000\u00a0pixels de côté"
    assert enoncer(PLAFONDS[Genre.LOGO]) == logo


def test_extensions_du_champ():
    assert attribut_accept(limites_du_genre("kbis", {"types": ["pdf", "jpeg"]})) == ".pdf,.jpg,.jpeg"


def test_le_remede_du_logo_n_est_pas_donne_aux_documents():
    assert remede(PLAFONDS[Genre.MEMOIRE]) == "Enregistrez le document en PDF, puis envoyez-le"
    assert "JPEG ou PNG convient aussi" in remede(PLAFONDS[Genre.KBIS])
    assert ("800" in remede(PLAFONDS[Genre.KBIS]), "800" in remede(PLAFONDS[Genre.LOGO])) == (False, True)
    assert remede(PLAFONDS[Genre.VIDEO]) == "Exportez la vidéo en MP4 ou WebM"
