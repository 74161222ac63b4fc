"""A new version of an undertaking says what changes since the one that its reader signed; the mail leads there."""

from datetime import date

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.habilitations.engagements import publier_version, signer
from amihr.habilitations.models import Public, VersionNDA
from amihr.habilitations.rappels import rappeler_les_engagements
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
PAGE = "/commission/engagement/"


@pytest.fixture
def publier(edition, agnes, apres):
    """Publish one more version of the members' text."""

    def faire(texte, titre="Engagement membre", **champs):
        return publier_version(edition, Public.MEMBRE, titre=titre, texte=texte, par=agnes, **champs)

    return faire


def changements(client, qui):
    (entree,) = connecter(client, qui).get(PAGE).context["a_signer"]
    return entree


def test_qui_n_a_rien_signe_ne_lit_aucun_changement(client, marc, publier):
    publier("Un autre texte.")
    entree = changements(client, marc)
    assert (entree["precedente"], entree["changes"]) == (None, ())
    assert "Ce qui change" not in mots_de(client.get(PAGE))


def test_la_page_dit_les_mots_qui_partent_et_ceux_qui_viennent(client, edition, mona, publier):
    """The new text alone was shown: whoever had signed had to find by themselves what was new in it."""
    ancien = VersionNDA.objects.get(edition=edition, public=Public.MEMBRE).texte
    publier(f"{ancien}\n\n## Durée\nDeux ans.")
    entree = changements(client, mona)
    assert [(a.genre, a.titre) for a in entree["changes"]] == [("Article ajouté", "Durée")]
    page = mots_de(client.get(PAGE))
    assert "Ce qui change depuis la version 1, que vous avez signée le" in page
    publier(f"{ancien} Puis encore.\n\n## Durée\nTrois ans.")
    entree = changements(client, mona)
    assert entree["precedente"].version.numero == 1  # since what was signed, not since the version before
    assert {a.titre for a in entree["changes"]} == {"Texte de l’engagement", "Durée"}


def test_une_version_signee_entre_deux_est_celle_a_laquelle_on_compare(client, mona, publier):
    seconde = publier("Deuxième texte.")
    signer(seconde, par=mona, nom_saisi=mona.nom_complet, methode="totp")
    assert changements_absents(client, mona)
    publier("Troisième texte.")
    assert changements(client, mona)["precedente"].version == seconde


def changements_absents(client, qui):
    page = connecter(client, qui).get(PAGE)
    return page.context["a_signer"] == [] and "Ce qui change" not in mots_de(page)


def test_le_titre_et_la_duree_se_comparent_aussi(client, edition, mona, publier):
    ancien = VersionNDA.objects.get(edition=edition, public=Public.MEMBRE)
    publier(ancien.texte, titre="Charte de la commission", fin=date(2028, 6, 30))
    page = mots_de(connecter(client, mona).get(PAGE))
    assert f"« {ancien.titre} » devient « Charte de la commission »" in page
    assert "Maintenant : Obligation jusqu’au 30 juin 2028." in page
    assert "Le texte est le même" in page


def test_un_texte_hostile_est_echappe(client, mona, publier):
    publier("<script>alert(1)</script>")
    reponse = connecter(client, mona).get(PAGE)
    assert reponse.status_code == 200
    assert "<script>alert" not in reponse.content.decode()


@pytest.mark.parametrize(("qui", "attendu"), [("mona", True), ("marc", False)])
def test_le_courriel_mene_a_ce_qui_change(request, qui, attendu, publier, edition):
    qui = request.getfixturevalue(qui)
    qui.set_password("orthophoto-lidar-2031")
    qui.save()
    publier("Un autre texte.")
    with horloge.a(APRES):
        rappeler_les_engagements(APRES)
        expedier(APRES)
    (message,) = [m for m in mail.outbox if qui.courriel in m.to]
    assert (f"{PAGE}#changements-membre" in message.body) == attendu
    assert ("Votre signature de la version 1" in message.body) == attendu


@pytest.mark.parametrize("combien", [1, 12])
def test_le_nombre_d_ordres_ne_suit_pas_celui_des_versions(
    client, mona, publier, django_assert_max_num_queries, combien
):
    connecter(client, mona).get(PAGE)
    for rang in range(combien):
        publier(f"Texte {rang}.")
    with django_assert_max_num_queries(8):
        client.get(PAGE)
