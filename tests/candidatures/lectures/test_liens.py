"""The list of links to decide on, and the rule that suspends a reading: one finds what the other finds."""

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import liens_a_trancher
from candidatures.lectures import liens_a_trancher_par
from candidatures.models import LienEcarte, MembreConsortium, Structure
from tests.fabriques.candidatures import CandidatureFactory, asseoir, deporter, figer, signer_nda
from tests.fabriques.editions import EditionFactory
from tests.personnages import personne

SIREN, DOMAINE = "000000026", "employeur.example"


def dossier_avec(edition, *, mandataire=None, membre=None, etat="en_evaluation"):
    """A dossier whose lead, or a member of its consortium, has this SIREN or this domain; a later version has not."""
    dossier = CandidatureFactory(edition=edition, etat=etat)
    depot = figer(dossier, **(mandataire or {}))
    if membre:
        structure = Structure.objects.create(denomination="Treille", **membre)
        MembreConsortium.objects.create(depot=depot, ordre=1, structure=structure)
    figer(dossier)
    return dossier


@pytest.fixture
def lea(edition):
    lea = personne("Lea")
    lea.courriel = f"lea@agence.{DOMAINE}"
    lea.save()
    asseoir(lea, edition, siren_employeur=SIREN)
    return lea


def paires(agnes, edition):
    return {(lien.personne, lien.candidature) for lien in liens_a_trancher_par(agnes, edition)}


LIES = [
    ({"mandataire": {"siren": SIREN}}, [("siren", SIREN, True)]),
    ({"mandataire": {"domaine": DOMAINE}}, [("domaine", DOMAINE, True)]),
    ({"membre": {"siren": SIREN}}, [("siren", SIREN, False)]),
    ({"membre": {"domaine": DOMAINE}}, [("domaine", DOMAINE, False)]),
    ({"mandataire": {"siren": SIREN, "domaine": DOMAINE}}, [("siren", SIREN, True), ("domaine", DOMAINE, True)]),
]


@pytest.mark.parametrize(("structures", "raisons"), LIES)
def test_la_liste_et_la_regle_trouvent_les_memes_liens(edition, agnes, lea, mona, apres, structures, raisons):
    dossier_avec(edition)
    lie = dossier_avec(edition, **structures)
    assert list(liens_a_trancher(lea)) == [lie]
    (lien,) = liens_a_trancher_par(agnes, edition)
    assert (lien.personne, lien.candidature) == (lea, lie)
    assert [(r.critere, r.valeur, r.est_mandataire) for r in lien.raisons] == raisons


def test_un_siege_d_un_autre_appel_dit_aussi_l_employeur(edition, agnes, mona, apres):
    asseoir(mona, EditionFactory(complete=True), siren_employeur=SIREN)
    lie = dossier_avec(edition, mandataire={"siren": SIREN})
    assert list(liens_a_trancher(mona)) == [lie]
    assert paires(agnes, edition) == {(mona, lie)}


def test_une_messagerie_publique_ne_lie_personne(edition, agnes, mona, apres):
    mona.courriel = "mona@gmail.com"
    mona.save()
    dossier_avec(edition, mandataire={"domaine": "gmail.com"})
    assert (list(liens_a_trancher(mona)), paires(agnes, edition)) == ([], set())


@pytest.mark.parametrize("etat", ["deposee", "ineligible"])
def test_ce_que_la_commission_ne_lit_pas_ne_se_tranche_que_pour_les_agents(edition, agnes, lea, apres, etat):
    lie = dossier_avec(edition, mandataire={"siren": SIREN}, etat=etat)
    assert paires(agnes, edition) == set()
    lea.attributions.create(role=Role.OPERATEUR, attribuee_le=apres)
    signer_nda(lea, edition, Public.AGENT)
    assert list(liens_a_trancher(lea)) == [lie]
    assert paires(agnes, edition) == {(lea, lie)}


def test_le_lien_de_qui_n_a_pas_signe_se_tranche_d_avance(edition, agnes, apres):
    marc = personne("Marc")
    asseoir(marc, edition, signe=False, siren_employeur=SIREN)
    lie = dossier_avec(edition, mandataire={"siren": SIREN})
    assert paires(agnes, edition) == {(marc, lie)}


def test_qui_ne_lira_rien_n_est_pas_dans_la_liste(edition, agnes, lea, apres):
    lie = dossier_avec(edition, mandataire={"siren": SIREN})
    assert paires(agnes, edition) == {(lea, lie)}
    CandidatureFactory(edition=edition, equipe=[lea])
    assert paires(agnes, edition) == set()


@pytest.mark.parametrize("suite", ["deport", "ecarte"])
def test_ce_qui_est_tranche_n_attend_plus(edition, agnes, lea, apres, suite):
    lie = dossier_avec(edition, mandataire={"siren": SIREN})
    assert paires(agnes, edition) == {(lea, lie)}
    if suite == "deport":
        deporter(lea, lie)
    else:
        LienEcarte.objects.create(candidature=lie, personne=lea, raison="x", ecarte_le=apres, par=agnes)
    assert (list(liens_a_trancher(lea)), paires(agnes, edition)) == ([], set())
