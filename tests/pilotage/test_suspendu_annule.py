"""What the Région and the commission read of a call that is suspended past its closing, or cancelled."""

from datetime import timedelta
from uuid import uuid4

import pytest

from amihr import horloge
from amihr.editions.calendrier import calendrier
from amihr.editions.conduite import annuler, reprendre, suspendre
from amihr.editions.models import Annonce, EtapeCalendrier
from amihr.socle.refus import ActeRefuse
from candidatures.models import Complement
from tests.fabriques.candidatures import CandidatureFactory, asseoir
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, CLOTURE, COMMISSION, PENDANT
from tests.fabriques.evaluation import signer, tenir_une_seance
from tests.pages import mots_de
from tests.personnages import personne

MINUIT_UNE = CLOTURE + timedelta(minutes=1)
JAMAIS_DIT = ("le sceau se lève", "le 11 mai 2026 à 23 h 59 (heure de Paris)", "L’appel est clos")
SCELLEES = ["", "candidatures/", "commission/liens/", "sorties/", "complements/", "cloture/"]


@pytest.fixture
def suspendu(client, edition, agnes):
    """Suspended two minutes before its closing, whose bound has passed since."""
    with horloge.a(CLOTURE - timedelta(minutes=2)):
        edition = suspendre(edition, par=agnes)
    connecter(client, agnes)
    with horloge.a(MINUIT_UNE):
        yield edition


@pytest.fixture
def annule(client, edition, agnes, apres):
    """Cancelled once the seal was lifted."""
    connecter(client, agnes)
    return annuler(edition, motif="Sans suite", par=agnes)


@pytest.mark.parametrize("page", SCELLEES)
def test_suspendu_aucune_page_n_annonce_la_cloture_passee(client, suspendu, page):
    reponse = client.get(f"/region/{page}")
    assert reponse.status_code == 200
    lue = mots_de(reponse)
    assert "suspendu" in lue
    for phrase in JAMAIS_DIT:
        assert phrase not in lue


def test_avant_la_cloture_les_pages_scellees_en_donnent_l_heure(client, edition, agnes, pendant):
    page = mots_de(connecter(client, agnes).get("/region/candidatures/"))
    assert "Les dossiers restent scellés jusqu’à la clôture, le 11 mai 2026 à 23 h 59 (heure de Paris)." in page


def test_suspendu_le_membre_n_attend_pas_une_cloture_passee(client, suspendu, edition):
    mona = personne("Mona", totp=True)
    asseoir(mona, edition)
    page = mots_de(connecter(client, mona).get("/commission/"))
    assert "Les dossiers restent scellés tant que l’appel est suspendu" in page
    assert "L’appel est clos" not in page


def test_suspendu_la_page_de_l_edition_ne_donne_pas_la_borne_passee(client, suspendu):
    page = mots_de(client.get("/region/edition/"))
    assert "Clôture À fixer à la reprise de l’appel" in page


def test_annule_apres_une_suspension_aucune_reprise_n_est_promise(client, suspendu, agnes, etapes):
    annulee = annuler(suspendu, motif="Sans suite", par=agnes)
    assert calendrier(annulee, MINUIT_UNE)[1].quand != "À fixer à la reprise de l’appel"
    assert "à la reprise" not in mots_de(client.get("/region/edition/"))


def test_reporter_un_appel_suspendu_ne_promet_aucun_depot(client, suspendu):
    page = mots_de(client.post("/region/edition/reporter/", {"jour": "2026-06-12", "heure": "23:59"}))
    assert "L’appel reste suspendu : aucun dépôt n’est accepté d’ici à sa reprise." in page
    assert "Les dépôts seront acceptés" not in page


# --- The calendar ----------------------------------------------------------------------------------------------
@pytest.fixture
def etapes(edition):
    for ordre, repere in enumerate(("ouverture", "cloture", "commission")):
        EtapeCalendrier.objects.create(edition=edition, ordre=ordre, libelle=repere, repere=repere)


def test_suspendu_la_cloture_du_calendrier_est_a_fixer(etapes, suspendu):
    assert calendrier(suspendu, MINUIT_UNE)[1].quand == "À fixer à la reprise de l’appel"
    assert calendrier(suspendu, PENDANT)[1].quand != "À fixer à la reprise de l’appel"


def test_annule_le_calendrier_le_dit_et_rien_n_y_est_prochain(client, etapes, edition, agnes):
    with horloge.a(PENDANT):
        assert any(etape.est_prochaine for etape in calendrier(edition, PENDANT))
        annulee = annuler(edition, motif="Sans suite", par=agnes)
        assert "L’appel est annulé" in mots_de(client.get("/calendrier/"))
    assert not any(etape.est_prochaine for etape in calendrier(annulee, PENDANT))


# --- Cancelled -------------------------------------------------------------------------------------------------
def test_annule_avant_la_cloture_le_tableau_n_annonce_aucune_instruction(client, edition, agnes, pendant):
    annuler(edition, motif="Sans suite", par=agnes)
    page = mots_de(connecter(client, agnes).get("/region/"))
    assert "Instruire les candidatures" not in page
    assert "Rien à instruire" in page


def test_annule_aucun_geste_d_instruction_n_est_offert(client, depose, edition, annule):
    CandidatureFactory(edition=edition, etat="eligible")
    assert "Rien à instruire" in mots_de(client.get("/region/"))
    page = mots_de(client.get("/region/candidatures/"))
    assert "Mettre les dossiers éligibles devant la commission" not in page
    assert "Tout cocher" not in page
    assert page.count("Appel annulé") == 2
    page = mots_de(client.get(f"/region/candidatures/{depose.reference}/"))
    assert "L’appel est annulé : ce dossier n’est plus examiné." in page
    for geste in ("Prendre ce dossier", ": examiner", "Nommer un rapporteur", "Écarter la candidature"):
        assert geste not in page
    page = mots_de(client.get(f"/region/candidatures/{depose.reference}/recevabilite/"))
    assert "L’appel est annulé : ce dossier n’est plus examiné." in page
    assert "Déclarer recevable" not in page
    assert "Demander un complément" not in mots_de(client.get("/region/candidatures/"))
    page = mots_de(client.get(f"/region/candidatures/{depose.reference}/complements/"))
    assert "Voir l’aperçu et les dossiers semblables" not in page


def test_annule_un_geste_envoye_quand_meme_dit_pourquoi(client, depose, annule):
    reponse = client.post(f"/region/candidatures/{depose.reference}/prendre/")
    assert reponse.status_code == 409
    assert "L’appel est annulé : il n’accepte plus de dépôt, et plus aucun dossier n’est examiné." in mots_de(reponse)


@pytest.mark.parametrize("suite", ["disqualifier/", "reintegrer/", "visa/"])
def test_annule_aucun_formulaire_ne_se_dessine_a_son_adresse(client, depose, annule, suite):
    """A bookmark or a tab left open: the refusal is told before anything is typed."""
    reponse = client.get(f"/region/candidatures/{depose.reference}/{suite}")
    assert reponse.status_code == 409
    assert "L’appel est annulé" in mots_de(reponse)


def test_annule_un_delai_ne_se_prolonge_plus(client, depose, agnes, annule):
    complement = Complement.objects.create(
        candidature=depose, depot=depose.depots.get(), lot=uuid4(), article="D", motif="Illisible",
        demande_le=APRES, par=agnes, echeance_le=COMMISSION,
    )  # fmt: skip
    adresse = f"/region/candidatures/{depose.reference}/complements/{complement.pk}/prolonger/"
    assert client.get(adresse).status_code == 409


def test_annule_l_ecran_de_la_cloture_ne_promet_aucun_compte(client, edition, agnes, pendant):
    page = mots_de(connecter(client, agnes).get("/region/cloture/"))
    assert "Ils se comptent un par un à partir du" in page
    annuler(edition, motif="Sans suite", par=agnes)
    assert "Ils se comptent un par un à partir du" not in mots_de(client.get("/region/cloture/"))


def test_annule_ni_seance_ni_signature_ni_notification(client, edition, agnes):
    with horloge.a(COMMISSION):
        signee, _ = tenir_une_seance(edition, agnes, 2)
        signer(edition, [signee], agnes)
        annuler(edition, motif="Sans suite", par=agnes)
        connecter(client, agnes)
        page = mots_de(client.get("/region/decisions/"))
        assert "Aucune décision n’est plus signée ni notifiée." in page
        assert "Enregistrer l’acte signé" not in page
        assert "Relire et notifier les lettres" not in page
        page = mots_de(client.get("/region/seances/"))
        assert "aucune séance ne s’ouvre plus" in page
        assert "Préparer une répartition" not in mots_de(client.get("/region/commission/affectation/"))


def test_annule_le_membre_le_lit_sur_son_bureau_et_sur_le_dossier(client, mona_lit, en_evaluation, annule):
    connecter(client, mona_lit)
    assert "L’appel est annulé" in mots_de(client.get("/commission/"))
    page = mots_de(client.get(f"/commission/dossiers/{en_evaluation.reference}/"))
    assert "L’appel est annulé Ce dossier n’est plus examiné" in page
    assert "Remettre mon évaluation" not in page
    assert "La commission a arrêté sa décision" not in page
    assert annule.est_annulee(APRES)


def test_annule_le_bureau_n_appelle_plus_a_rien(client, mona_lit, en_evaluation, annule):
    page = connecter(client, mona_lit).get("/commission/")
    assert "L’appel est annulé" in mots_de(page)
    for mot in ("À évaluer", "Commencer par", "Commission le", "jours ouvrés", "Calibrage", en_evaluation.titre):
        assert mot not in mots_de(page), mot


def test_annule_puis_repris_d_un_autre_onglet_est_refuse(client, agnes, edition, pendant):
    connecter(client, agnes)
    suspendre(edition, par=agnes)
    annuler(edition, motif="Sans suite", par=agnes)
    avant = Annonce.objects.count()
    with pytest.raises(ActeRefuse, match="edition_annulee"):
        reprendre(edition, par=agnes)
    assert Annonce.objects.count() == avant
    reponse = client.post("/region/edition/reprendre/")
    assert (reponse.status_code, "L’appel reprend" in mots_de(reponse)) == (409, False)
