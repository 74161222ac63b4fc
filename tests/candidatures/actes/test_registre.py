"""Asking the register: by hand, by the task that catches up, never by a filing."""

from datetime import timedelta

import pytest

from amihr.socle.refus import ActeRefuse
from candidatures.actes import registre
from candidatures.lectures import sirens_a_verifier
from candidatures.models import Depot, Releve, Section
from tests.candidatures.gestes import deposer
from tests.externes import rejeu
from tests.fabriques.candidatures import CandidatureFactory
from tests.fabriques.editions import APRES, PENDANT

pytestmark = pytest.mark.django_db


def ecrire(dossier, partie, **reponses):
    section = Section.objects.get(candidature=dossier, partie=partie)
    section.contenu |= reponses
    section.save()


def test_un_annuaire_muet_ne_laisse_aucun_releve(annuaire):
    with pytest.raises(ActeRefuse, match="annuaire_muet"):
        registre.relever(rejeu.EN_PANNE)
    assert not Releve.objects.exists()


def test_un_releve_remplace_le_precedent(annuaire, pendant):
    Releve.objects.create(siren=rejeu.FERMEE, releve_le=PENDANT - timedelta(days=40), est_connu=True, est_active=True)
    registre.relever(rejeu.FERMEE)
    releve = Releve.objects.get()
    assert (releve.est_active, releve.nom, releve.releve_le) == (False, "ARGILE ET CIE", PENDANT)


def test_une_personne_ne_presse_pas_l_annuaire(annuaire, alice, monkeypatch):
    monkeypatch.setattr(registre, "PAR_MINUTE", 1)
    registre.relever_pour(alice, rejeu.ACTIVE)
    with pytest.raises(ActeRefuse, match="annuaire_presse"):
        registre.relever_pour(alice, rejeu.ACTIVE)


def test_le_depot_ne_demande_rien_a_l_annuaire(annuaire, dossier, alice, pendant):
    deposer(dossier, alice)
    assert Depot.objects.filter(candidature=dossier).exists()
    assert annuaire.questions == []


def test_le_depot_se_fait_quand_l_annuaire_est_injoignable(annuaire_injoignable, dossier, alice, pendant):
    assert deposer(dossier, alice).structure.siren == rejeu.ACTIVE
    assert sirens_a_verifier(PENDANT) == [rejeu.ACTIVE]


def test_brouillons_et_depots_sont_a_verifier(edition, dossier, pendant):
    ecrire(dossier, "structure", siren=" 000 000 026 ")
    ecrire(dossier, "consortium", membres=[{"nom": "Luftbild", "siren_membre": rejeu.ETRANGERE}, {"nom": "Sans"}])
    CandidatureFactory(edition=edition, deposee=True)
    assert sirens_a_verifier(PENDANT) == [rejeu.ACTIVE, rejeu.FERMEE, rejeu.ETRANGERE]


def test_un_numero_mal_forme_n_est_pas_a_verifier(dossier, pendant):
    ecrire(dossier, "structure", siren="000000019")
    assert sirens_a_verifier(PENDANT) == []


@pytest.mark.parametrize(("est_connu", "jours", "du"), [(True, 29, False), (True, 31, True), (False, 2, True)])
def test_un_releve_vieillit(dossier, est_connu, jours, du):
    Releve.objects.create(siren=rejeu.ACTIVE, releve_le=PENDANT - timedelta(days=jours), est_connu=est_connu)
    assert bool(sirens_a_verifier(PENDANT)) is du


def test_un_appel_clos_depuis_longtemps_n_est_plus_verifie(dossier):
    assert sirens_a_verifier(APRES + timedelta(days=170))
    assert not sirens_a_verifier(APRES + timedelta(days=190))


def test_la_tache_verifie_ce_qui_reste_puis_n_a_plus_rien_a_faire(annuaire, dossier, pendant):
    ecrire(dossier, "consortium", membres=[{"nom": "Argile", "siren_membre": rejeu.FERMEE}])
    assert registre.verifier_les_sirens(PENDANT) == 2
    assert registre.verifier_les_sirens(PENDANT) == 0
    assert set(Releve.objects.values_list("siren", flat=True)) == {rejeu.ACTIVE, rejeu.FERMEE}


def test_la_tache_s_arrete_quand_l_annuaire_se_tait_et_reprend_ensuite(annuaire, dossier, pendant):
    ecrire(dossier, "structure", siren=rejeu.EN_PANNE)
    assert registre.verifier_les_sirens(PENDANT) == 0
    assert sirens_a_verifier(PENDANT) == [rejeu.EN_PANNE]


def test_sans_adresse_la_tache_ne_fait_rien(dossier, pendant, settings):
    settings.ANNUAIRE_URL = ""
    assert registre.verifier_les_sirens(PENDANT) == 0
