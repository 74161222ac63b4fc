"""Compiled conditions: the same answer wherever they stand, and nobody's value kept."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Exists, OuterRef, Q, UUIDField

from amihr.socle.requetes import ALIAS, ConditionCompilee, Parametre
from candidatures.acces import Action, dossiers_accessibles, toutes
from candidatures.acces.clauses import REGLES, compilee
from candidatures.models import Candidature, Depot
from tests.fabriques.candidatures import CandidatureFactory, declarer_aucun_lien, deporter, figer


@pytest.fixture
def voisin(edition, bruno):
    return CandidatureFactory(edition=edition, equipe=[bruno], etat="en_evaluation")


@pytest.fixture
def lus(mona_lit, en_evaluation, voisin, apres):
    """Two dossiers before the commission, of which Mona reads one."""
    figer(en_evaluation), figer(voisin)
    declarer_aucun_lien(mona_lit, voisin)
    assert set(dossiers_accessibles(mona_lit, Action.LIRE)) == {en_evaluation, voisin}
    deporter(mona_lit, voisin)
    return dossiers_accessibles(mona_lit, Action.LIRE)


def test_la_condition_dit_la_meme_chose_dans_une_sous_requete(lus, en_evaluation):
    par_exists = toutes(en_evaluation.edition).filter(Exists(lus.filter(pk=OuterRef("pk"))))
    par_in = toutes(en_evaluation.edition).filter(
        pk__in=lus.filter(depots__in=Depot.objects.filter(candidature__in=lus))
    )
    assert set(lus) == set(par_exists) == set(par_in) == {en_evaluation}


def test_la_condition_s_annote_et_se_nie(lus, mona_lit, en_evaluation, voisin, apres):
    regle = compilee(REGLES[Action.LIRE])(personne=mona_lit.pk, domaine=None, instant=apres, lie_depuis=apres.date())
    assert dict(toutes(en_evaluation.edition).annotate(lu=regle).order_by("pk").values_list("reference", "lu")) == {
        en_evaluation.reference: True,
        voisin.reference: False,
    }
    assert set(toutes(en_evaluation.edition).filter(~Q(regle))) == {voisin}


def test_chacun_a_ses_valeurs(lus, mona_lit, marc):
    assert [lus.exists(), dossiers_accessibles(marc, Action.LIRE).exists(), lus.all().exists()] == [True, False, True]


@pytest.mark.parametrize("action", Action)
def test_aucune_table_de_la_regle_ne_peut_etre_masquee(action, db):
    sql = "T.".join(compilee(REGLES[action]).sql[0])
    assert "compilee_U0" in sql
    assert not ALIAS.search(sql)
    assert len(re.findall(r'(?:FROM|JOIN) "\w+" compilee_', sql)) == len(re.findall(r"\b(?:FROM|JOIN)\b", sql))


def test_une_condition_qui_joint_est_refusee(db):
    personne = Parametre("personne", UUIDField())
    with pytest.raises(ImproperlyConfigured, match="ne joint rien"):
        assert ConditionCompilee(Candidature, lambda: Q(equipiers__personne=personne)).sql


def test_une_condition_ne_porte_que_sur_son_modele(db, mona, apres):
    regle = compilee(REGLES[Action.LIRE])(personne=mona.pk, domaine=None, instant=apres)
    with pytest.raises(ImproperlyConfigured, match="porte sur"):
        Depot.objects.filter(regle)
