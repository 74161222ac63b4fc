"""A rehearsal: refused where it must be, never public, its mails held, its dossiers filed by the real actes."""

from datetime import timedelta

import pytest
from django.core import mail

from amihr import horloge
from amihr.courrier.boite import expedier
from amihr.courrier.models import Etat as EtatDuCourrier
from amihr.editions.models import Scene
from amihr.habilitations.engagements import signer
from amihr.habilitations.models import Public, VersionNDA
from amihr.pilotage.chargement import charger
from amihr.pilotage.fictif.formulaire import dossier_fictif, remplir
from amihr.pilotage.mise_en_scene import avancer_la_repetition
from amihr.pilotage.repetition import courriers, en_cours, ou_elle_en_est, poursuivre, preparer
from amihr.socle.refus import ActeRefuse
from candidatures import acces
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.lectures import formulaire_complet
from candidatures.models import Depot, Etat
from candidatures.regles.completude import PARTIE_DES_PIECES, manques
from tests.fabriques.comptes import connecter
from tests.fabriques.editions import OUVERTURE
from tests.pages import texte_de

from .conftest import VEILLE

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def repetition(a_ouvrir, signataire):
    """An open call rehearsed with two dossiers."""
    preparee = preparer(a_ouvrir, scene=Scene.OUVERT, nombre=2, par=signataire)
    assert avancer_la_repetition()
    preparee.refresh_from_db()
    return preparee


def signer_la_repetition(repetition, qui, public=Public.AGENT):
    version = VersionNDA.objects.get(edition=repetition.edition, public=public)
    signer(version, par=qui, nom_saisi=qui.nom_complet, methode="totp")


# --- What is refused ---------------------------------------------------------------------------------------


def test_un_appel_ouvert_ne_se_repete_plus(a_ouvrir, signataire):
    with horloge.a(OUVERTURE), pytest.raises(ActeRefuse, match="repetition_trop_tard"):
        preparer(a_ouvrir, scene=Scene.OUVERT, nombre=1, par=signataire)


def test_une_seule_repetition_a_la_fois(repetition, a_ouvrir, signataire):
    with pytest.raises(ActeRefuse, match="repetition_en_cours"):
        preparer(a_ouvrir, scene=Scene.OUVERT, nombre=1, par=signataire)


# --- Its mails ---------------------------------------------------------------------------------------------


def test_aucun_courriel_n_en_part(repetition):
    retenus = courriers(repetition.edition)
    assert set(retenus.values_list("etat", "evenement")) == {(EtatDuCourrier.RETENU, "accuse_de_depot")}
    expedier(horloge.maintenant() + timedelta(days=4))
    assert (mail.outbox, retenus.count()) == ([], 2)


# --- Its scenes, by the one clock --------------------------------------------------------------------------


def test_l_appel_ouvert_ne_donne_que_des_comptes(repetition, signataire):
    signer_la_repetition(repetition, signataire)
    comptes, lus = (
        acces.dossiers_accessibles(signataire, action).filter(edition=repetition.edition).count()
        for action in (Action.COMPTER, Action.LIRE_ADMINISTRATIF)
    )
    assert (comptes, lus) == (2, 0)


def test_les_dossiers_disent_qu_ils_sont_fictifs(repetition):
    depots = Depot.objects.filter(candidature__edition=repetition.edition).select_related("structure")
    for depot in depots.prefetch_related("pieces__fichier"):
        assert ("fictif" in depot.titre, "fictive" in depot.structure.denomination) == (True, True)
        assert depot.structure.siren.startswith("0000")
        assert depot.pieces.count() == 3


def test_close_elle_se_descelle_une_minute_apres(a_ouvrir, signataire):
    repetee = preparer(a_ouvrir, scene=Scene.CLOS, nombre=1, par=signataire)
    assert not avancer_la_repetition()
    repetee.edition.refresh_from_db()
    cloture, depot = repetee.edition.cloture_le, Depot.objects.get(candidature__edition=repetee.edition)
    assert depot.depose_le < cloture <= VEILLE + 2 * MINUTE
    with horloge.a(cloture + MINUTE):
        assert avancer_la_repetition()
        repetee.edition.refresh_from_db()
        assert (repetee.edition.cloture_le, repetee.edition.sceau_leve(cloture)) == (cloture, False)


def test_en_commission_une_fois_l_engagement_signe(client, a_ouvrir, signataire):
    def attend_la_signature():
        page = texte_de(connecter(client, signataire).get("/region/edition/repetition/"))
        return "Il ne manque que la signature" in page

    repetee = preparer(a_ouvrir, scene=Scene.COMMISSION, nombre=2, par=signataire)
    assert not avancer_la_repetition()
    with horloge.a(horloge.maintenant() + 3 * MINUTE):
        assert not avancer_la_repetition()
        assert ou_elle_en_est(repetee) == {"deposes": 2, "en_evaluation": 0}
        assert attend_la_signature()
        signer_la_repetition(repetee, signataire)
        assert not attend_la_signature()
        assert avancer_la_repetition()
        assert ou_elle_en_est(repetee) == {"deposes": 2, "en_evaluation": 2}


def test_une_scene_suit_l_autre_jusqu_a_la_derniere(repetition, signataire):
    signer_la_repetition(repetition, signataire)
    assert poursuivre(repetition, par=signataire).scene == Scene.CLOS
    with pytest.raises(ActeRefuse, match="repetition_pas_prete"):
        poursuivre(repetition, par=signataire)
    avancer_la_repetition()
    with horloge.a(horloge.maintenant() + 3 * MINUTE):
        avancer_la_repetition()
        assert poursuivre(repetition, par=signataire).scene == Scene.COMMISSION
        avancer_la_repetition()
        with pytest.raises(ActeRefuse, match="repetition_au_bout"):
            poursuivre(repetition, par=signataire)


def test_ce_qui_fut_interrompu_reprend_ou_il_en_etait(a_ouvrir, signataire, monkeypatch):
    repetee = preparer(a_ouvrir, scene=Scene.OUVERT, nombre=2, par=signataire)
    reel = saisie.joindre

    def en_panne(*args, **kwargs):
        if acces.toutes(repetee.edition).filter(etat=Etat.DEPOSEE).exists():
            raise RuntimeError("le travail de fond est tué")
        return reel(*args, **kwargs)

    monkeypatch.setattr(saisie, "joindre", en_panne)
    with pytest.raises(RuntimeError):
        avancer_la_repetition()
    monkeypatch.undo()
    assert avancer_la_repetition()
    assert acces.toutes(repetee.edition).count() == ou_elle_en_est(repetee)["deposes"] == 2
    assert en_cours().figurants.count() == 2


def test_un_appel_qui_demande_deux_annees_se_remplit_aussi(appel_2027):
    edition = charger(appel_2027)
    formulaire, annees = formulaire_complet(edition), edition.reglage("Q27", "annees")
    assert len(annees) == 2
    contenus = remplir(formulaire, dossier_fictif(1), annees)
    assert not [m for m in manques(formulaire, contenus, set()) if m.partie != PARTIE_DES_PIECES]
