"""The operator prepares, and decides nothing: each deciding acte is closed to it, the very one that an agent may do."""

from datetime import timedelta
from functools import partial

import pytest
from django.http import Http404

from amihr import horloge
from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import Action, acces
from candidatures.actes import complement, instruction, prises, sortie, visa
from candidatures.regles.instruction import points_a_examiner
from catalogue.actes.labels import retirer
from evaluation.actes import decision, notation
from tests.fabriques.candidatures import CandidatureFactory, signer_nda
from tests.fabriques.catalogue import PENDANT_LE_LABEL, agent_engage, labelliser
from tests.fabriques.comptes import PersonneFactory
from tests.fabriques.editions import APRES

pytestmark = pytest.mark.django_db
DEPOSEE, RECEVABLE, ELIGIBLE = "deposee", "recevable", "eligible"


def proposition(candidature):
    """A conclusion that waits for a second agent."""
    auteur, depot = PersonneFactory(), candidature.depots.get()
    return candidature.propositions.create(
        examen="recevabilite", est_favorable=True, depot=depot, par=auteur, instant=APRES
    )


SANS_RECOURS = {"sans_voies_de_recours": True}
SUR_UN_DOSSIER = {
    "recevoir": (DEPOSEE, lambda c, par: instruction.recevoir(c, par=par)),
    "irrecevable": (DEPOSEE, lambda c, par: instruction.declarer_irrecevable(c, "Un motif", par=par, **SANS_RECOURS)),
    "disqualifier": (DEPOSEE, lambda c, par: instruction.disqualifier(c, "Un motif", par=par, **SANS_RECOURS)),
    "admettre": (RECEVABLE, lambda c, par: instruction.admettre(c, par=par)),
    "ineligible": (RECEVABLE, lambda c, par: instruction.declarer_ineligible(c, "Un motif", par=par, **SANS_RECOURS)),
    "reintegrer": ("irrecevable", lambda c, par: sortie.reintegrer(c, "Un motif", par=par)),
    "ouvrir": (ELIGIBLE, lambda c, par: notation.ouvrir(c.edition, [c.reference], par=par)),
    "viser": (DEPOSEE, lambda c, par: visa.viser(proposition(c), par=par)),
    "renvoyer": (DEPOSEE, lambda c, par: visa.renvoyer(proposition(c), "Une raison", par=par)),
    "complement": (
        DEPOSEE,
        lambda c, par: complement.demander(
            c.edition, [c.reference], ["kbis"], par=par, article="B.2", motif="Illisible",
            derniere_minute=APRES + timedelta(days=5),
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("geste", SUR_UN_DOSSIER)
def test_aucun_acte_sur_un_dossier(edition, oscar, agnes, apres, geste):
    etat, acte = SUR_UN_DOSSIER[geste]
    edition.reglages |= {"Q15": {"complements": True, "delai_jours": 10}}
    edition.save()
    candidature = CandidatureFactory(edition=edition, etat=etat)
    assert acces(oscar, candidature, Action.LIRE_ADMINISTRATIF)  # it reads what it prepares
    assert acces(agnes, candidature, Action.STATUER if geste == "ouvrir" else Action.INSTRUIRE)
    with pytest.raises(Http404):
        acte(candidature, oscar)
    candidature.refresh_from_db()
    assert candidature.etat == etat


def test_il_prepare_il_prend_examine_et_propose(edition, oscar, apres):
    candidature = CandidatureFactory(edition=edition, etat=DEPOSEE)
    prises.prendre(candidature, par=oscar)
    points = {p.code: ("conforme", "") for p in points_a_examiner(edition.formulaire, "recevabilite")}
    instruction.examiner(candidature, "recevabilite", points, par=oscar)
    proposee = visa.proposer(candidature, "recevabilite", favorable=True, motif="", par=oscar)
    candidature.refresh_from_db()
    assert candidature.etat == DEPOSEE
    with pytest.raises(Http404):
        visa.viser(proposee, par=oscar)
    visa.retirer(proposee, par=oscar)


@pytest.fixture
def label():
    with horloge.a(PENDANT_LE_LABEL):
        yield labelliser()


@pytest.fixture
def operateur(label):
    personne = PersonneFactory(roles=[Role.OPERATEUR], totp=True)
    signer_nda(personne, label.edition, Public.AGENT)
    return personne


@pytest.mark.parametrize("acte", [partial(decision.notifier, sans_voies_de_recours=True), decision.publier])
def test_ni_notifier_ni_publier(label, operateur, acte):
    candidature = label.candidature
    assert acces(agent_engage(label.edition), candidature, Action.STATUER)
    with pytest.raises(Http404):
        acte(label.edition, [candidature.reference], par=operateur)


def test_ni_retirer_un_label(label, operateur):
    with pytest.raises(Http404):
        retirer(label, motif="Un motif", par=operateur)
    retirer(label, motif="Un motif", par=agent_engage(label.edition))
