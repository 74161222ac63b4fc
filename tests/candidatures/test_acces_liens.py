"""What a link is found from: a mandate, a link declared on another dossier; each refusal comes after the permission."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.habilitations.mandats import premier_jour_qui_lie
from candidatures.acces import Action, acces, lien_a_trancher, liens_a_trancher, toutes
from candidatures.models import LienEcarte, MembreConsortium, Section, Structure
from tests.fabriques.candidatures import (
    CandidatureFactory,
    asseoir,
    declarer_aucun_lien,
    deporter,
    figer,
    mandater,
)
from tests.fabriques.editions import APRES, EditionFactory
from tests.fabriques.messages import message

SIREN, AUTRE = "552100554", "000000026"
UN_JOUR = timedelta(days=1)


def changer_etat(candidature, etat):
    type(candidature).objects.filter(pk=candidature.pk).update(etat=etat)


def en_consortium(dossier, siren):
    structure = Structure.objects.create(denomination="Geosylve", siren=siren)
    MembreConsortium.objects.create(depot=figer(dossier), structure=structure, ordre=1)


@pytest.fixture
def voisin(edition, bruno):
    """Bruno's candidature, before the commission too."""
    return CandidatureFactory(edition=edition, equipe=[bruno], etat="en_evaluation", denomination="Toitures du Morin")


@pytest.fixture
def lit_tout(mona_lit, voisin):
    declarer_aucun_lien(mona_lit, voisin)
    return mona_lit


@pytest.mark.parametrize("ou", ["mandataire", "consortium"])
def test_un_mandat_ferme_le_dossier_jusqu_a_la_decision(lit_tout, agnes, en_evaluation, voisin, apres, ou):
    figer(en_evaluation, siren=SIREN) if ou == "mandataire" else en_consortium(en_evaluation, SIREN)
    assert acces(lit_tout, en_evaluation, Action.LIRE)
    mandater(lit_tout, SIREN)
    assert not acces(lit_tout, en_evaluation, Action.LIRE)
    assert not acces(lit_tout, en_evaluation, Action.NOTER)
    assert acces(lit_tout, voisin, Action.LIRE)
    LienEcarte.objects.create(
        candidature=en_evaluation, personne=lit_tout, raison="Autre branche", par=agnes, ecarte_le=APRES
    )
    assert acces(lit_tout, en_evaluation, Action.LIRE)


def test_le_mandat_que_note_le_secretariat_ferme_aussi(mona_lit, agnes, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    mandater(mona_lit, SIREN, par=agnes)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_le_mandat_d_un_autre_ne_ferme_rien(mona_lit, hugo, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    mandater(hugo, SIREN)
    assert not acces(hugo, en_evaluation, Action.LIRE)
    assert acces(mona_lit, en_evaluation, Action.LIRE)


def test_un_mandat_d_agent_ferme_l_instruction(agnes, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    assert acces(agnes, en_evaluation, Action.INSTRUIRE)
    mandater(agnes, SIREN)
    assert not acces(agnes, en_evaluation, Action.INSTRUIRE)
    assert not acces(agnes, en_evaluation, Action.COMPTER)
    assert not acces(agnes, en_evaluation, Action.CORRESPONDRE)


def test_un_mandat_termine_compte_encore_puis_plus(lit_tout, en_evaluation, voisin, apres):
    dernier = premier_jour_qui_lie(horloge.maintenant())
    figer(en_evaluation, siren=SIREN)
    figer(voisin, siren=AUTRE)
    mandater(lit_tout, SIREN, jusque=dernier - UN_JOUR)
    mandater(lit_tout, AUTRE, jusque=dernier)
    assert acces(lit_tout, en_evaluation, Action.LIRE)
    assert not acces(lit_tout, voisin, Action.LIRE)


def test_le_delai_se_compte_en_annees_du_calendrier(apres):
    bissextile = horloge.maintenant().replace(year=2028, month=2, day=29)
    assert str(premier_jour_qui_lie(bissextile)) == "2023-02-28"
    assert str(premier_jour_qui_lie(bissextile + UN_JOUR)) == "2023-03-01"


def test_ce_qui_n_est_pas_depose_ne_dit_rien(mona_lit, en_evaluation, apres):
    mandater(mona_lit, SIREN)
    Section.objects.filter(candidature=en_evaluation, partie="structure").update(contenu={"siren": SIREN})
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    figer(en_evaluation, siren=SIREN)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_sous_scelles_un_mandat_ne_change_aucun_nombre(agnes, alice, depose, pendant):
    """Whoever notes a mandate to see whether a number moves learns nothing of who has filed (T3)."""
    message(depose, alice)
    figer(depose, siren=SIREN)
    mandater(agnes, SIREN)
    assert acces(agnes, depose, Action.COMPTER)
    assert acces(agnes, depose, Action.CORRESPONDRE)


def test_sous_scelles_l_employeur_que_dit_le_secretariat_compte(agnes, hugo, alice, depose, pendant):
    message(depose, alice)
    figer(depose, siren=SIREN)
    assert acces(hugo, depose, Action.COMPTER)
    hugo.sieges.update(siren_employeur=SIREN)
    assert not acces(hugo, depose, Action.COMPTER)
    assert not acces(hugo, depose, Action.CORRESPONDRE)
    LienEcarte.objects.create(candidature=depose, personne=hugo, raison="Homonyme", par=agnes, ecarte_le=APRES)
    assert acces(hugo, depose, Action.COMPTER)


def test_un_lien_declare_ferme_les_autres_dossiers_de_la_meme_structure(lit_tout, en_evaluation, voisin, apres):
    en_consortium(voisin, SIREN)
    figer(en_evaluation, siren=SIREN)
    assert acces(lit_tout, voisin, Action.LIRE)
    deport = deporter(lit_tout, en_evaluation, sirens=[SIREN])
    assert not acces(lit_tout, voisin, Action.LIRE)
    assert acces(lit_tout, voisin, Action.DECLARER)
    assert list(liens_a_trancher(lit_tout)) == [voisin]
    type(deport).objects.filter(pk=deport.pk).update(leve_le=APRES, leve_par=lit_tout, raison_de_la_levee="Erreur")
    assert acces(lit_tout, voisin, Action.LIRE)


def test_un_lien_declare_ne_vaut_que_pour_les_structures_nommees(lit_tout, en_evaluation, voisin, apres):
    figer(voisin, siren=SIREN)
    deporter(lit_tout, en_evaluation, sirens=[AUTRE, ""])
    figer(voisin, siren="")
    assert acces(lit_tout, voisin, Action.LIRE)


def test_un_lien_declare_ne_lie_que_qui_l_a_declare(lit_tout, hugo, en_evaluation, voisin, apres):
    figer(voisin, siren=SIREN)
    deporter(hugo, en_evaluation, sirens=[SIREN])
    assert acces(lit_tout, voisin, Action.LIRE)


def test_un_lien_declare_dans_un_autre_appel_vaut_ici(mona_lit, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    ailleurs = CandidatureFactory(edition=EditionFactory(complete=True), etat="non_labellisee")
    assert acces(mona_lit, en_evaluation, Action.LIRE)
    deporter(mona_lit, ailleurs, sirens=[SIREN])
    assert not acces(mona_lit, en_evaluation, Action.LIRE)


def test_un_deport_impose_ne_ferme_rien_d_autre(lit_tout, agnes, en_evaluation, voisin, apres):
    """The person was told nothing of it: another dossier that closed would tell them."""
    figer(voisin, siren=SIREN)
    deporter(lit_tout, en_evaluation, sirens=[SIREN], impose_par=agnes)
    assert acces(lit_tout, voisin, Action.LIRE)
    assert not liens_a_trancher(lit_tout).exists()


@pytest.mark.parametrize("etat", ["brouillon", "ineligible", "retiree"])
def test_un_mandat_ne_montre_pas_un_dossier_qu_on_ne_connait_pas(mona_lit, edition, en_evaluation, apres, etat):
    inconnu = CandidatureFactory(edition=edition, etat="en_evaluation")
    figer(inconnu, siren=SIREN)
    mandater(mona_lit, SIREN)
    assert list(liens_a_trancher(mona_lit)) == [inconnu]
    changer_etat(inconnu, etat)
    assert not liens_a_trancher(mona_lit).exists()


def test_un_mandat_ne_trahit_pas_un_dossier_scelle(mona_lit, edition, en_evaluation, pendant):
    figer(en_evaluation, siren=SIREN)
    mandater(mona_lit, SIREN)
    assert not liens_a_trancher(mona_lit).exists()
    assert list(toutes(edition).filter(lien_a_trancher(mona_lit))) == [
        en_evaluation
    ]  # the condition alone; no page asks it


def test_un_ancien_siege_ne_dit_plus_l_employeur_mais_le_mandat_reste(mona_lit, edition, en_evaluation, apres):
    figer(en_evaluation, siren=SIREN)
    mandater(mona_lit, SIREN)
    mona_lit.sieges.update(retire_le=APRES)
    asseoir(mona_lit, edition, signe=False)
    assert not acces(mona_lit, en_evaluation, Action.LIRE)
