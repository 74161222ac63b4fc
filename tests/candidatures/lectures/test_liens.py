"""The list of links to decide on, and the rule that suspends a reading: one finds what the other finds."""

import random
from datetime import date

import pytest

from amihr.comptes.models import Role
from amihr.habilitations.models import Public
from candidatures.acces import liens_a_trancher, toutes
from candidatures.actes.deport import ecarter_lien
from candidatures.lectures import a_declarer, liens_a_trancher_par
from candidatures.models import LienEcarte, MembreConsortium, Structure
from tests.fabriques.candidatures import CandidatureFactory, asseoir, deporter, figer, mandater, signer_nda
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


def mandat(qui, agnes, ailleurs):
    mandater(qui, "000000034", par=agnes)


def declare(qui, agnes, ailleurs):
    deporter(qui, ailleurs, sirens=["000000034"])


def impose(qui, agnes, ailleurs):
    deporter(qui, ailleurs, sirens=["000000034"], impose_par=agnes)


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


@pytest.mark.parametrize("membre", [False, True])
@pytest.mark.parametrize("indice", [mandat, declare])
def test_un_mandat_ou_un_lien_declare_est_dans_la_liste_et_dans_la_regle(
    edition, agnes, lea, mona, apres, indice, membre
):
    ailleurs, _ = dossier_avec(edition), dossier_avec(edition, mandataire={"siren": "000000042"})
    lie = dossier_avec(edition, **{"membre" if membre else "mandataire": {"siren": "000000034"}})
    assert paires(agnes, edition) == set()
    indice(lea, agnes, ailleurs)
    assert list(liens_a_trancher(lea)) == [lie]
    (lien,) = liens_a_trancher_par(agnes, edition)
    assert (lien.personne, lien.candidature, lien.suspend) == (lea, lie, True)
    assert [(r.critere, r.valeur, r.est_mandataire) for r in lien.raisons] == [
        (indice.__name__, "000000034", not membre)
    ]


def test_un_deport_impose_se_propose_au_secretariat_seul(edition, agnes, lea, apres):
    ailleurs, lie = dossier_avec(edition), dossier_avec(edition, mandataire={"siren": "000000034"})
    impose(lea, agnes, ailleurs)
    (lien,) = liens_a_trancher_par(agnes, edition)
    assert (lien.personne, lien.candidature, lien.suspend) == (lea, lie, False)
    assert list(liens_a_trancher(lea)) == []
    assert all(not d.raisons for d in a_declarer(lea, edition))
    ecarter_lien(lie, lea, "Autre branche", par=agnes)
    assert paires(agnes, edition) == set()


def test_personne_n_apprend_son_propre_deport_impose(edition, agnes, hugo, apres):
    ailleurs, lie = dossier_avec(edition), dossier_avec(edition, mandataire={"siren": "000000034"})
    impose(hugo, agnes, ailleurs)
    assert paires(agnes, edition) == {(hugo, lie)}
    assert paires(hugo, edition) == set()


@pytest.mark.parametrize("indice", [declare, impose])
@pytest.mark.parametrize("obstacle", ["deport", "mandat"])
def test_un_deport_ne_dit_rien_a_qui_son_dossier_est_cache(edition, agnes, hugo, lea, apres, indice, obstacle):
    ailleurs = dossier_avec(edition, mandataire={"siren": "000000042"})
    lie = dossier_avec(edition, mandataire={"siren": "000000034"})
    indice(lea, agnes, ailleurs)
    assert paires(hugo, edition) == {(lea, lie)}
    deporter(hugo, ailleurs) if obstacle == "deport" else mandater(hugo, "000000042")
    assert paires(hugo, edition) == set()
    assert (lea, lie) in paires(agnes, edition)


def test_la_liste_et_la_regle_s_accordent_au_hasard(edition, agnes, hugo, mona, lea, apres):
    """Whatever ties whoever to whatever: what suspends in the list is what the rule closes, for each reader."""
    numeros = [SIREN, "000000034", "000000042", "000000059", "000000067"]
    for numero in numeros:
        dossier_avec(edition, mandataire={"siren": random.choice(numeros)}, membre={"siren": numero})
        dossier_avec(edition, mandataire={"siren": random.choice(numeros), "domaine": random.choice(["", DOMAINE])})
    dossiers = list(toutes(edition))
    for qui in (hugo, mona, lea):
        for numero in random.sample(numeros, 2):
            mandater(qui, numero, jusque=random.choice([None, date(2024, 3, 1), date(2019, 3, 1)]))
        source, imposee = random.sample(dossiers, 2)
        deporter(qui, source, sirens=random.sample(numeros, 1))
        deporter(qui, imposee, sirens=random.sample(numeros, 1), impose_par=agnes)
        LienEcarte.objects.create(
            candidature=random.choice(dossiers), personne=qui, raison="x", ecarte_le=apres, par=agnes
        )
    suspendus = {(lien.personne, lien.candidature) for lien in liens_a_trancher_par(agnes, edition) if lien.suspend}
    for qui in (hugo, mona, lea):
        assert {candidature for lecteur, candidature in suspendus if lecteur == qui} == set(liens_a_trancher(qui))
        assert {d.reference for d in a_declarer(qui, edition) if d.raisons} == {
            candidature.reference for candidature in liens_a_trancher(qui)
        }


def test_la_personne_lit_ses_propres_mots(edition, agnes, lea, apres):
    dossier_avec(edition, mandataire={"siren": "000000034"})
    mandater(lea, "000000034", denomination="Canopée et Cie", nature="conseil")
    (raison,) = a_declarer(lea, edition)[0].raisons
    assert (raison.critere, raison.chez, raison.nature) == (
        "mandat", "Canopée et Cie", "Conseil, expertise ou comité scientifique",
    )  # fmt: skip


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
