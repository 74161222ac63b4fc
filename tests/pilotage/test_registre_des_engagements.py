"""The register of undertakings: who has signed, how, and who has still to."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from tests.fabriques.candidatures import asseoir, signer_nda
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, publier_nda
from tests.pages import mots_de
from tests.personnages import personne

PAGE = "/region/commission/engagements/"


@pytest.fixture
def registre(client, agnes, edition, mona, marc, apres):
    """Mona has signed, Marc and Inès have not; Paul has left."""
    personne("Ines", nom="Garde", roles=[Role.AGENT])
    parti = personne("Paul", nom="Parti")
    asseoir(parti, edition, signe=False, retire_le=APRES)
    connecter(client, agnes)
    return lambda suite="": mots_de(client.get(PAGE + suite)).partition("Registre des engagements Afficher")[2]


def parties(page):
    attendus, _, signes = page.partition(" Signés Engagements signés")
    return attendus, signes


def test_le_registre_dit_qui_n_a_pas_signe_et_comment_les_autres_ont_signe(registre):
    attendus, signes = parties(registre())
    assert [nom in attendus for nom in ("Marc", "Ines Garde", "Mona", "Parti")] == [True, True, False, False]
    assert ("Mona Essai Membres de la commission" in signes, "Application d’authentification" in signes) == (True, True)
    assert "Marc" not in signes


@pytest.mark.parametrize(
    ("suite", "vus"),
    [
        ("?etat=attendus", (True, True, False)),
        ("?etat=signes", (False, False, True)),
        ("?public=agent", (False, True, False)),
        ("?etat=attendus&public=membre", (True, False, False)),
        ("?etat=nimporte&public=quoi", (True, True, True)),
    ],
)
def test_le_registre_se_filtre(registre, suite, vus):
    page = registre(suite)
    assert tuple(nom in page for nom in ("Marc Essai", "Ines Garde", "Mona Essai")) == vus


def test_une_nouvelle_version_remet_chacun_a_signer(registre, edition):
    publier_nda(edition, Public.MEMBRE, instant=APRES)
    attendus, signes = parties(registre())
    assert ("Mona Essai" in attendus, "Mona Essai" in signes) == (True, True)


def test_le_bureau_de_qui_n_a_pas_signe_n_offre_pas_de_livret(client, mona, marc, edition, apres):
    ouvert = mots_de(connecter(client, mona).get("/commission/"))
    ferme = mots_de(connecter(client, marc).get("/commission/"))
    offre = "mon livret en PDF"
    assert (offre in ouvert, offre in ferme) == (True, False)
    assert "Mes mandats" in ferme


@pytest.mark.parametrize("page", ["commission/", "commission/engagements/"])
def test_le_secretariat_apprend_qu_un_texte_n_oblige_plus(client, edition, agnes, apres, page):
    """Its signatures open nothing any more: whoever may publish another one reads so where they look for signatures."""
    dit = "Un engagement n’oblige plus personne"
    assert dit not in mots_de(connecter(client, agnes).get(f"/region/{page}"))
    publier_nda(edition, Public.MEMBRE, instant=apres, fin=horloge.jour_de_paris(apres) + timedelta(days=1))
    assert dit not in mots_de(client.get(f"/region/{page}"))
    with horloge.a(apres + timedelta(days=2)):
        lue = mots_de(connecter(client, agnes).get(f"/region/{page}"))
    assert dit in lue
    assert "aucun membre de la commission n’ouvre de dossier" in lue


def test_un_engagement_signe_ne_se_dit_que_tant_qu_il_oblige(client, edition, agnes, mona, apres):
    publier_nda(edition, Public.MEMBRE, instant=apres, fin=horloge.jour_de_paris(apres) + timedelta(days=1))
    signer_nda(mona, edition, Public.MEMBRE)
    dit = "Engagement signé"
    assert dit in mots_de(connecter(client, agnes).get("/region/commission/"))
    with horloge.a(apres + timedelta(days=2)):
        page = connecter(client, agnes).get("/region/commission/")
        assert (dit in mots_de(page), "Engagement à signer" in mots_de(page)) == (False, True)
        assert [college.signes for college in page.context["colleges"]] == [0] * len(page.context["colleges"])
