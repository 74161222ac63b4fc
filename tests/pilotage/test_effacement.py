"""Wiping a rehearsal: a real call is never touched, whoever asks; nothing of the rehearsal is left but the journal."""

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from psycopg import sql

from amihr import horloge
from amihr.editions.models import Edition, Scene
from amihr.fichiers.models import Fichier
from amihr.habilitations.models import Public
from amihr.journal.chaine import reference_de, verifier
from amihr.journal.models import EntreeJournal
from amihr.pilotage.mise_en_scene import avancer_la_repetition
from amihr.pilotage.repetition import effacer_la_repetition, en_cours, passees, preparer
from amihr.socle.parente import descendance, lignes_de
from amihr.socle.refus import ActeRefuse
from candidatures.models import Depot
from catalogue.actes.labels import delivrer
from evaluation.actes.decision import notifier
from evaluation.actes.proces_verbaux import produire_les_pv
from tests.bases import en_proprietaire
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.editions import COMMISSION, EditionFactory
from tests.fabriques.evaluation import signer, tenir_une_seance

pytestmark = pytest.mark.django_db
# What no call owns: the journal, which keeps everything, and what belongs to the software.
A_PART = ("journal_", "django_", "comptes_session", "cache", "socle_compteur", "horloge_deplacee")
# Named by rows of a call, and gone with those of a rehearsal.
EMPORTEES = {"candidatures_structure", "fichiers_fichier"}
APPELER = "SELECT editions_effacer_la_repetition(%s)"
TABLES = """
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
ORDER BY table_name
"""
GELS = """
SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) LIKE '%%editions_s_efface%%' FROM pg_trigger
WHERE NOT tgisinternal AND tgconstraint = 0 AND tgtype & 8 = 8 AND tgrelid::regclass::text = ANY(%s)
"""
DESCENDANCE = """
WITH RECURSIVE d AS (SELECT 'editions_edition'::regclass::oid AS t
    UNION SELECT l.fille FROM editions_liens l JOIN d ON l.mere = d.t)
SELECT t::regclass::text FROM d
"""


def lire(requete, parametres=()):
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return curseur.fetchall()


def empreintes(*sauf):
    """What every table holds, in one hash each."""
    noms = [nom for (nom,) in lire(TABLES) if not nom.startswith((*A_PART, *sauf))]
    somme = sql.SQL("SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t")
    return {nom: lire(somme.format(sql.Identifier(nom)))[0][0] for nom in noms}


def tout_jouer(repetition, agent):
    """All that a rehearsal may come to: seats, grids, meeting, minutes, act, letters, labels."""
    edition = repetition.edition
    signer_nda(agent, edition, Public.AGENT)
    with horloge.a(COMMISSION):
        dossiers = tenir_une_seance(edition, agent, 2)
        signer(edition, dossiers, agent)
        notifier(edition, [dossier.reference for dossier in dossiers], par=agent, sans_voies_de_recours=True)
        delivrer(edition, par=agent)
        produire_les_pv(COMMISSION)


# --- What is refused ---------------------------------------------------------------------------------------


def test_un_veritable_appel_ne_s_efface_pas(edition, agnes):
    with pytest.raises(ActeRefuse, match="repetition_reelle"):
        effacer_la_repetition(edition, par=agnes)


def test_le_role_du_site_n_efface_pas_un_veritable_appel_par_sql(en_repetition, depose):
    with pytest.raises(DatabaseError, match="Only a rehearsal is wiped"), transaction.atomic():
        lire(APPELER, [depose.edition_id])
    assert Depot.objects.filter(candidature=depose).exists()


def test_le_role_du_site_ne_degele_rien_en_se_disant_en_train_d_effacer(en_repetition, depose):
    lire("SELECT set_config('amihr.repetition_effacee', '1', true)")
    with pytest.raises(DatabaseError, match="neither changed nor deleted"), transaction.atomic():
        Depot.objects.filter(candidature=depose)._raw_delete("default")


def test_ce_qu_on_rattache_a_la_repetition_n_est_pas_emporte(en_repetition, en_evaluation):
    """A real member moved by SQL to the rehearsal would take away the grids that they submitted."""
    with horloge.a(COMMISSION):
        tenir_une_seance(en_evaluation.edition, en_repetition.par, 1)
    siege = en_evaluation.edition.membres.filter(evaluations__isnull=False).first()
    college = en_repetition.edition.colleges.first()
    type(siege).objects.filter(pk=siege.pk).update(edition=en_repetition.edition, college=college)
    with pytest.raises(DatabaseError, match="belongs to something else"), transaction.atomic():
        lire(APPELER, [en_repetition.edition_id])


def test_une_table_preparee_par_l_appelant_n_est_pas_crue(en_repetition):
    with connection.cursor() as curseur:
        curseur.execute("CREATE TEMP TABLE a_effacer (relation oid, cle text, tour integer) ON COMMIT DROP")
    with pytest.raises(DatabaseError, match="already exists"), transaction.atomic():
        lire(APPELER, [en_repetition.edition_id])


def test_on_n_efface_pas_pendant_que_les_dossiers_se_preparent(en_repetition, agnes):
    with en_proprietaire() as autre:
        autre.execute("SELECT pg_advisory_lock(hashtext('amihr.repetition'))")
        with pytest.raises(ActeRefuse, match="repetition_occupee"):
            effacer_la_repetition(en_repetition.edition, par=agnes)


# --- What is wiped -----------------------------------------------------------------------------------------


def test_il_n_en_reste_rien_et_rien_d_autre_n_est_touche(en_repetition, en_evaluation, agnes):
    """The real call has its own dossier, and the rehearsal all that may be frozen."""
    edition, source, pk = en_repetition.edition, en_repetition.source, en_repetition.edition_id
    CandidatureFactory(edition=edition, deposee=True)
    avant = empreintes("comptes_", "account_", "mfa_")
    tout_jouer(en_repetition, agnes)
    pleines = {modele for modele in descendance(Edition) if lignes_de(modele, pk, Edition).exists()}
    assert len(pleines) >= 30
    effacer_la_repetition(edition, par=agnes)
    restent = [modele for modele in descendance(Edition) if lignes_de(modele, pk, Edition).exists()]
    assert (restent, Edition.objects.filter(pk=pk).exists(), en_cours()) == ([], False, None)
    apres = empreintes("comptes_", "account_", "mfa_")
    propres = {modele._meta.db_table for modele in descendance(Edition)} | {"editions_edition"} | EMPORTEES
    assert {nom for nom in avant if avant[nom] != apres[nom]} <= propres
    assert Depot.objects.filter(candidature=en_evaluation).exists()
    assert source.candidatures.get() == en_evaluation


def test_de_la_preparation_a_l_effacement_la_base_revient_a_elle_meme(
    a_ouvrir, signataire, django_capture_on_commit_callbacks
):
    ancienne = EditionFactory(complete=True, slug="ancienne")
    signer_nda(signataire, ancienne, Public.AGENT)
    with horloge.a(COMMISSION):
        tenir_une_seance(ancienne, signataire, 1)
    avant = empreintes()
    with django_capture_on_commit_callbacks(execute=True):
        preparee = preparer(a_ouvrir, scene=Scene.CLOS, nombre=1, par=signataire)
        avancer_la_repetition()
    differentes = {nom for nom, lue in empreintes().items() if lue != avant[nom]}
    assert {"candidatures_depot", "comptes_personne", "courrier_courrier", "fichiers_fichier"} <= differentes
    cles = list(Fichier.objects.filter(nom__contains="fictif").values_list("cle", flat=True))
    assert len(cles) >= 1
    assert all(default_storage.exists(cle) for cle in cles)
    with django_capture_on_commit_callbacks(execute=True):
        effacer_la_repetition(preparee.edition, par=signataire)
    assert {nom: lue for nom, lue in empreintes().items() if lue != avant[nom]} == {}
    assert not any(default_storage.exists(cle) for cle in cles)


def test_le_journal_dit_qui_a_repete_quoi_et_qui_a_efface(en_repetition, edition, agnes):
    effacer_la_repetition(en_repetition.edition, par=agnes)
    entree = EntreeJournal.objects.de(reference_de(edition)).get(evenement="repetition.effacee")
    assert (entree.par, entree.faits["repetition"], entree.faits["dossiers"]) == (agnes, en_repetition.edition_id, 0)
    assert [verifier(chaine).est_intacte for chaine in ("actes", "lectures")] == [True, True]
    assert passees(edition) == []  # never prepared by the acte: nothing to tell


# --- What a future table could forget ----------------------------------------------------------------------


def test_toute_table_d_un_appel_est_atteinte_par_ses_cles_etrangeres():
    tables = {modele._meta.db_table for modele in descendance(Edition)}
    atteintes = {nom for (nom,) in lire(DESCENDANCE)}
    assert tables <= atteintes
    assert atteintes - {"editions_edition"} <= {m._meta.db_table for m in apps.get_models(include_auto_created=True)}


def test_ce_qui_gele_une_table_d_un_appel_laisse_effacer_une_repetition():
    """A new trigger on DELETE says « WHEN (NOT editions_s_efface()) », or the wiping would stumble on it."""
    tables = [modele._meta.db_table for modele in descendance(Edition)]
    gels = lire(GELS, [tables])
    assert len(gels) > 20
    assert [(table, nom) for table, nom, s_efface in gels if not s_efface] == []
