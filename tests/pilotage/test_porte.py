"""The door of the Région's pages: attached to a candidature of the edition, nothing; unsigned, sent to sign."""

import pytest
from django.urls import get_resolver

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.models import Equipier
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import EditionFactory
from tests.pages import mots_de
from tests.personnages import personne

TABLEAU, ENGAGEMENT = "/region/", "/commission/engagement/"
PAGES = [
    "candidatures/",
    "commission/",
    "commission/liens/",
    "edition/",
    "envois/",
    "seances/",
    "decisions/",
    "labels/",
]
# They belong to no edition.
D_AUCUNE_EDITION = ("region/journal/", "region/comptes/")


@pytest.fixture
def ines(edition):
    """An agent who has not signed."""
    return personne("Ines", roles=[Role.AGENT], totp=True)


def adresses(motifs=None, prefixe=""):
    """(path, view) of every address of the site."""
    for motif in get_resolver().url_patterns if motifs is None else motifs:
        chemin = prefixe + str(motif.pattern)
        if hasattr(motif, "url_patterns"):
            yield from adresses(motif.url_patterns, chemin)
        else:
            yield chemin, motif.callback


def test_aucune_page_de_la_region_sans_sa_porte():
    region = [(chemin, vue) for chemin, vue in adresses() if chemin.removeprefix("^").startswith("region/")]
    assert len(region) > 40
    sans_porte = [chemin for chemin, vue in region if not getattr(vue, "est_de_l_edition", False)]
    assert [chemin for chemin in sans_porte if not chemin.startswith(D_AUCUNE_EDITION)] == []


@pytest.mark.parametrize("page", PAGES)
def test_qui_n_a_pas_signe_est_envoye_signer(client, agnes, ines, apres, page):
    assert connecter(client, agnes).get(f"/region/{page}").status_code == 200
    reponse = connecter(client, ines).get(f"/region/{page}")
    assert (reponse.status_code, reponse.headers.get("Location")) == (302, ENGAGEMENT)


def test_qui_n_a_pas_signe_ne_conduit_rien(client, edition, ines, pendant):
    connecter(client, ines).post("/region/edition/suspendre/")
    edition.refresh_from_db()
    assert edition.suspendue_le is None
    signer_nda(ines, edition, Public.AGENT)
    client.post("/region/edition/suspendre/")
    edition.refresh_from_db()
    assert edition.suspendue_le is not None


def test_le_tableau_de_bord_dit_de_signer_et_ne_montre_que_des_nombres(client, ines, depose, apres):
    page = mots_de(connecter(client, ines).get(TABLEAU))
    assert ("Signer votre engagement" in page, "Canoptère" in page) == (True, False)


def test_la_page_d_engagement_dit_pourquoi_on_y_est(client, ines, apres):
    page = mots_de(connecter(client, ines).get("/region/edition/", follow=True))
    assert "La page demandée s’ouvrira quand vous aurez signé votre engagement" in page


def test_sans_engagement_en_vigueur_il_n_y_a_rien_a_signer(client, ines, edition, pendant):
    sans_texte = EditionFactory()
    assert connecter(client, ines).get("/region/edition/").status_code == 302
    assert client.get(f"/editions/{sans_texte.slug}/region/edition/").status_code == 200


@pytest.mark.parametrize("page", ["", *PAGES])
def test_qui_est_attache_a_une_candidature_ne_trouve_rien(client, agnes, edition, apres, page):
    assert connecter(client, agnes).get(f"/region/{page}").status_code == 200
    CandidatureFactory(edition=edition, equipe=[agnes])
    assert client.get(f"/region/{page}").status_code == 404


def test_quitter_l_equipe_rouvre_l_espace(client, agnes, edition, apres):
    CandidatureFactory(edition=edition, equipe=[agnes])
    assert connecter(client, agnes).get(TABLEAU).status_code == 404
    Equipier.objects.filter(personne=agnes).update(retire_le=apres)
    assert client.get(TABLEAU).status_code == 200


def test_une_attache_ne_ferme_que_son_edition(client, agnes, edition, apres):
    ailleurs = EditionFactory(complete=True)
    signer_nda(agnes, ailleurs, Public.AGENT)
    CandidatureFactory(edition=edition, equipe=[agnes])
    assert connecter(client, agnes).get(TABLEAU).status_code == 404
    assert client.get(f"/editions/{ailleurs.slug}/region/edition/").status_code == 200


def test_un_agent_attache_n_arrive_pas_sur_une_page_absente(client, agnes, edition, apres):
    assert connecter(client, agnes).get("/compte/connexion/").url == TABLEAU
    CandidatureFactory(edition=edition, equipe=[agnes])
    accueil = client.get("/compte/connexion/").url
    assert (accueil == TABLEAU, client.get(accueil).status_code) == (False, 200)


@pytest.mark.parametrize(("role", "page"), [(Role.DPO, "commission/engagements/"), (Role.ADMINISTRATEUR, "")])
def test_dpo_et_administrateur_n_ont_rien_a_signer(client, edition, apres, role, page):
    qui = personne("Dora", roles=[role], totp=True)
    assert connecter(client, qui).get(f"/region/{page}").status_code == 200
