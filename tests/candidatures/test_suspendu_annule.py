"""What a candidate reads of a call that is suspended past its closing, or cancelled: on every page, and in the mails."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.courrier.compositeur import compositeur_de
from amihr.courrier.models import Courrier
from amihr.editions.conduite import annuler, reporter, reprendre, suspendre
from amihr.editions.models import Actualite
from amihr.socle.refus import ActeRefuse
from candidatures.actes import depot as actes
from candidatures.actes import saisie
from candidatures.actes.annonces import diffuser_les_annonces
from candidatures.actes.sortie import retirer_apres_la_cloture
from candidatures.models import Candidature, Section
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import APRES, CLOTURE, PENDANT
from tests.pages import mots_de

MINUIT_UNE = CLOTURE + timedelta(minutes=1)
PLUS_TARD = CLOTURE + timedelta(days=7)
PAGES_DU_DOSSIER = ["", "verification/", "solution/", "pieces/", "retirer/", "messages/"]


@pytest.fixture(autouse=True)
def candidate(client, alice, dossier):
    dossier.edition.reglages |= {"Q45": {"reprise_heures": 24}}
    dossier.edition.save()
    connecter(client, alice)


@pytest.fixture
def lire(client, dossier):
    return lambda suite="": mots_de(client.get(f"/candidatures/{dossier.reference}/{suite}"))


@pytest.fixture
def suspendu(edition, agnes):
    """Suspended two minutes before its closing, whose bound has passed since."""
    with horloge.a(CLOTURE - timedelta(minutes=2)):
        suspendue = suspendre(edition, par=agnes)
    with horloge.a(MINUIT_UNE):
        yield suspendue


@pytest.fixture
def depose_avant(dossier, alice):
    with horloge.a(PENDANT):
        deposer(dossier, alice)


# --- Suspended past the closing (see Q45) ----------------------------------------------------------------------
@pytest.mark.parametrize("suite", PAGES_DU_DOSSIER)
def test_suspendu_aucune_page_d_un_brouillon_ne_dit_l_appel_clos(lire, suspendu, suite):
    assert "L’appel est clos" not in lire(suite)


@pytest.mark.parametrize("suite", [*PAGES_DU_DOSSIER, "depots/1/"])
def test_suspendu_aucune_page_d_un_dossier_depose_ne_dit_l_appel_clos(depose_avant, lire, suspendu, suite):
    page = lire(suite)
    assert "L’appel est clos" not in page
    assert "Clos, en instruction" not in page


def test_suspendu_un_brouillon_s_ecrit_et_un_fichier_se_joint(client, lire, suspendu, dossier):
    assert "aucun fichier ne peut plus être joint" not in lire("pieces/")
    assert 'name="fichier"' in client.get(f"/candidatures/{dossier.reference}/pieces/").content.decode()


def test_suspendu_un_brouillon_se_commence(client, suspendu, alice):
    assert "Créer mon brouillon" in mots_de(client.get("/candidatures/nouvelle/"))
    assert "Préparer une candidature" in mots_de(client.get("/"))
    assert saisie.commencer(suspendu, par=alice).etat == "brouillon"


def test_suspendu_ce_qui_manque_reste_liste(lire, suspendu, dossier):
    Section.objects.filter(candidature=dossier, partie="solution").update(contenu={})
    page = lire()
    assert "Les dépôts sont suspendus" in page
    assert "Le dépôt sera possible quand ces éléments seront là" in page


def test_suspendu_le_suivi_ne_donne_pas_une_cloture_passee(depose_avant, lire, suspendu):
    page = lire()
    assert "À fixer à la reprise de l’appel Clôture de l’appel" in page
    assert "11 mai 2026 à 23 h 59 Clôture" not in page


def test_suspendu_un_retrait_se_refait_depot_a_la_reprise(client, depose_avant, lire, suspendu, dossier, alice, agnes):
    assert "Les dépôts sont suspendus : d’ici à la reprise" in lire("retirer/")
    page = mots_de(client.post(f"/candidatures/{dossier.reference}/retirer/", follow=True))
    assert "vous pourrez la déposer de nouveau à la reprise" in page
    courrier = Courrier.objects.get(evenement="candidature_retiree")
    ecrit = " ".join(compositeur_de("candidature_retiree").composer(courrier, MINUIT_UNE).body.split())
    assert "vous pourrez la déposer de nouveau à la reprise" in ecrit
    assert "Vous pouvez la déposer de nouveau jusqu’à la clôture" not in ecrit
    reprendre(suspendu, par=agnes, cloture_le=PLUS_TARD)
    assert deposer(dossier, alice).numero == 2


RESTE_SUSPENDU = "L’appel reste suspendu : aucun dépôt n’est accepté d’ici à sa reprise."


def annonce_du_report(edition, agnes):
    """Postpone, and return what the mail and the news say of it."""
    reporter(edition, cloture_le=PLUS_TARD, par=agnes, a_ete_lue=lambda edition: False)
    diffuser_les_annonces(horloge.maintenant())
    courrier = Courrier.objects.get(evenement="annonce_report")
    nouvelle = Actualite.objects.get(titre="La clôture est reportée")
    ecrits = compositeur_de("annonce_report").composer(courrier, MINUIT_UNE).body, nouvelle.texte
    return [" ".join(ecrit.split()) for ecrit in ecrits]


def test_reportee_pendant_la_suspension_l_annonce_ne_promet_aucun_depot(suspendu, agnes):
    courriel, nouvelle = annonce_du_report(suspendu, agnes)
    assert RESTE_SUSPENDU in courriel
    assert RESTE_SUSPENDU in nouvelle
    assert "vous pouvez déposer" not in courriel


def test_reportee_sans_suspension_l_annonce_dit_jusqu_a_quand_deposer(edition, agnes):
    with horloge.a(PENDANT):
        courriel, nouvelle = annonce_du_report(edition, agnes)
    assert "vous pouvez déposer" in courriel
    assert "suspendu" not in courriel
    assert "suspendu" not in nouvelle


# --- Cancelled (see R6) ----------------------------------------------------------------------------------------
@pytest.fixture(params=[False, True], ids=["jamais suspendu", "suspendu d'abord"])
def annule(request, edition, agnes):
    with horloge.a(PENDANT + timedelta(days=1)):
        if request.param:
            suspendre(edition, par=agnes)
        yield annuler(edition, motif="Sans suite", par=agnes)


@pytest.mark.parametrize("suite", ["", "verification/", "solution/", "pieces/"])
def test_annule_un_brouillon_le_dit_et_ne_promet_aucune_reprise(lire, annule, suite):
    page = lire(suite)
    assert "L’appel est annulé" in page
    assert "suspendus" not in page
    assert "à la reprise" not in page
    assert "L’appel est clos" not in page


@pytest.mark.parametrize("suite", ["", "verification/", "depots/1/"])
def test_annule_un_dossier_depose_le_dit_et_ne_promet_rien(depose_avant, lire, annule, suite):
    page = lire(suite)
    assert "L’appel est annulé" in page
    for promesse in ("suspendus", "déposer de nouveau", "examinée après la clôture", "La version 1 compte", "compte."):
        assert promesse not in page


def test_annule_aucun_fichier_ne_se_joint(annule, dossier, alice):
    with pytest.raises(ActeRefuse, match="annule"):
        saisie.joindre(Candidature.objects.get(), "memoire", None, par=alice)


def test_annule_une_candidature_se_retire_sans_promesse(client, depose_avant, lire, annule, dossier):
    assert "déposer de nouveau" not in lire("retirer/")
    page = mots_de(client.post(f"/candidatures/{dossier.reference}/retirer/", follow=True))
    assert Candidature.objects.get().etat == "retiree"
    assert "déposer de nouveau" not in page
    courrier = Courrier.objects.get(evenement="candidature_retiree")
    ecrit = compositeur_de("candidature_retiree").composer(courrier, horloge.maintenant()).body
    assert "de nouveau" not in ecrit


def test_annule_la_liste_ne_propose_plus_de_commencer(client, annule):
    page = mots_de(client.get("/candidatures/"))
    assert "Commencer une candidature" not in page
    assert "L’appel est annulé et ce brouillon n’a pas été déposé." in page


def test_annule_apres_la_cloture_le_dossier_ne_promet_plus_de_reponse(client, edition, agnes, alice):
    depose = CandidatureFactory(edition=edition, equipe=[alice], etat="recevable")
    with horloge.a(APRES):
        annuler(edition, motif="Sans suite", par=agnes)
        page = mots_de(client.get(f"/candidatures/{depose.reference}/"))
    version = "La version 1, déposée le 4 mai 2026 à 10 h 42, est conservée."
    assert f"Appel annulé L’appel est annulé : aucune candidature n’est plus examinée. {version}" in page
    assert f"L’appel est annulé : aucun dépôt n’est plus possible. {version}" in page
    assert "La réponse vous parviendra" not in page
    assert "en instruction" not in page


def test_annule_une_reponse_deja_notifiee_reste(client, edition, agnes, alice):
    jugee = CandidatureFactory(edition=edition, equipe=[alice], etat="irrecevable")
    with horloge.a(APRES):
        annuler(edition, motif="Sans suite", par=agnes)
        page = mots_de(client.get(f"/candidatures/{jugee.reference}/"))
    assert "La candidature n’est pas recevable" in page


def test_annule_se_retirer_reste_possible_apres_la_cloture(edition, agnes, alice):
    depose = CandidatureFactory(edition=edition, equipe=[alice], etat="recevable")
    with horloge.a(APRES):
        annuler(edition, motif="Sans suite", par=agnes)
        retirer_apres_la_cloture(depose, "Plus d’objet", par=alice)
    assert Candidature.objects.get(pk=depose.pk).etat == "retiree"


def test_clos_un_retrait_simple_est_refuse(depose_avant, dossier, alice):
    with horloge.a(APRES), pytest.raises(ActeRefuse, match="cloture"):
        actes.retirer(dossier, par=alice)


@pytest.mark.parametrize("suite", ["solution/", "pieces/"])
def test_une_fois_clos_aucune_partie_ne_dit_ce_qu_il_faut_pour_deposer(lire, suite):
    attendus = "tout est obligatoire pour déposer", "Le dossier accepte"
    with horloge.a(PENDANT):
        assert any(phrase in lire(suite) for phrase in attendus)
    with horloge.a(APRES):
        page = lire(suite)
    assert not any(phrase in page for phrase in attendus)
