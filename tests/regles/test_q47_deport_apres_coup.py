"""Q47: a déport before the closing sends the decision back « à confirmer », figures made again without the member."""

import pytest

from amihr.socle.refus import ActeRefuse
from candidatures.actes import deport
from evaluation.actes.seance import arreter, clore
from evaluation.lectures.seances import a_confirmer
from evaluation.models import Decision, Presence
from tests.fabriques.evaluation import MOTIFS, SANS_PRESIDENCE, decider


def concernees():
    decisions = list(Decision.objects.select_related("candidature"))
    return {d.candidature.titre for d in decisions if d.pk in a_confirmer(decisions)}


def se_deporter(qui, dossier):
    deport.declarer(dossier.edition, par=qui, liens={dossier.reference: ("emploi", "")})


def test_sans_deport_rien_n_est_a_confirmer(seance, dossiers, agnes):
    decider(seance, dossiers, agnes)
    assert concernees() == set()
    assert clore(seance, par=agnes, motif=SANS_PRESIDENCE).numero == 1


def test_le_votant_deporte_renvoie_cette_decision_et_elle_seule(seance, dossiers, gens, agnes):
    decider(seance, dossiers, agnes)
    se_deporter(gens[2], dossiers[0])
    assert concernees() == {"Canoptère"}


def test_l_absent_qui_avait_note_la_renvoie_aussi(seance, dossiers, gens, agnes):
    Presence.objects.filter(membre__personne=gens[2]).update(est_present=False)
    decider(seance, dossiers, agnes)
    se_deporter(gens[2], dossiers[0])
    assert concernees() == {"Canoptère"}


def test_un_deport_d_avant_la_decision_ne_renvoie_rien(seance, dossiers, gens, agnes):
    se_deporter(gens[2], dossiers[0])
    decider(seance, dossiers, agnes)
    assert concernees() == set()


def test_la_seance_ne_se_clot_pas_avant_confirmation(seance, dossiers, gens, agnes):
    decider(seance, dossiers, agnes)
    se_deporter(gens[2], dossiers[0])
    with pytest.raises(ActeRefuse) as refus:
        clore(seance, par=agnes, motif=SANS_PRESIDENCE)
    assert refus.value.code == "decisions_a_confirmer"


def test_confirmer_recalcule_sans_le_deporte(seance, dossiers, gens, agnes):
    decider(seance, dossiers, agnes)
    avant = Decision.objects.get(candidature=dossiers[0])
    se_deporter(gens[2], dossiers[0])
    apres = arreter(seance, dossiers[0], par=agnes, sens="labellisee", **MOTIFS)
    assert (avant.figures["n"], apres.figures["n"]) == (3, 2)
    assert gens[2].nom_complet not in {votant["nom"] for votant in apres.votants}
    assert concernees() == set()
