"""Mandates: said by the person or by the secretariat, ended once, never deleted."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from amihr import horloge
from amihr.habilitations import mandats
from amihr.habilitations.models import Mandat
from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from tests.fabriques.candidatures import asseoir, mandater
from tests.fils import ensemble
from tests.personnages import personne

SIREN = "552100554"
UN_JOUR = timedelta(days=1)


@pytest.fixture
def jour(apres):
    return horloge.jour_de_paris(apres)


def dire(personne, par=None, **champs):
    saisie = {"siren": SIREN, "denomination": "Canopée et Cie", "nature": "conseil", **champs}
    return mandats.dire(personne, par=par or personne, **saisie)


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"siren": "552100555"}, "mandat_siren"),
        ({"siren": "5521"}, "mandat_siren"),
        ({"denomination": "  "}, "mandat_sans_nom"),
        ({"depuis": date(2999, 1, 1)}, "mandat_debut_futur"),
        ({"jusque": date(2999, 1, 1)}, "mandat_futur"),
        ({"depuis": date(2020, 5, 2), "jusque": date(2020, 5, 1)}, "mandat_a_l_envers"),
    ],
)
def test_un_mandat_mal_dit_est_refuse(mona, apres, champs, code):
    with pytest.raises(ActeRefuse, match=code):
        dire(mona, **champs)
    assert not Mandat.objects.exists()


def test_une_date_d_aujourd_hui_est_admise_demain_non(mona, jour):
    assert dire(mona, depuis=jour, jusque=jour).jusque == jour
    with pytest.raises(ActeRefuse, match="mandat_futur"):
        dire(mona, nature="association", jusque=jour + UN_JOUR)


@pytest.fixture
def paul(edition):
    """Another member."""
    paul = personne("Paul")
    asseoir(paul, edition)
    return paul


@pytest.mark.parametrize("qui", ["paul", "alice", "oscar", "adam"])
def test_personne_d_autre_que_soi_et_les_agents_ne_dit_un_mandat(request, mona, apres, qui):
    with pytest.raises(Http404):
        dire(mona, par=request.getfixturevalue(qui))
    assert not Mandat.objects.exists()


def test_un_mandat_dit_garde_qui_et_quand_sans_les_mots_au_journal(mona, agnes, apres):
    mandat = dire(mona, par=agnes, siren=" 552 100 554 ", depuis=date(2020, 1, 1))
    assert (mandat.personne, mandat.siren, mandat.dit_par, mandat.dit_le) == (mona, SIREN, agnes, apres)
    entree = EntreeJournal.objects.get(evenement="mandat.dit")
    assert entree.faits == {"personne": str(mona.pk), "nature": "conseil"}


@pytest.mark.parametrize("jusque", [None, date(2024, 3, 1)])
def test_un_double_est_refuse(mona, hugo, agnes, apres, jusque):
    dire(mona, jusque=jusque)
    with pytest.raises(ActeRefuse, match="mandat_deja_dit"):
        dire(mona, par=agnes, jusque=jusque, denomination="Canopée")
    dire(mona, jusque=jusque, nature="participation")
    dire(hugo, jusque=jusque)
    assert Mandat.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_deux_fois_ensemble_ne_font_qu_un_mandat(mona, apres):
    issues = ensemble(*[lambda: dire(mona)] * 2)
    assert sorted(getattr(issue, "code", "") for issue in issues) == ["", "mandat_deja_dit"]
    assert Mandat.objects.count() == 1


def test_la_fin_d_un_mandat_se_dit_une_fois(mona, agnes, jour):
    mandat = dire(mona, par=agnes)
    mandats.terminer(mandat, jour - UN_JOUR, par=agnes)
    mandat.refresh_from_db()
    assert (mandat.jusque, mandat.termine_par, mandat.dit_par) == (jour - UN_JOUR, agnes, agnes)
    with pytest.raises(Http404):
        mandats.terminer(mandat, jour, par=agnes)
    assert EntreeJournal.objects.filter(evenement="mandat.termine").count() == 1


def test_personne_ne_termine_ce_que_le_secretariat_a_dit_de_soi(mona, agnes, hugo, jour):
    mandat = dire(mona, par=agnes)
    with pytest.raises(Http404):
        mandats.terminer(mandat, jour, par=mona)
    dit_de_hugo = dire(hugo, par=agnes)  # an agent does not, of oneself, either
    with pytest.raises(Http404):
        mandats.terminer(dit_de_hugo, jour, par=hugo)
    assert not Mandat.objects.exclude(jusque=None).exists()


def test_le_mandat_d_un_autre_ne_se_termine_pas(mona, paul, oscar, jour):
    mandat = dire(mona)
    for qui in (paul, oscar):
        with pytest.raises(Http404):
            mandats.terminer(mandat, jour, par=qui)


@pytest.mark.parametrize("ecart", [-1, 1])
def test_qui_a_dit_son_mandat_en_cours_ne_le_termine_ni_avant_ni_plus_tard(mona, jour, ecart):
    mandat = dire(mona, depuis=date(2020, 1, 1))
    with pytest.raises(ActeRefuse, match=r"mandat_(termine_avant|futur)"):
        mandats.terminer(mandat, jour + ecart * UN_JOUR, par=mona)
    assert mandats.terminer(mandat, jour, par=mona).jusque == jour


def test_une_fin_avant_le_debut_ou_deja_dite_est_refusee(mona, agnes, jour):
    mandat = dire(mona, depuis=date(2020, 1, 1))
    dire(mona, jusque=date(2024, 3, 1))
    with pytest.raises(ActeRefuse, match="mandat_a_l_envers"):
        mandats.terminer(mandat, date(2019, 12, 31), par=agnes)
    with pytest.raises(ActeRefuse, match="mandat_deja_dit"):
        mandats.terminer(mandat, date(2024, 3, 1), par=agnes)


def test_la_base_refuse_de_dedire(mona, agnes, apres):
    mandat = mandater(mona)
    for geste in (
        lambda: Mandat.objects.all().delete(),
        lambda: Mandat.objects.update(siren=SIREN),
        lambda: Mandat.objects.update(dit_par=agnes),
    ):
        with pytest.raises(IntegrityError, match="A mandate is ended once"), transaction.atomic():
            geste()
    Mandat.objects.update(jusque=date(2026, 1, 1))
    with pytest.raises(IntegrityError, match="A mandate is ended once"), transaction.atomic():
        Mandat.objects.update(jusque=None)
    assert str(mandat) == "Conseil d’administration ou de surveillance, Canopée et Cie"
