"""Files read in the page by those who instruct (Q8) and under an exceptional access (A-13)."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.fichiers.models import Dessin
from amihr.habilitations.models import Public
from amihr.journal.models import Chaine, EntreeJournal
from candidatures.models import PieceDeposee
from tests.fabriques.candidatures import (
    CandidatureFactory,
    declarer_aucun_lien,
    deporter,
    nommer_rapporteur,
    ouvrir_par_exception,
    signer_nda,
)
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
from tests.fabriques.fichiers import dessine
from tests.pages import mots_de
from tests.personnages import personne

PARTOUT = ("lire/", "lire/?agrandie=1", "pages/1.webp")


@pytest.fixture
def kbis(en_evaluation, apres):
    return piece_de(en_evaluation, "kbis")


def piece_de(candidature, emplacement):
    piece = PieceDeposee.objects.select_related("fichier").get(depot__candidature=candidature, emplacement=emplacement)
    dessine(piece.fichier, texte="Extrait du registre")
    return piece


def statuts(client, racine, piece):
    def statut(chemin):
        reponse = client.get(chemin)
        if reponse.streaming:
            b"".join(reponse.streaming_content)
        return reponse.status_code

    return [statut(f"{racine}pieces/{piece.pk}/{suite}") for suite in PARTOUT]


def region(candidature):
    return f"/region/candidatures/{candidature.reference}/"


@pytest.mark.parametrize("obstacle", ["deport", "engagement", "sceau"])
def test_l_agent_perd_les_pages_a_la_requete_suivante(client, agnes, edition, en_evaluation, kbis, obstacle):
    connecter(client, agnes)
    assert statuts(client, region(en_evaluation), kbis) == [200, 200, 200]
    instant = APRES
    if obstacle == "deport":
        deporter(agnes, en_evaluation)
    elif obstacle == "engagement":
        publier_nda(edition, Public.AGENT, instant=APRES)
    else:
        instant = edition.cloture_le - timedelta(minutes=5)
    with horloge.a(instant):
        assert statuts(client, region(en_evaluation), kbis) == [404, 404, 404]


def test_un_administrateur_ne_lit_rien_sans_acces(client, adam, en_evaluation, kbis):
    assert statuts(connecter(client, adam), region(en_evaluation), kbis) == [404, 404, 404]


def test_le_dossier_technique_reste_ferme_a_l_instruction_et_s_ouvre_au_rapporteur(client, agnes, edition, apres):
    dossier = CandidatureFactory(edition=edition, etat="recevable", pieces=["kbis", "memoire"])
    kbis, memoire = piece_de(dossier, "kbis"), piece_de(dossier, "memoire")
    connecter(client, agnes)
    assert statuts(client, region(dossier), kbis) == [200, 200, 200]
    assert statuts(client, region(dossier), memoire) == [404, 404, 404]
    nommer_rapporteur(agnes, dossier)
    assert statuts(client, region(dossier), memoire) == [200, 200, 200]


def test_l_agent_lit_le_kbis_page_a_page_et_c_est_inscrit(client, agnes, en_evaluation, kbis):
    page = connecter(client, agnes).get(f"{region(en_evaluation)}pieces/{kbis.pk}/lire/")
    assert "Extrait du registre" in mots_de(page)
    assert f'src="{region(en_evaluation)}pieces/{kbis.pk}/pages/1.webp"' in page.content.decode()
    entree = EntreeJournal.objects.get(chaine=Chaine.LECTURES, par=agnes)
    assert entree.faits["vu"] == f"instruction:piece:{kbis.pk}"


def test_les_pieces_d_un_dossier_proposent_de_les_lire_ici(client, agnes, en_evaluation, kbis):
    connecter(client, agnes)
    for suite in ("", "eligibilite/"):
        page = client.get(f"{region(en_evaluation)}{suite}").content.decode()
        assert f'href="{region(en_evaluation)}pieces/{kbis.pk}/lire/"' in page
    assert Dessin.objects.count() == 1


@pytest.fixture
def ouvert(adam, en_evaluation, kbis, edition):
    signer_nda(adam, edition, Public.AGENT)
    return ouvrir_par_exception(adam, en_evaluation)


def exception(ouvert):
    return f"/region/acces-exceptionnel/{ouvert.pk}/"


def test_a13_les_pages_attendent_aucun_lien_et_finissent_avec_l_heure(client, adam, en_evaluation, ouvert, kbis):
    connecter(client, adam)
    assert statuts(client, exception(ouvert), kbis) == [404, 404, 404]
    declarer_aucun_lien(adam, en_evaluation)
    assert statuts(client, exception(ouvert), kbis) == [200, 200, 200]
    with horloge.a(ouvert.finit_le):
        assert statuts(client, exception(ouvert), kbis) == [404, 404, 404]


def test_a13_l_acces_d_un_autre_n_ouvre_aucune_page(client, agnes, adam, en_evaluation, ouvert, kbis):
    declarer_aucun_lien(adam, en_evaluation)
    declarer_aucun_lien(agnes, en_evaluation)
    assert statuts(connecter(client, agnes), exception(ouvert), kbis) == [404, 404, 404]


def test_a13_la_lecture_par_exception_est_inscrite_comme_telle(client, adam, en_evaluation, ouvert, kbis):
    declarer_aucun_lien(adam, en_evaluation)
    page = connecter(client, adam).get(f"{exception(ouvert)}pieces/{kbis.pk}/lire/")
    assert "Accès exceptionnel" in mots_de(page)
    entree = EntreeJournal.objects.get(chaine=Chaine.LECTURES, par=adam)
    assert entree.faits["vu"] == f"exceptionnel:piece:{kbis.pk}"


def test_l_operateur_et_le_dpo(client, oscar, en_evaluation, kbis):
    assert statuts(connecter(client, oscar), region(en_evaluation), kbis) == [200, 200, 200]
    dora = personne("Dora", roles=[Role.DPO], totp=True)
    assert set(statuts(connecter(client, dora), region(en_evaluation), kbis)) <= {403, 404}
