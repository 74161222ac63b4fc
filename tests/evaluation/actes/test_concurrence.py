"""Two agents at once: one meeting, one act of a number, one president; publication brought forward."""

from datetime import timedelta

import pytest

from amihr import horloge
from amihr.habilitations.engagements import nommer, publier_version
from amihr.habilitations.models import College, Membre, Public
from amihr.socle.refus import ActeRefuse
from evaluation.actes import seance as actes_de_seance
from evaluation.actes.decision import notifier, publier
from evaluation.models import Decision, Seance
from tests.fabriques.editions import COMMISSION
from tests.fabriques.evaluation import signer, tenir_une_seance
from tests.fils import ensemble
from tests.personnages import personne

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def commission(edition):
    with horloge.a(COMMISSION):
        yield


@pytest.fixture
def closes(edition, agnes):
    """Two decisions whose meeting is closed, without an act yet."""
    return tenir_une_seance(edition, agnes, 2)


def codes(issues):
    return [getattr(issue, "code", type(issue).__name__) for issue in issues if isinstance(issue, Exception)]


def test_deux_seances_ouvertes_ensemble_n_en_font_qu_une(edition, agnes):
    issues = ensemble(*[lambda: actes_de_seance.ouvrir(edition, par=agnes, jour=COMMISSION.date())] * 2)
    assert codes(issues) == ["seance_deja_ouverte"]
    assert Seance.objects.count() == 1


def test_deux_actes_du_meme_numero_ensemble_n_en_font_qu_un(edition, agnes, closes):
    issues = ensemble(*[lambda dossier=dossier: signer(edition, [dossier], agnes) for dossier in closes])
    assert codes(issues) == ["numero_d_acte"]


def test_deux_presidents_nommes_ensemble_n_en_font_qu_un(edition, agnes):
    college = College.objects.filter(edition=edition).order_by("pk").first()
    gens = [personne("Lea"), personne("Nour")]
    issues = ensemble(*[lambda p=p: nommer(edition, p, college, par=agnes, est_president=True) for p in gens])
    assert codes(issues) == ["deja_president"]
    assert Membre.objects.filter(est_president=True).count() == 1


def test_deux_engagements_publies_ensemble_se_suivent(edition, agnes):
    issues = ensemble(*[lambda: publier_version(edition, Public.MEMBRE, titre="N", texte="T", par=agnes).numero] * 2)
    assert sorted(issues) == [2, 3]


def test_une_publication_prevue_peut_etre_avancee_puis_ne_bouge_plus(edition, agnes, closes):
    references = [dossier.reference for dossier in closes]
    signer(edition, closes, agnes)
    notifier(edition, references, par=agnes, sans_voies_de_recours=True)
    publier(edition, references, par=agnes, publication_le=COMMISSION + timedelta(days=7))
    assert not Decision.objects.publiees(COMMISSION + timedelta(days=6)).exists()
    publier(edition, references, par=agnes)
    assert Decision.objects.publiees(COMMISSION).count() == 2
    with pytest.raises(ActeRefuse, match="deja_publiee"):
        publier(edition, references, par=agnes, publication_le=COMMISSION + timedelta(days=1))
