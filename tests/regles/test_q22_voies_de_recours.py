"""Q22: an empty « voies et délais de recours » blocks the notification, unless somebody accepts it by name."""

import pytest

from amihr.journal.models import EntreeJournal
from amihr.socle.refus import ActeRefuse
from evaluation.actes.decision import notifier
from evaluation.models import Decision
from tests.fabriques.evaluation import decider_et_clore, signer


@pytest.fixture
def signee(edition, seance, dossiers, agnes):
    decider_et_clore(seance, dossiers[:1], agnes)
    signer(edition, dossiers[:1], agnes)
    return [dossiers[0].reference]


@pytest.mark.parametrize("texte", [None, "", "  \n"])
def test_sans_le_texte_rien_ne_part(edition, signee, agnes, texte):
    if texte is not None:
        edition.textes.create(code="lettre.voies_de_recours", contenu=texte)
    with pytest.raises(ActeRefuse) as refus:
        notifier(edition, signee, par=agnes)
    assert refus.value.code == "voies_de_recours"
    assert Decision.objects.get().notifiee_le is None


def test_l_acceptation_est_au_nom_de_qui_notifie(edition, signee, agnes):
    notifier(edition, signee, par=agnes, sans_voies_de_recours=True)
    entree = EntreeJournal.objects.get(evenement="decision.notifiee")
    assert (entree.par, entree.faits["sans_voies_de_recours"]) == (agnes, True)


def test_avec_le_texte_la_lettre_le_porte_pour_toujours(edition, signee, agnes):
    texte = edition.textes.create(code="lettre.voies_de_recours", contenu="Recours sous deux mois.")
    notifier(edition, signee, par=agnes)
    texte.delete()
    assert Decision.objects.get().lettre["recours"] == "Recours sous deux mois."
