"""A rehearsal: refused where it must be, never public, its mails held, its dossiers filed by the real actes."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from amihr import horloge
from amihr.comptes.models import Personne, Role
from amihr.courrier.boite import expedier
from amihr.courrier.models import Courrier
from amihr.courrier.models import Etat as EtatDuCourrier
from amihr.editions.conduite import mettre_en_avant
from amihr.editions.models import Edition, Scene
from amihr.editions.repetitions import existe_pour, retenue_des_courriers
from amihr.habilitations.engagements import nommer, signer
from amihr.habilitations.models import Public, VersionNDA
from amihr.pilotage.mise_en_scene import avancer_la_repetition
from amihr.pilotage.redaction import suivante
from amihr.pilotage.repetition import courriers, en_cours, ou_elle_en_est, poursuivre, preparer
from amihr.socle.refus import ActeRefuse
from candidatures import acces
from candidatures.acces import Action
from candidatures.actes import saisie
from candidatures.lectures import depot_par_code
from candidatures.lectures.registre import sirens_a_verifier
from candidatures.models import Depot, Etat
from tests.fabriques.comptes import PersonneFactory, connecter
from tests.fabriques.editions import OUVERTURE
from tests.personnages import personne

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


def test_une_repetition_ne_se_repete_ni_ne_se_prolonge_en_edition(repetition, signataire):
    with pytest.raises(ActeRefuse, match="repetition_sans_suite"):
        preparer(repetition.edition, scene=Scene.OUVERT, nombre=1, par=signataire)
    with pytest.raises(ActeRefuse, match="repetition_sans_suite"):
        suivante(repetition.edition, nom="Autre", sous_titre="x", annee=2030, prefixe_reference="X", jour=None,
                 ouverture=None, cloture=None, commission=None)  # fmt: skip


def test_la_base_refuse_qu_un_appel_devienne_une_repetition_ou_l_inverse(repetition, a_ouvrir):
    for edition in (a_ouvrir, repetition.edition):
        with pytest.raises(DatabaseError, match="never becomes"), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(est_repetition=not edition.est_repetition)


def test_une_repetition_ne_se_met_jamais_en_avant(repetition, signataire):
    with pytest.raises(ActeRefuse, match="repetition_jamais_publique"):
        mettre_en_avant(repetition.edition, par=signataire)
    with pytest.raises(DatabaseError, match="repetition_jamais_courante"), transaction.atomic():
        Edition.objects.filter(est_courante=True).update(est_courante=False)
        Edition.objects.filter(pk=repetition.edition_id).update(est_courante=True)


def test_personne_de_reel_n_y_depose(repetition, signataire):
    with pytest.raises(ActeRefuse, match="juge_et_partie"):
        saisie.commencer(repetition.edition, par=signataire)


# --- Who knows of it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATEUR, Role.DPO, Role.GROUPEMENT])
def test_elle_n_existe_pas_pour_qui_n_y_joue_pas(repetition, role):
    qui = personne("Zoé", roles=[role] if role else [], totp=True)
    assert not existe_pour(qui, repetition.edition, horloge.maintenant())


@pytest.mark.parametrize("role", [Role.AGENT, Role.OPERATEUR])
def test_elle_existe_pour_les_agents_et_l_operateur(repetition, role):
    assert existe_pour(personne("Zoé", roles=[role], totp=True), repetition.edition, horloge.maintenant())


def test_un_membre_de_l_appel_y_siege_et_lui_seul(a_ouvrir, signataire):
    mona, autre = personne("Mona", totp=True), personne("Marc", totp=True)
    nommer(a_ouvrir, mona, a_ouvrir.colleges.first(), par=signataire)
    repetee = preparer(a_ouvrir, scene=Scene.OUVERT, nombre=1, par=signataire)
    avancer_la_repetition()
    existe = [existe_pour(qui, repetee.edition, horloge.maintenant()) for qui in (mona, autre)]
    assert existe == [True, False]


PUBLIQUES = ("", "reglement/", "criteres/", "calendrier/", "eligibilite/", "questions/", "trame/", "calendrier.ics")


@pytest.mark.parametrize("page", PUBLIQUES)
def test_aucune_page_publique_de_la_repetition(client, repetition, signataire, page):
    adresse = f"/editions/{repetition.edition.slug}/{page}"
    assert client.get(adresse).status_code == 404
    assert connecter(client, PersonneFactory()).get(adresse).status_code == 404
    assert connecter(client, signataire).get(adresse).status_code == 200


@pytest.mark.parametrize(
    "adresse", ["/", "/plan-du-site/", "/sitemap.xml", "/catalogue/", "/catalogue.atom", "/catalogue.json", "/actualites/"]
)
def test_rien_de_public_ne_la_nomme(client, repetition, adresse):
    page = client.get(adresse).content.decode()
    assert [mot for mot in ("repetition", "Répétition", "fictif") if mot in page] == []


def test_un_depot_de_repetition_ne_se_verifie_pas(client, repetition, a_ouvrir):
    depot = Depot.objects.filter(candidature__edition=repetition.edition).first()
    assert depot_par_code(depot.code) is None
    page, inconnue = (client.get(f"/verifier/depot/{code}/") for code in (depot.code, "AAAABBBBCCCC"))
    assert page.status_code == inconnue.status_code
    assert depot.empreinte not in page.content.decode()


def test_le_registre_des_entreprises_n_en_sait_rien(repetition):
    assert sirens_a_verifier(horloge.maintenant()) == []


# --- Its mails ---------------------------------------------------------------------------------------------


def test_aucun_courriel_n_en_part(repetition):
    retenus = courriers(repetition.edition)
    assert set(retenus.values_list("etat", "evenement")) == {(EtatDuCourrier.RETENU, "accuse_de_depot")}
    expedier(horloge.maintenant() + timedelta(days=4))
    assert (mail.outbox, retenus.count()) == ([], 2)


def test_la_base_refuse_qu_un_courriel_retenu_devienne_a_envoyer(repetition):
    with pytest.raises(DatabaseError, match="courrier_retenu_pour_toujours"), transaction.atomic():
        courriers(repetition.edition).update(etat=EtatDuCourrier.A_ENVOYER)


def test_le_mot_de_passe_oublie_d_un_figurant_ne_part_pas(client, repetition):
    figurant = Personne.objects.filter(courriel__endswith=".invalid").first()
    assert not figurant.has_usable_password()
    client.post("/compte/mot-de-passe/oubli/", {"email": figurant.courriel})
    assert set(Courrier.objects.filter(personne=figurant).values_list("etat", flat=True)) == {EtatDuCourrier.RETENU}


def test_les_courriels_d_un_veritable_appel_partent_toujours(a_ouvrir, repetition):
    assert [retenue_des_courriers(chose) for chose in (a_ouvrir, "envoi:1", None)] == ["", "", ""]
    assert retenue_des_courriers(repetition.edition) == f"editions_edition:{repetition.edition_id}"


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
    with horloge.a(VEILLE) as _:
        repetee = preparer(a_ouvrir, scene=Scene.CLOS, nombre=1, par=signataire)
        assert avancer_la_repetition()
        repetee.edition.refresh_from_db()
        cloture = repetee.edition.cloture_le
        depot = Depot.objects.get(candidature__edition=repetee.edition)
    assert depot.depose_le < cloture <= VEILLE + 2 * MINUTE
    assert not repetee.edition.sceau_leve(cloture)
    assert repetee.edition.sceau_leve(cloture + MINUTE)


def test_en_commission_une_fois_l_engagement_signe(a_ouvrir, signataire):
    repetee = preparer(a_ouvrir, scene=Scene.COMMISSION, nombre=2, par=signataire)
    assert not avancer_la_repetition()
    with horloge.a(horloge.maintenant() + 3 * MINUTE):
        assert not avancer_la_repetition()
        assert ou_elle_en_est(repetee) == {"deposes": 2, "en_evaluation": 0}
        signer_la_repetition(repetee, signataire)
        assert avancer_la_repetition()
        assert ou_elle_en_est(repetee) == {"deposes": 2, "en_evaluation": 2}


def test_une_scene_suit_l_autre_jusqu_a_la_derniere(repetition, signataire):
    assert poursuivre(repetition, par=signataire).scene == Scene.CLOS
    with pytest.raises(ActeRefuse, match="repetition_pas_prete"):
        poursuivre(repetition, par=signataire)
    avancer_la_repetition()
    poursuivre(repetition, par=signataire)
    with horloge.a(horloge.maintenant() + 3 * MINUTE):
        signer_la_repetition(repetition, signataire)
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
