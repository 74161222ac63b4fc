"""The Région's pages about labels."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.comptes.models import Role
from catalogue.models import Label
from tests.fabriques.candidatures import deporter
from tests.fabriques.catalogue import PENDANT_LE_LABEL, EditionDuCatalogue, agent_engage, decision_notifiee, labelliser
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.pages import mots_de

pytestmark = pytest.mark.django_db
MOTIF = {"motif": "Demande sans réponse", "confirmation": "on"}


@pytest.fixture
def edition():
    edition = EditionDuCatalogue()
    with horloge.a(PENDANT_LE_LABEL):
        yield edition


@pytest.fixture
def agent(edition, client):
    agent = agent_engage(edition)
    connecter(client, agent)
    return agent


def test_qui_n_est_pas_agent_ne_trouve_pas_la_page(client, edition):
    connecter(client, PersonneFactory(roles=[Role.OPERATEUR], totp=True))
    assert client.get("/region/labels/").status_code == 404


def test_un_agent_qui_n_a_pas_signe_ne_voit_aucun_label(client, edition):
    label = labelliser(edition)
    connecter(client, PersonneFactory(roles=[Role.AGENT], totp=True))
    for adresse in ("/region/labels/", f"/region/labels/{label.code}/"):
        assert client.get(adresse).url == "/commission/engagement/"


def test_un_agent_deporte_ne_voit_pas_le_label(client, edition, agent):
    label = labelliser(edition)
    assert "Canoptère" in client.get("/region/labels/").content.decode()
    deporter(agent, label.candidature)
    assert "Canoptère" not in client.get("/region/labels/").content.decode()
    assert client.post(f"/region/labels/{label.code}/retirer/", MOTIF).status_code == 404


def test_la_liste_dit_ce_qui_reste_a_delivrer_et_le_bouton_le_delivre(client, edition, agent):
    decision_notifiee(edition)
    assert "encore sans label" in client.get("/region/labels/").content.decode()
    assert client.post("/region/labels/delivrer/").status_code == 302
    assert Label.objects.count() == 1


def test_le_retrait_demande_une_identification_recente(client, edition):
    label = labelliser(edition)
    connecter(client, agent_engage(edition), il_y_a=601)
    reponse = client.post(f"/region/labels/{label.code}/retirer/", MOTIF)
    assert reponse.status_code == 302
    assert not label.retraits.exists()


def test_un_retrait_sans_motif_ni_confirmation_revient_avec_ses_erreurs(client, edition, agent):
    label = labelliser(edition)
    reponse = client.post(f"/region/labels/{label.code}/retirer/", {"effet_le": "2026-01-01"})
    assert reponse.status_code == 422
    assert "Cette date est passée" in reponse.content.decode()
    assert not label.retraits.exists()


def test_le_retrait_se_dit_partout_aussitot(client, edition, agent):
    label = labelliser(edition)
    assert client.post(f"/region/labels/{label.code}/retirer/", MOTIF).status_code == 302
    assert "Retiré" in client.get(f"/region/labels/{label.code}/").content.decode()
    assert "Label retiré" in client.get(f"/verifier/{label.code}/").content.decode()


def test_un_retrait_a_une_date_prend_effet_a_minuit_a_paris(client, edition, agent):
    label = labelliser(edition)
    client.post(f"/region/labels/{label.code}/retirer/", {**MOTIF, "effet_le": "2026-07-10"})
    assert label.retraits.get().effet_le.isoformat() == "2026-07-09T22:00:00+00:00"


def test_un_retrait_apres_la_fin_du_label_est_refuse(client, edition, agent):
    label = labelliser(edition)
    lendemain = label.fin + timedelta(days=1)
    adresse = f"/region/labels/{label.code}/retirer/"
    reponse = client.post(adresse, {**MOTIF, "effet_le": lendemain.isoformat()})
    page = reponse.content.decode()
    assert (reponse.status_code, page.count("Le label aura déjà pris fin à cette date")) == (422, 2)
    assert 'id="id_effet_le_error"' in page
    assert not label.retraits.exists()
    assert client.post(adresse, {**MOTIF, "effet_le": label.fin.isoformat()}).status_code == 302


def test_un_retrait_prevu_se_dit_a_la_region_seule(client, edition, agent):
    label = labelliser(edition)
    client.post(f"/region/labels/{label.code}/retirer/", {**MOTIF, "effet_le": "2026-07-10"})
    assert "Retrait prévu le 10 juillet 2026" in mots_de(client.get(f"/region/labels/{label.code}/"))
    public = mots_de(client.get(f"/verifier/{label.code}/"))
    assert ("Label valide" in public, "etrait" in public) == (True, False)


def test_lever_un_retrait(client, edition, agent):
    label = labelliser(edition)
    client.post(f"/region/labels/{label.code}/retirer/", MOTIF)
    assert "reprend aussitôt ses effets" in client.get(f"/region/labels/{label.code}/retablir/").content.decode()
    reponse = client.post(f"/region/labels/{label.code}/retablir/", {"motif": " "})
    assert (reponse.status_code, 'id="id_motif_error"' in reponse.content.decode()) == (422, True)
    client.post(f"/region/labels/{label.code}/retablir/", {"motif": "Engagement tenu."})
    assert "Engagement tenu." in mots_de(client.get(f"/region/labels/{label.code}/"))
    assert "Label valide" in client.get(f"/verifier/{label.code}/").content.decode()


def test_une_date_qui_n_existe_pas_est_dite(client, edition, agent):
    label = labelliser(edition)
    reponse = client.post(f"/region/labels/{label.code}/retirer/", {**MOTIF, "effet_le": "2026-02-31"})
    assert "Cette date n’existe pas" in reponse.content.decode()
