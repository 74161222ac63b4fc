"""Q39: two texts by audience, each with the start and the end of the obligation."""

from datetime import UTC, date, datetime, timedelta

import pytest

from amihr.habilitations.engagements import publier_version, versions_a_signer
from amihr.habilitations.models import Public, VersionNDA
from amihr.socle.refus import ActeRefuse
from tests.fabriques.editions import APRES, publier_nda


def publier(edition, public, agnes, texte="Je garde le secret.", **champs):
    bornes = {"debut": date(2026, 5, 12), "fin": date(2031, 5, 12)} | champs
    return publier_version(edition, public, titre="Engagement", texte=texte, par=agnes, **bornes)


def test_un_texte_vide_est_refuse(edition, agnes):
    with pytest.raises(ActeRefuse, match="nda_vide"):
        publier(edition, Public.MEMBRE, agnes, texte="  ")


@pytest.mark.parametrize("fin", [date(2020, 1, 1), APRES.date()])
def test_une_obligation_deja_finie_ne_se_publie_pas(edition, agnes, apres, fin):
    with pytest.raises(ActeRefuse, match="nda_fin"):
        publier(edition, Public.MEMBRE, agnes, debut=None, fin=fin)


def test_une_obligation_qui_commence_apres_la_lecture_ne_se_publie_pas(edition, agnes, apres):
    demain = APRES + timedelta(days=1)
    with pytest.raises(ActeRefuse, match="nda_debut"):
        publier(edition, Public.MEMBRE, agnes, debut=demain.date())
    assert publier(edition, Public.MEMBRE, agnes, debut=demain.date(), en_vigueur_le=demain).numero == 2


def test_finie_une_version_n_est_plus_en_vigueur_et_la_precedente_ne_revient_pas(edition):
    derniere = publier_nda(edition, Public.MEMBRE, instant=APRES, fin=date(2026, 6, 30))
    en_vigueur = VersionNDA.objects.filter(edition=edition, public=Public.MEMBRE).en_vigueur
    assert en_vigueur(datetime(2026, 6, 30, 21, 59, tzinfo=UTC)).get() == derniere
    assert not en_vigueur(datetime(2026, 6, 30, 22, tzinfo=UTC)).exists()


def test_une_version_porte_ses_bornes_et_l_empreinte_de_son_texte(edition, agnes):
    version = publier(edition, Public.MEMBRE, agnes)
    assert (version.numero, version.debut, version.fin) == (2, date(2026, 5, 12), date(2031, 5, 12))
    assert version.empreinte != publier(edition, Public.MEMBRE, agnes, texte="Autre texte.").empreinte


def test_la_version_des_membres_ne_redemande_rien_aux_agents(edition, agnes, mona, apres):
    nouvelle = publier(edition, Public.MEMBRE, agnes)
    assert list(versions_a_signer(mona, edition, apres)) == [nouvelle]
    assert not versions_a_signer(agnes, edition, apres).exists()
