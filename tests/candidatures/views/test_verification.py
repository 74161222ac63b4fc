"""The check page: who will read what, what a label would publish, what is accepted, told by the rules themselves."""

import copy
import re
import uuid

import pytest

from amihr import horloge
from amihr.editions.reglement import publier_version
from candidatures.acces import Action, consulter
from candidatures.lectures import brouillon
from candidatures.lectures.verification import comme_la_commission
from candidatures.models import Candidature
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, PENDANT
from tests.pages import mots_de, texte_de

VIDEO = "https://videos.example.org/canoptere"
CONTACT = "claire@orthoselve.example"


@pytest.fixture
def adresse(client, alice, dossier, pendant):
    connecter(client, alice)
    return f"/candidatures/{dossier.reference}/verification/"


def cellule(page, libelle):
    """The words of a row of the page: its title with its marks, its answer."""
    trouvee = re.search(rf"<dt>{re.escape(libelle)}(.*?)</dt><dd>(.*?)</dd>", page, re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", trouvee[1])).strip()


# --- Who reads what -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("libelle", "marques"),
    [
        ("Contact", "Lu par la Région seulement"),
        ("Kbis", "Lu par la Région seulement"),
        ("Attestation fiscale", "Lu par la Région seulement"),
        ("Logo", "Lu par la commission Public si labellisé"),
        ("Denomination", "Public si labellisé"),
        ("Presentation", "Public si labellisé"),
        ("Memoire", ""),
    ],
)
def test_chaque_reponse_et_chaque_piece_dit_qui_la_lira(client, adresse, libelle, marques):
    assert cellule(texte_de(client.get(adresse)), libelle) == marques


def test_chaque_partie_dit_qui_la_lit(client, adresse):
    page = mots_de(client.get(adresse))
    assert "Mémoire technique art. B.2 Lu par la commission" in page
    assert "Structure candidate art. B.2 Lu par la commission" in page


def test_la_vue_de_la_commission_tait_ce_que_la_commission_ne_lit_pas(client, adresse):
    assert CONTACT in texte_de(client.get(adresse))
    vue = mots_de(client.get(f"{adresse}?vue=commission"))
    assert "Orthoselve SAS" in vue
    assert "Le houppier est segmenté" in vue
    assert (CONTACT in vue, "Kbis" in vue, "Attestation fiscale" in vue) == (False, False, False)


def test_la_vue_de_la_commission_est_ce_qu_un_membre_lira(edition, alice, dossier, mona):
    with horloge.a(PENDANT):
        montre = comme_la_commission(brouillon(dossier))
        deposer(dossier, alice)
    Candidature.objects.filter(pk=dossier.pk).update(etat="en_evaluation")
    with horloge.a(APRES):
        declarer_aucun_lien(mona, dossier)
        lu = consulter(mona, dossier.reference, Action.LIRE)
    assert montre[0] == lu.parties
    assert [(p.libelle, p.nom, p.sha256) for p in montre[1]] == [(p.libelle, p.nom, p.sha256) for p in lu.pieces]


def test_la_vue_de_la_commission_est_fermee_aux_autres(client, adresse, bruno):
    connecter(client, bruno)
    assert client.get(f"{adresse}?vue=commission").status_code == 404


# --- What will be public --------------------------------------------------------------------------------------
def test_ce_qui_sera_public_est_dit_avant_le_bouton_avec_les_mots_donnes(client, adresse):
    page = texte_de(client.get(adresse))
    _, _, suite = page.partition('id="public"')
    public, _, depot = suite.partition('id="deposer"')
    mots = re.sub(r"<[^>]+>", " ", public)
    assert "Déposer la candidature" in depot
    for attendu in ("Canoptère", "Orthoselve SAS", "000 000 018", "Canoptère compte les arbres.", "Environnement"):
        assert attendu in mots
    assert (CONTACT in mots, "houppier" in mots) == (False, False)


def test_sans_presentation_publique_la_page_dit_que_la_fiche_est_minimale(client, edition, alice, pendant):
    dossier = CandidatureFactory(edition=edition, equipe=[alice], reponses={"solution": {"titre": "Canoptère"}})
    page = mots_de(connecter(client, alice).get(f"/candidatures/{dossier.reference}/verification/"))
    assert "la fiche se limitera à ces lignes" in page


# --- What is accepted -----------------------------------------------------------------------------------------
def envoyer(client, dossier, page, **champs):
    envoi = {"acceptation": "1", "revisions": page["revisions"], "documents": page["acceptation"],
             "pieces": page["identifiants"], "cle": uuid.uuid4(), **champs}  # fmt: skip
    return client.post(f"/candidatures/{dossier.reference}/deposer/", envoi)


def test_chaque_document_accepte_est_un_lien(client, adresse):
    page = texte_de(client.get(adresse))
    assert re.search(r'<a href="/reglement/1/">Règlement, version 1 du [^<]+</a>', page)


def test_un_reglement_modifie_refuse_avec_le_lien_et_ce_qui_a_change(client, adresse, edition, dossier, agnes):
    montree = client.get(adresse).context
    publier_version(edition, texte="Un autre texte.", changements="Tout.", par=agnes)
    reponse = envoyer(client, dossier, montree)
    assert (reponse.status_code, dossier.depots.count()) == (422, 0)
    resume, _, _ = texte_de(reponse).partition("<h1")
    assert '<a href="/reglement/2/">' in resume
    assert '<a href="/reglement/2/?depuis=1#changements">ce qui a changé depuis la version 1</a>' in resume


def test_apres_un_depot_la_page_mene_a_ce_qui_a_change_depuis_la_version_acceptee(
    client, adresse, edition, dossier, agnes
):
    assert envoyer(client, dossier, client.get(adresse).context).status_code == 302
    for texte in ("Deux.", "Trois."):
        publier_version(edition, texte=texte, changements="Un mot.", par=agnes)
    section = dossier.sections.get(partie="presentation")
    section.contenu = {"presentation": "Autre."}
    section.save()
    page = texte_de(client.get(adresse))
    assert "Votre dépôt précédent acceptait la version 1." in page
    assert '<a href="/reglement/3/?depuis=1#changements">Ce qui a changé depuis la version 1</a>' in page


@pytest.mark.parametrize(
    "documents", ["", "[]", "[1]", '[{"code": "reglement", "version": "<b>"}]', "{", "[" * 100_000]
)
def test_un_envoi_falsifie_est_refuse_sans_casser_la_page(client, adresse, dossier, documents):
    reponse = envoyer(client, dossier, client.get(adresse).context, documents=documents)
    assert (reponse.status_code, dossier.depots.count()) == (422, 0)
    assert "<b>" not in reponse.content.decode()


def test_la_comparaison_part_de_la_version_demandee(client, edition, agnes, pendant):
    for texte in ("Deux.", "Trois."):
        publier_version(edition, texte=texte, changements="Un mot.", par=agnes)
    assert "Ce qui a changé depuis la version 1" in mots_de(client.get("/reglement/3/?depuis=1"))
    for depuis in ("", "3", "9", "x"):
        assert "Ce qui a changé depuis la version 2" in mots_de(client.get(f"/reglement/3/?depuis={depuis}"))


def test_une_date_a_venir_est_a_relire_et_n_empeche_pas_de_deposer(client, adresse, edition, dossier):
    formulaire = copy.deepcopy(edition.formulaire)
    date = {"code": "tournee", "role": "video_date", "libelle": "Date de la vidéo", "type": "date"}
    next(partie for partie in formulaire["parties"] if partie["slug"] == "video")["questions"].append(date)
    edition.formulaire = formulaire
    edition.save(update_fields=["formulaire"])
    saisie = {"revision": 1, "video": VIDEO, "tournee_jour": "1", "tournee_mois": "1", "tournee_annee": "2030"}
    partie, phrase = adresse.replace("verification", "video"), "le 1er janvier 2030 n’est pas encore passé."
    assert phrase in client.post(partie, saisie, headers={"accept": "application/json"}).json()["avis"].replace(
        "\u00a0", " "
    )
    page = client.get(adresse)
    assert f"À relire Date de la vidéo : {phrase} Rien de cela n’empêche de déposer" in mots_de(page)
    assert f'href="{partie}"' in texte_de(page)
    assert 'name="acceptation"' in texte_de(page)
    assert phrase not in mots_de(client.get(f"{adresse}?vue=commission"))
