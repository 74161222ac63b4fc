"""Q39: two texts by audience, each with the start and the end of the obligation."""

from datetime import date

import pytest

from amihr.habilitations.engagements import publier_version, versions_a_signer
from amihr.habilitations.models import Public
from amihr.socle.refus import ActeRefuse


def publier(edition, public, agnes, texte="Je garde le secret."):
    return publier_version(
        edition, public, titre="Engagement", texte=texte, par=agnes, debut=date(2026, 5, 12), fin=date(2031, 5, 12)
    )


def test_un_texte_vide_est_refuse(edition, agnes):
    with pytest.raises(ActeRefuse, match="nda_vide"):
        publier(edition, Public.MEMBRE, agnes, texte="  ")


def test_une_version_porte_ses_bornes_et_l_empreinte_de_son_texte(edition, agnes):
    version = publier(edition, Public.MEMBRE, agnes)
    assert (version.numero, version.debut, version.fin) == (2, date(2026, 5, 12), date(2031, 5, 12))
    assert version.empreinte != publier(edition, Public.MEMBRE, agnes, texte="Autre texte.").empreinte


def test_la_version_des_membres_ne_redemande_rien_aux_agents(edition, agnes, mona, apres):
    nouvelle = publier(edition, Public.MEMBRE, agnes)
    assert list(versions_a_signer(mona, edition, apres)) == [nouvelle]
    assert not versions_a_signer(agnes, edition, apres).exists()
