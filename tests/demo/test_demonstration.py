"""What the demonstration promises: what is loaded, who signs in, the scenes, the ten steps. One load for all of it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.mail import send_mail
from django.core.management import call_command
from pytest_django.live_server_helper import LiveServer
from stdnum.fr import siren as siren_fr

from amihr import horloge
from amihr.celery import application
from amihr.courrier.models import EN_ATTENTE, Courrier
from amihr.editions.conduite import suspendre
from amihr.editions.models import Edition
from amihr.externes.annuaire import chercher
from amihr.journal.chaine import verifier
from amihr.journal.models import EntreeJournal
from amihr.pilotage.demo import courriels, presentation, recalcul, scenes, visite
from amihr.pilotage.demo.management.commands.charger_demo import Command
from amihr.pilotage.demo.personnes import agente, ecrites
from amihr.pilotage.demo.temoin import rendre
from amihr.pilotage.fictif.dossiers import dossiers, siren
from amihr.socle.models import HorlogeDeplacee
from candidatures.lectures import liens_a_trancher_par
from candidatures.lectures.declarations import declarations_attendues
from candidatures.models import Deport, Depot, Tentative
from catalogue.models import Label, RetraitLabel
from evaluation.lectures import tableau
from evaluation.models import Note
from tests.parcours.outils import suivre, verifier_page

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.xdist_group("demonstration")]
SCENE = 120_000  # a step may play the whole call again
FINAUX = {"labellisee", "non_labellisee", "irrecevable", "ineligible", "retiree", "disqualifiee", "brouillon"}


def editions():
    """The three editions, from the oldest to the current one."""
    return list(Edition.objects.order_by("annee"))


@pytest.fixture(autouse=True)
def etat_charge(demonstration):
    """Each test starts from the loaded state, whatever scene the one before it played."""
    rendre()


# --- What is loaded -----------------------------------------------------------------------------------------


def test_l_edition_finie_a_toutes_les_fins():
    finie = editions()[1]
    assert finie.candidatures.count() >= 14
    assert set(finie.candidatures.values_list("etat", flat=True)) == FINAUX


def test_l_edition_finie_a_ses_labels():
    labels = Label.objects.filter(edition=editions()[1])
    assert labels.count() >= 8
    assert labels.filter(est_coup_de_coeur=True).count() == 2
    assert RetraitLabel.objects.filter(label__in=labels, leve_le=None).count() == 1


def test_l_ancienne_edition_a_un_label_expire_et_un_qui_va_l_etre():
    aujourdhui = horloge.jour_de_paris(horloge.maintenant())
    fins = sorted(Label.objects.filter(edition=editions()[0]).values_list("fin", flat=True))
    assert fins[0] < aujourdhui <= fins[1] < aujourdhui + timedelta(days=30)


def test_l_edition_courante_est_ouverte_avec_brouillons_et_depots():
    ouverte = editions()[2]
    assert ouverte.est_courante
    assert ouverte.accepte_les_depots(horloge.maintenant())
    assert set(ouverte.candidatures.values_list("etat", flat=True)) == {"brouillon", "deposee"}


def test_chaque_siren_est_juste_et_n_est_a_personne():
    sirens = set(Depot.objects.exclude(structure__siren="").values_list("structure__siren", flat=True))
    assert len(sirens) > 15
    assert {s for s in sirens if not (s.startswith("0000") and siren_fr.is_valid(s))} == set()


def test_les_notes_donnent_un_classement_qui_se_discute():
    lignes = tableau(agente(), editions()[1]).classement.lignes
    rangs = [ligne.rang for ligne in lignes]
    affichees = [ligne.resultat.affichee for ligne in lignes]
    assert len(set(rangs)) < len(rangs)
    assert len(set(affichees)) < len(set(rangs))
    assert any(ligne.suivant and ligne.suivant.derriere for ligne in lignes)


def test_deports_hors_competence_et_depot_tardif():
    finie = editions()[1]
    assert Deport.objects.filter(candidature__edition=finie, impose_par=None).exists()
    assert Deport.objects.filter(candidature__edition=finie).exclude(impose_par=None).exists()
    assert Note.objects.filter(evaluation__candidature__edition=finie, est_hors_competence=True).count() == 1
    assert Tentative.objects.filter(edition=finie, cause="cloture").exists()


def test_la_commission_a_neuf_membres_en_trois_colleges():
    sieges = editions()[2].membres.select_related("college")
    assert sieges.count() == len(ecrites()["commission"]) == 9
    assert {siege.college.code for siege in sieges} == {"experts", "groupement", "region"}
    assert sieges.filter(est_president=True).count() == 1


def test_l_horloge_est_rendue_et_le_journal_intact():
    assert not HorlogeDeplacee.objects.exists()
    assert verifier("actes").est_intacte


def test_charger_de_nouveau_ne_fait_rien():
    avant = EntreeJournal.objects.count()
    call_command(Command())
    assert EntreeJournal.objects.count() == avant


# --- Signing in ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("groupe", range(4))
def test_chacun_entre_d_un_clic_second_facteur_compris(visiteur, groupe):
    for qui in presentation.groupes()[groupe]["personnes"]:
        reponse = visiteur.post("/demo/entrer/", {"personne": qui["pk"]}, follow=True)
        assert (reponse.status_code, str(visiteur.session["_auth_user_id"])) == (200, str(qui["pk"]))
        assert "double-authentification" not in reponse.redirect_chain[-1][0]


def test_entrer_comme_personne_est_une_404(visiteur):
    assert visiteur.post("/demo/entrer/", {"personne": "x"}).status_code == 404


def test_redevenir_visiteur_ferme_la_session(visiteur):
    visiteur.post("/demo/entrer/", {"personne": agente().pk})
    visiteur.post("/demo/entrer/")
    assert "_auth_user_id" not in visiteur.session


# --- Scenes -------------------------------------------------------------------------------------------------


def test_une_scene_inconnue_est_une_404(visiteur):
    assert visiteur.post("/demo/scenes/nulle-part/").status_code == 404


def test_deux_minutes_avant_la_cloture_l_appel_est_ouvert(visiteur):
    reponse = visiteur.post("/demo/scenes/avant-la-cloture/", follow=True)
    edition = scenes.edition_jouee()
    reste = edition.cloture_le - horloge.maintenant()
    assert reponse.status_code == 200
    assert timedelta(0) < reste < timedelta(minutes=2)


def test_l_instruction_laisse_un_dossier_a_examiner(visiteur):
    visiteur.post("/demo/scenes/instruction/")
    assert scenes.edition_jouee().candidatures.filter(etat="deposee").count() == 1


def test_la_commission_s_engage_laisse_de_quoi_trancher_relancer_et_signer(visiteur):
    visiteur.post("/demo/scenes/engagement/")
    edition = scenes.edition_jouee()
    liens = liens_a_trancher_par(agente(), edition)
    assert {lien.personne.courriel: [raison.critere for raison in lien.raisons] for lien in liens} == {
        "thierry.gallois@labo-lidar.example": ["siren"], "claire.nguyen@transition.example": ["mandat"],
    }  # fmt: skip
    attendues, _ = declarations_attendues(agente(), edition, horloge.maintenant())
    assert {attendue.membre.personne.courriel: attendue.est_engage for attendue in attendues} == {
        scenes.MUET: True, scenes.RETARDATAIRE: False,
    }  # fmt: skip
    visiteur.post("/demo/scenes/evaluation/")
    assert liens_a_trancher_par(agente(), edition) == []


def test_un_an_apres_les_labels_ont_expire_puis_tout_revient(visiteur):
    visiteur.post("/demo/scenes/un-an-apres/")
    edition = scenes.edition_jouee()
    jour = horloge.jour_de_paris(horloge.maintenant())
    assert [label.fin < jour for label in edition.labels.all()] == [True] * 4
    visiteur.post("/demo/scenes/aujourd-hui/")
    assert not edition.labels.exists()


@pytest.fixture
def travail_fini(demonstration, settings):
    """The worker has made the receipts and sent the mails of the load; no scene has been played."""
    cache.delete(scenes.EN_COURS)
    if not settings.CACHET_FICHIER.exists():
        call_command("preparer_cachet", verbosity=0)
    application.loader.import_default_modules()
    for tour in range(1, 6):
        if not scenes._reste_a_produire():
            return scenes.revenir()  # remembered: the next of these tests finds the work done
        with horloge.a(horloge.maintenant() + timedelta(hours=tour)):  # a mail not ready is tried again later
            for nom in settings.REVEIL:
                application.tasks[nom]()
    restants = Courrier.objects.filter(etat__in=EN_ATTENTE).values_list("evenement", "etat", "prochain_essai_le")
    pytest.fail(f"il reste du travail : {list(restants)}")


def test_ce_qu_un_visiteur_a_fait_avant_la_premiere_scene_est_oublie(travail_fini):
    edition = scenes.edition_jouee()
    suspendre(edition, par=agente())
    scenes.revenir()
    edition.refresh_from_db()
    assert edition.suspendue_le is None


def test_un_brouillon_commence_avant_la_premiere_scene_est_oublie(travail_fini):
    brouillons = scenes.edition_jouee().candidatures
    brouillons.filter(etat="brouillon").update(titre="Essai d’un visiteur")
    scenes.revenir()
    assert not brouillons.filter(titre="Essai d’un visiteur").exists()


def test_ce_que_le_travail_de_fond_a_fait_est_retenu(travail_fini):
    scenes.revenir()
    assert not scenes._reste_a_produire()


# --- The tour -----------------------------------------------------------------------------------------------

PROMESSES = {
    "manque": ["Il manque encore des éléments", "Attestation fiscale", "B.2"],
    "complet": ["Complet, mais non déposé"],
    "trop_tard": ["L’appel est clos depuis", "00 min 01 s"],
    "comptes": ["Déposées", "Non consultable avant la clôture"],
    "engagement": ["engagement de confidentialité"],
    "liens": ["Noue et Compagnie"],
    "deport": ["Verger Public"],
    "note": ["Brise"],
    "remise": ["Votre évaluation est remise"],
    "seance": ["Séance du"],
    "pourquoi": ["Sillon d’eau"],
    "acte": ["HR-01"],
    "lettre": ["Brise"],
    "silence": ["fraîcheur"],
    "recherche": ["Brise", "Coup de cœur du jury"],
    "comparer": ["Brise", "Sillon d’eau"],
    "scan": ["Label valide"],
    "retrait": ["Label retiré"],
    "journal": ["a été modifiée", "intact"],
    "recalcul": ["identique"],
}
ABSENCES = {"silence": "Institut du climat urbain", "recalcul": "différent", "comptes": "Noue et Compagnie"}


def lire(reponse):
    """The page, its unbreakable spaces made ordinary."""
    return reponse.content.decode().replace("\u00a0", " ")


def test_les_dix_etapes_montrent_ce_qu_elles_promettent(visiteur):
    for vue in visite.vues():
        reponse = visiteur.post(f"/demo/visite/{vue.rang}/", follow=True)
        page = lire(reponse)
        assert reponse.status_code == (409 if vue.cle == "trop_tard" else 200), vue.cle
        assert f"Étape {vue.etape} sur 10" in page, vue.cle
        corps = page.partition("<main")[2]
        assert [p for p in PROMESSES[vue.cle] if p not in corps] == [], vue.cle
        assert ABSENCES.get(vue.cle, "\x00") not in corps, vue.cle


def test_une_etape_seule_rejoue_ce_qui_la_precede(visiteur):
    rang = next(vue.rang for vue in visite.vues() if vue.cle == "liens")
    visite.interrompre()
    reponse = visiteur.post(f"/demo/visite/{rang}/", follow=True)
    assert "Noue et Compagnie" in lire(reponse)


@pytest.mark.navigateur
def test_la_visite_ne_demande_que_suivant(page):
    serveur = LiveServer("localhost")
    try:
        page.goto(f"{serveur.url}/demo/")
        verifier_page(page, "demo")
        page.goto(f"{serveur.url}/demo/visite/")
        suivre(page.get_by_role("button", name="Commencer la visite"), SCENE)
        for _ in visite.vues()[1:]:
            suivre(page.get_by_role("button", name="Suivant", exact=True), SCENE)
        suivre(page.get_by_role("button", name="Terminer et revenir à aujourd’hui"), SCENE)
    finally:
        serveur.stop()
    assert not HorlogeDeplacee.objects.exists()


# --- Behind -------------------------------------------------------------------------------------------------


def test_chaque_page_de_la_demonstration_repond(visiteur):
    for adresse in ("", "visite/", "courriels/", "journal/", "classement/"):
        reponse = visiteur.get(f"/demo/{adresse}")
        assert reponse.status_code == 200
        assert "fictifs" in lire(reponse)


def test_l_annuaire_de_la_demonstration_repond_sans_quitter_la_machine(settings):
    serveur = LiveServer("localhost")
    settings.ANNUAIRE_URL = f"{serveur.url}/demo/annuaire"
    try:
        ouverte = {dossier["titre"]: chercher(siren(dossier["rang"])).entreprise for dossier in dossiers("ouverte")[:3]}
        fermee = chercher(siren(45)).entreprise
        assert chercher("000000018").entreprise is None
    finally:
        serveur.stop()
    assert (ouverte["Sillon d’eau"].nom, ouverte["Sillon d’eau"].region) == ("NOUE ET COMPAGNIE", "11")
    assert (fermee.nom, fermee.est_active) == ("PAS À PAS", False)


def test_le_classement_refait_a_partir_du_classeur_concorde():
    lignes = recalcul.prouver(editions()[1], par=agente())
    assert len(lignes) >= 12
    assert [ligne for ligne in lignes if not ligne.concorde] == []


def test_les_courriels_se_lisent(visiteur, settings):
    settings.EMAIL_FILE_PATH.mkdir(exist_ok=True)
    send_mail("Objet essayé", "Corps du message", "de@region.example", ["a@region.example"])
    lu = next(recu for recu in courriels.courriels() if recu.sujet == "Objet essayé")
    assert "Corps du message" in lire(visiteur.get(f"/demo/courriels/{lu.cle}/"))
