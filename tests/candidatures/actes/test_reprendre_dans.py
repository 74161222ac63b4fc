"""A candidature begun with the answers of another one: for who may write in it, and nothing of it changes."""

from datetime import timedelta

import pytest
from django.http import Http404

from amihr import horloge
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.acces import toutes
from candidatures.actes.saisie import enregistrer, reprendre_dans
from candidatures.models import Droit, Equipier, PieceJointe, RevisionSection, Section
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import PENDANT, EditionFactory, question
from tests.pages import mots_de, texte_de

pytestmark = pytest.mark.django_db


@pytest.fixture
def ancienne(alice):
    """Alice's dossier, filed in an earlier call."""
    return CandidatureFactory(edition=EditionFactory(complete=True), equipe=[alice], deposee=True)


def test_qui_ne_fait_que_lire_ne_reprend_pas(client, ancienne, edition, bruno, pendant):
    Equipier.objects.create(candidature=ancienne, personne=bruno, droit=Droit.LIRE, depuis=PENDANT)
    with pytest.raises(Http404):
        reprendre_dans(edition, ancienne, par=bruno)
    assert ancienne.reference not in connecter(client, bruno).get("/candidatures/nouvelle/").content.decode()
    assert client.post("/candidatures/nouvelle/", {"source": ancienne.reference}).status_code == 404
    assert not toutes(edition).exists()


def test_un_agent_ne_reprend_rien(ancienne, edition, agnes, pendant):
    with pytest.raises(Http404):
        reprendre_dans(edition, ancienne, par=agnes)


def test_apres_la_cloture_rien_ne_se_commence(ancienne, edition, alice, apres):
    with pytest.raises(ActeRefuse, match="cloture"):
        reprendre_dans(edition, ancienne, par=alice)
    assert not toutes(edition).exists()


def test_les_reponses_sont_reprises_les_pieces_non_et_la_source_reste(client, ancienne, edition, alice, pendant):
    avant = list(Section.objects.filter(candidature=ancienne).order_by("pk").values())
    page = connecter(client, alice).post("/candidatures/nouvelle/", {"source": ancienne.reference}, follow=True)
    (neuve,) = toutes(edition)
    assert "Votre brouillon reprend" in texte_de(page)
    contenus = {s.partie: s.contenu for s in Section.objects.filter(candidature=neuve)}
    assert contenus["solution"]["titre"] == "Canoptère"
    assert (neuve.titre, neuve.denomination, neuve.etat) == ("Canoptère", "Orthoselve SAS", "brouillon")
    assert not PieceJointe.objects.filter(candidature=neuve).exists()
    assert list(Section.objects.filter(candidature=ancienne).order_by("pk").values()) == avant
    assert RevisionSection.objects.filter(section__candidature=neuve, section__partie="solution", numero=1).exists()


def test_dans_le_meme_appel_un_accord_est_a_redonner_et_dit_tel(client, edition, alice, pendant):
    """Q35: the texts may be reused only with the box ticked in that very dossier."""
    presentation = next(partie for partie in edition.formulaire["parties"] if partie["slug"] == "presentation")
    presentation["questions"].append(question("reutiliser", "oui_non", role="licence", libelle="J’autorise"))
    edition.save(update_fields=["formulaire"])
    source = CandidatureFactory(edition=edition, equipe=[alice], reponses={"presentation": {"reutiliser": "oui"}})
    page = mots_de(connecter(client, alice).post("/candidatures/nouvelle/", {"source": source.reference}, follow=True))
    assert "À remplir de nouveau pour ce dossier : J’autorise." in page
    assert "Cet appel ne pose plus" not in page
    neuve = toutes(edition).exclude(pk=source.pk).get()
    assert not any("reutiliser" in section.contenu for section in Section.objects.filter(candidature=neuve))


def test_le_journal_garde_d_ou_viennent_les_reponses(ancienne, edition, alice, pendant):
    neuve, _ = reprendre_dans(edition, ancienne, par=alice)
    entree = EntreeJournal.objects.get(evenement="candidature.reprise")
    assert entree.faits["source"] == str(ancienne.pk)
    assert neuve.reference != ancienne.reference


def test_nul_n_est_dit_avoir_ecrit_ce_qui_vient_d_un_autre_dossier(client, ancienne, edition, alice, bruno, pendant):
    neuve, _ = reprendre_dans(edition, ancienne, par=alice)
    Equipier.objects.create(candidature=neuve, personne=bruno, droit=Droit.LIRE, depuis=PENDANT)
    adresse = f"/candidatures/{neuve.reference}/"
    assert "modifie cette partie" not in mots_de(connecter(client, bruno).get(f"{adresse}solution/"))
    with horloge.a(pendant + timedelta(minutes=1)):
        enregistrer(neuve, "solution", {"titre": "Un autre titre"}, par=alice, revision=1)
        assert "Alice Essai modifie cette partie" in mots_de(client.get(f"{adresse}solution/"))
        page = mots_de(client.get(f"{adresse}historique/?sur=solution"))
    assert "10 h 42 Alice Essai Solution Réponses reprises d’un autre dossier" in page
    assert "10 h 43 Alice Essai Solution Réponses enregistrées à 10 h 43" in page


def test_la_liste_propose_de_reprendre_un_dossier_d_une_autre_edition(client, ancienne, edition, alice, pendant):
    page = connecter(client, alice).get("/candidatures/")
    assert f"/candidatures/nouvelle/?source={ancienne.reference}" in page.content.decode()
    choisie = client.get(f"/candidatures/nouvelle/?source={ancienne.reference}").content.decode()
    assert f'<option value="{ancienne.reference}" selected>' in choisie
