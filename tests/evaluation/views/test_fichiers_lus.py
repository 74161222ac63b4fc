"""A file of the technical dossier read in the page: beside the grid, alone, one page large; each image asked for again."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.fichiers.models import Analyse, Dessin, Fichier, PageDessinee
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.models import PieceDeposee
from tests.fabriques.candidatures import CandidatureFactory, asseoir, deporter
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, EditionFactory, publier_nda
from tests.fabriques.fichiers import PIXEL, dessine
from tests.pages import mots_de
from tests.personnages import personne

from .outils import adresse

SEULE = {"HTTP_X_LISEUSE": "1"}


@pytest.fixture
def membre(client, mona_lit, apres):
    return connecter(client, mona_lit)


@pytest.fixture
def piece(en_evaluation):
    return piece_de(en_evaluation, "logo")


def piece_de(candidature, emplacement):
    lignes = PieceDeposee.objects.select_related("fichier")
    return lignes.get(depot__candidature=candidature, emplacement=emplacement)


def pages_du_fichier(piece, combien):
    Fichier.objects.filter(pk=piece.fichier_id).update(pages=combien)
    piece.fichier.refresh_from_db()
    return piece.fichier


@pytest.fixture
def lu(piece):
    """The file, its twelve pages drawn."""
    dessine(pages_du_fichier(piece, 12))
    return piece


@pytest.fixture
def ici(en_evaluation, piece):
    """`ici(suite)`: below the address of the file."""
    return lambda suite="lire/", autre=None: adresse(en_evaluation, f"pieces/{(autre or piece).pk}/{suite}")


PARTOUT = ("lire/", "lire/?agrandie=1", "pages/1.webp")


def statut(client, chemin):
    """The status of an answer, read to its end."""
    reponse = client.get(chemin)
    if reponse.streaming:
        b"".join(reponse.streaming_content)
    return reponse.status_code


def statuts(client, ici, *autre):
    return [statut(client, ici(suite, *autre)) for suite in PARTOUT]


# --- Refusals ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("emplacement", ["kbis", "fiscal"])
def test_a26_une_piece_administrative_n_a_ni_page_ni_texte_pour_un_membre(membre, ici, en_evaluation, lu, emplacement):
    cachee = piece_de(en_evaluation, emplacement)
    dessine(cachee.fichier)
    assert statuts(membre, ici) == [200, 200, 200]
    assert statuts(membre, ici, cachee) == [404, 404, 404]
    assert membre.get(adresse(en_evaluation), {"lire": cachee.pk}).status_code == 404
    assert membre.get(adresse(en_evaluation), {"lire": cachee.pk}, **SEULE).status_code == 404
    assert Dessin.objects.count() == 2  # asking is no way to have it drawn either


def test_le_fichier_d_un_autre_dossier_ou_d_une_version_passee_est_absent(membre, ici, en_evaluation, edition, lu):
    autre = piece_de(CandidatureFactory(edition=edition, etat="en_evaluation"), "logo")
    dessine(autre.fichier)
    assert statuts(membre, ici, autre) == [404, 404, 404]
    assert membre.get(adresse(en_evaluation), {"lire": autre.pk}).status_code == 404


@pytest.mark.parametrize("numero", [0, 13, 999_999])
def test_une_page_que_le_fichier_n_a_pas_est_absente(membre, ici, lu, numero):
    assert statut(membre, ici("pages/12.webp")) == 200
    assert statut(membre, ici(f"pages/{numero}.webp")) == 404


def test_le_deporte_ne_recoit_plus_aucune_page(membre, mona, ici, en_evaluation, lu):
    assert statut(membre, ici("pages/1.webp")) == 200
    deporter(mona, en_evaluation)
    assert statuts(membre, ici) == [404, 404, 404]
    assert membre.get(adresse(en_evaluation), {"lire": lu.pk}, **SEULE).status_code == 404


def test_une_nouvelle_version_de_l_engagement_ferme_l_image_suivante(membre, edition, ici, lu):
    assert statut(membre, ici("pages/1.webp")) == 200
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    assert statuts(membre, ici) == [404, 404, 404]


def test_le_sceau_remis_ferme_les_images(membre, edition, ici, lu, en_evaluation):
    assert statut(membre, ici("pages/1.webp")) == 200
    with horloge.a(edition.cloture_le - timedelta(minutes=5)):
        assert statuts(membre, ici) == [404, 404, 404]


def test_le_membre_d_une_autre_edition_ne_trouve_rien(client, membre, ici, lu):
    elsa = personne("Elsa", totp=True)
    asseoir(elsa, EditionFactory(complete=True, slug="autre", est_courante=False))
    connecter(client, elsa)
    assert statuts(client, ici) == [404, 404, 404]


@pytest.mark.parametrize("analyse", [Analyse.EN_ATTENTE, Analyse.INFECTE])
def test_un_fichier_retenu_dit_pourquoi_et_ne_se_dessine_pas(membre, ici, piece, analyse):
    Fichier.objects.filter(pk=piece.fichier_id).update(analyse=analyse)
    page = mots_de(membre.get(ici()))
    assert ("antivirus" in page, Dessin.objects.count()) == (True, 0)


@pytest.mark.parametrize("changement", [{"analyse": Analyse.INFECTE}, {"efface_le": APRES}], ids=["infecté", "effacé"])
def test_ce_qui_fut_dessine_ne_se_lit_plus_une_fois_retenu(membre, ici, lu, changement):
    Fichier.objects.filter(pk=lu.fichier_id).update(**changement)
    assert statuts(membre, ici)[1:] == [409, 409]
    assert "Texte de la page" not in mots_de(membre.get(ici()))


def test_une_video_ne_se_lit_pas_ici(membre, ici, piece, en_evaluation):
    Fichier.objects.filter(pk=piece.fichier_id).update(type_mime="video/mp4")
    assert membre.get(ici()).status_code == 404
    assert "Lire ici" not in mots_de(membre.get(adresse(en_evaluation)))


@pytest.mark.parametrize("lire", ["", "pas-un-uuid", "0"])
def test_une_adresse_mal_ecrite_montre_le_dossier(membre, en_evaluation, lire):
    reponse = membre.get(adresse(en_evaluation), {"lire": lire})
    assert (reponse.status_code, "loading=" in reponse.content.decode()) == (200, False)


@pytest.mark.parametrize("page", ["0", "-1", "douze", "9" * 30, "²"])
def test_un_numero_impossible_revient_a_une_page_du_fichier(membre, ici, lu, page):
    for nom in ("page", "agrandie"):
        assert membre.get(ici(), {nom: page}).status_code == 200


# --- What is shown -------------------------------------------------------------------------------------------


def test_l_image_a_les_en_tetes_d_un_fichier_prive(membre, ici, lu):
    reponse = membre.get(ici("pages/3.webp"))
    assert b"".join(reponse.streaming_content) == PIXEL
    assert reponse["Content-Type"] == "image/webp"
    assert reponse["Content-Disposition"].startswith("attachment; filename=")
    assert reponse["X-Content-Type-Options"] == "nosniff"
    assert reponse["Cache-Control"] == "private, no-store"
    assert reponse["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_le_fichier_s_ouvre_a_cote_de_la_grille(membre, en_evaluation, ici, lu):
    page = membre.get(adresse(en_evaluation), {"lire": lu.pk}).content.decode()
    assert page.count('loading="lazy"') == page.count('width="1240" height="1754"') == 12
    assert page.count("data-critere") == 4
    assert f'src="{ici("pages/3.webp")}"' in page
    assert page.count("Texte de la page 3<") == 1


def test_la_liseuse_seule_est_la_meme_partie_de_la_page(membre, en_evaluation, lu):
    seule = membre.get(adresse(en_evaluation), {"lire": lu.pk}, **SEULE).content.decode()
    assert seule.strip().startswith(f'<details class="liseuse" id="lecture-{lu.pk}"')
    assert seule.strip() in membre.get(adresse(en_evaluation), {"lire": lu.pk}).content.decode()
    assert "data-critere" not in seule


def test_un_long_fichier_se_lit_vingt_pages_a_la_fois(membre, ici, piece):
    dessine(pages_du_fichier(piece, 200))
    premieres = membre.get(ici()).content.decode()
    assert (premieres.count('loading="lazy"'), "Pages précédentes" in premieres) == (20, False)
    assert "?page=21#" in premieres
    dernieres = membre.get(ici(), {"page": 195}).content.decode()
    assert (dernieres.count('loading="lazy"'), "Pages suivantes" in dernieres) == (6, False)
    assert "?page=175#" in dernieres


def test_une_page_agrandie_mene_a_ses_voisines(membre, ici, lu):
    page = membre.get(ici(), {"agrandie": 3}).content.decode()
    assert 'width="1240" height="1754"' in page
    assert ["?agrandie=2" in page, "?agrandie=4" in page, f"?lire={lu.pk}&amp;page=3#" in page] == [True] * 3
    assert "?agrandie=13" not in membre.get(ici(), {"agrandie": 12}).content.decode()


def test_la_premiere_ouverture_demande_les_pages_et_dit_qu_elles_se_preparent(membre, ici, piece):
    pages_du_fichier(piece, 3)
    page = membre.get(ici())
    assert page.content.decode().count("data-attend") == 4
    assert "En préparation" in mots_de(page)
    assert "Actualiser" in mots_de(page)
    dessin = Dessin.objects.get()
    assert (dessin.fichier_id, dessin.est_lu) == (piece.fichier_id, True)
    PageDessinee.objects.create(fichier=piece.fichier, numero=2)
    suite = membre.get(ici())
    assert "Cette page n’a pas pu être dessinée. Télécharger" in mots_de(suite)
    assert suite.content.decode().count("data-attend") == 3


def test_un_travail_arrete_se_dit_et_propose_le_telechargement(membre, ici, piece):
    membre.get(ici())
    with horloge.a(APRES + timedelta(minutes=2)):
        assert "Préparation retardée" in mots_de(membre.get(ici()))
    assert "Préparation retardée" not in mots_de(membre.get(ici()))


def test_un_document_illisible_se_dit_une_fois(membre, ici, piece):
    fichier = pages_du_fichier(piece, 30)
    PageDessinee.objects.bulk_create(PageDessinee(fichier=fichier, numero=n) for n in range(1, 31))
    Dessin.objects.create(fichier=fichier, demande_le=APRES, acheve_le=APRES)
    assert mots_de(membre.get(ici())).count("n’a pas pu être dessiné") == 1


def test_le_texte_d_une_page_est_inerte(membre, ici, piece):
    dessine(piece.fichier, texte="<script>alert(1)</script> & <b>gras</b>")
    for suite in ("lire/", "lire/?agrandie=1"):
        page = membre.get(ici(suite)).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


# --- The register ---------------------------------------------------------------------------------------------


def test_lire_et_telecharger_font_une_seule_ligne_au_registre(membre, mona, en_evaluation, ici, lu):
    for suite in ("lire/", *(f"pages/{n}.webp" for n in range(1, 13)), "lire/?agrandie=2", ""):
        statut(membre, ici(suite))
    membre.get(adresse(en_evaluation), {"lire": lu.pk}, **SEULE)
    vus = EntreeJournal.objects.filter(chaine=Chaine.LECTURES, par=mona, faits__vu=f"piece:{lu.pk}")
    assert vus.count() == 1


@pytest.mark.parametrize("suite", ["lire/", "lire/?agrandie=1", "pages/1.webp"])
def test_chaque_porte_inscrit_la_lecture(membre, mona, ici, lu, suite):
    assert statut(membre, ici(suite)) == 200
    assert EntreeJournal.objects.get(chaine=Chaine.LECTURES, par=mona).faits == {"vu": f"piece:{lu.pk}"}
