"""A-01, A-02, A-04, A-16: races on real connections, around the closing and around a lock."""

import time
import uuid
from datetime import timedelta
from threading import Event

import pytest
from django.db import transaction
from django.http import Http404

from amihr import horloge
from amihr.courrier.models import Courrier
from amihr.journal.chaine import verifier
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from candidatures.models import Candidature, Deport, Depot
from evaluation.actes.notation import enregistrer
from evaluation.models import Evaluation
from tests.candidatures.gestes import deposer
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import APRES, CLOTURE, PENDANT
from tests.fils import ATTENTE, attendre_qu_un_autre_attende, en_parallele, ensemble
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)
DEPOSANTS = 12
AVANCE = timedelta(seconds=3)  # what a busy machine takes to start threads; less than lock_timeout


@pytest.mark.parametrize(("instant", "depose"), [(CLOTURE - timedelta(milliseconds=1), True), (CLOTURE, False)])
def test_a01_la_derniere_milliseconde_et_la_suivante(dossier, alice, instant, depose):
    with horloge.a(instant):
        (fait,) = ensemble(lambda: deposer(dossier, alice))
    assert isinstance(fait, Depot) == depose
    assert Depot.objects.count() == int(depose)
    refuses = EntreeJournal.objects.filter(evenement="acte.refuse", faits__code="cloture")
    assert refuses.count() == int(not depose)


def test_a01_autour_de_la_borne_chacun_a_le_sort_de_son_instant(edition):
    gens = [personne(f"Deposant{rang}") for rang in range(DEPOSANTS)]
    dossiers = [CandidatureFactory(edition=edition, equipe=[qui]) for qui in gens]

    def deposer_a(rang):
        """The first well before the closing, the last after it, the others as close to it as the machine can."""
        if rang:
            dormir_jusqu_a(CLOTURE + (rang - DEPOSANTS // 2) * timedelta(milliseconds=50))
        return deposer(dossiers[rang], gens[rang])

    with horloge.a(CLOTURE - AVANCE, fige=False):
        rendus = ensemble(*(lambda rang=rang: deposer_a(rang) for rang in range(DEPOSANTS)))
    deposes = [rendu for rendu in rendus if isinstance(rendu, Depot)]
    refuses = [rendu for rendu in rendus if isinstance(rendu, ActeRefuse)]
    assert deposes
    assert refuses
    assert len(deposes) + len(refuses) == DEPOSANTS
    assert all(depot.depose_le < CLOTURE for depot in deposes)
    assert all((refus.code, refus.instant >= CLOTURE) == ("cloture", True) for refus in refuses)
    assert {depot.pk for depot in deposes} == set(Depot.objects.values_list("pk", flat=True))
    assert verifier("actes").est_intacte


def dormir_jusqu_a(instant):
    time.sleep(max(0, (instant - horloge.instant_de_la_base()).total_seconds()))


def tenir(candidature, entre_temps=lambda: None):
    """Hold the candidature's row from another connection until somebody waits for it; do something before letting go."""
    tenue = Event()

    def garder():
        with transaction.atomic():
            list(Candidature.objects.select_for_update().filter(pk=candidature.pk))
            tenue.set()
            attendre_qu_un_autre_attende()
            entre_temps()

    issue = en_parallele(garder)
    assert tenue.wait(ATTENTE)
    return issue


def test_a02_un_depot_commence_a_temps_et_retenu_apres_la_cloture_est_a_temps(dossier, alice):
    with horloge.a(CLOTURE - AVANCE, fige=False):
        issue = tenir(dossier, lambda: dormir_jusqu_a(CLOTURE + timedelta(milliseconds=1)))
        depot = deposer(dossier, alice)
        assert horloge.instant_de_la_base() > CLOTURE
        assert issue() is None
    assert depot.depose_le < CLOTURE


def test_a04_double_clic_une_version_un_accuse(dossier, alice):
    cle = uuid.uuid4()
    with horloge.a(PENDANT):
        rendus = ensemble(*[lambda: deposer(dossier, alice, cle=cle)] * 6)
    assert len(set(rendus)) == 1
    assert Depot.objects.get() == rendus[0]
    assert Courrier.objects.filter(evenement="accuse_de_depot").count() == 1
    assert EntreeJournal.objects.filter(evenement="candidature.deposee").count() == 1


def test_a04_deux_clics_sur_deux_pages_font_deux_versions_numerotees(dossier, alice):
    with horloge.a(PENDANT):
        rendus = ensemble(*[lambda: deposer(dossier, alice)] * 4)
    assert sorted(depot.numero for depot in rendus) == [1, 2, 3, 4]
    assert Courrier.objects.filter(evenement="accuse_de_depot").count() == 4


def test_a16_un_deport_valide_pendant_l_attente_arrete_l_ecriture(mona_lit, en_evaluation):
    def se_deporter():
        Deport.objects.create(candidature=en_evaluation, personne=mona_lit, categorie="emploi", declare_le=APRES)

    with horloge.a(APRES):
        issue = tenir(en_evaluation, se_deporter)
        with pytest.raises(Http404):
            enregistrer(en_evaluation, {}, {}, par=mona_lit, revision=0)
        assert issue() is None
    assert not Evaluation.objects.exists()
