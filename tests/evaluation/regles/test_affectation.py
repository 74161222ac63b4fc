"""The assignment against every assignment of small cases: feasible, evenest, fewest changes, whatever the order of arrival."""

from collections import Counter
from itertools import chain, combinations, product
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.regles.affectation import REPARER, REPARTIR, ALire, Lecteur, besoin, repartir

COLLEGES = ("experts", "groupement", "region")


def lecteurs_de(combien, plafonds=(None,)):
    return [Lecteur(f"m{rang}", COLLEGES[rang % 3], plafonds[rang % len(plafonds)]) for rang in range(combien)]


@st.composite
def situations(tirer):
    """Up to 3 dossiers and 5 members: who may read, who reads now, who has begun, caps, k."""
    lecteurs = [
        Lecteur(f"m{rang}", tirer(st.sampled_from(COLLEGES)), tirer(st.sampled_from((None, None, 1, 2, 3))))
        for rang in range(tirer(st.integers(1, 5)))
    ]
    cles = [lecteur.cle for lecteur in lecteurs]
    parmi = st.frozensets(st.sampled_from(cles))
    dossiers = []
    for rang in range(tirer(st.integers(1, 3))):
        presents = tirer(parmi)
        commences = frozenset(cle for cle in presents if tirer(st.integers(0, 3)) == 0)
        dossiers.append(ALire(f"d{rang}", tirer(parmi) | tirer(parmi), presents, commences))
    return dossiers, lecteurs, tirer(st.integers(1, 3))


def tous_les_plans(dossiers, lecteurs, k):
    """Every assignment that keeps all the rules, by brute force."""
    de = {lecteur.cle: lecteur for lecteur in lecteurs}
    choix = [_choix(dossier, de, k) for dossier in dossiers]
    commencees = Counter(cle for dossier in dossiers for cle in dossier.commences)
    for plan in product(*choix):
        charges = Counter(chain.from_iterable(plan))
        if all(
            de[cle].plafond is None or charge <= max(de[cle].plafond, commencees[cle])
            for cle, charge in charges.items()
        ):
            yield plan, charges


def _choix(dossier, de, k):
    possibles = dossier.possibles | dossier.commences
    colleges = {de[cle].college for cle in possibles}
    combien = max(k, len(dossier.commences) + len(colleges - {de[cle].college for cle in dossier.commences}))
    return [
        frozenset(choisis)
        for choisis in combinations(sorted(possibles), combien)
        if dossier.commences <= set(choisis) and {de[cle].college for cle in choisis} == colleges
    ]


def changements(dossiers, plan):
    return sum(len(set(lecteurs) ^ dossier.presents) for dossier, lecteurs in zip(dossiers, plan, strict=True))


def carres(charges):
    return sum(charge**2 for charge in charges.values())


@settings(max_examples=800)
@given(situations(), st.sampled_from((REPARER, REPARTIR)))
def test_comme_par_force_brute(situation, geste):
    dossiers, lecteurs, k = situation
    plan = repartir(dossiers, lecteurs, k, geste=geste)
    possibles = list(tous_les_plans(dossiers, lecteurs, k))
    assert plan.est_applicable == bool(possibles)
    if not possibles:
        return
    trouve = tuple(plan.lecteurs[dossier.cle] for dossier in dossiers)
    assert trouve in [lecteurs for lecteurs, _ in possibles]
    mesures = [(changements(dossiers, lecteurs), carres(charges)) for lecteurs, charges in possibles]
    mesure = (changements(dossiers, trouve), carres(plan.charges))
    if geste == REPARER:
        assert mesure == min(mesures)
    else:
        assert mesure[::-1] == min(mesure[::-1] for mesure in mesures)
        assert max(plan.charges.values()) == min(max(charges.values()) for _, charges in possibles)


@given(situations(), st.randoms(use_true_random=False))
def test_l_ordre_d_arrivee_ne_change_rien(situation, hasard):
    dossiers, lecteurs, k = situation
    plan = repartir(dossiers, lecteurs, k)
    hasard.shuffle(dossiers)
    hasard.shuffle(lecteurs)
    assert repartir(dossiers, lecteurs, k) == plan


@given(situations(), st.sampled_from((REPARER, REPARTIR)))
def test_ce_qui_est_commence_n_est_jamais_repris_ni_donne_a_qui_ne_peut_pas(situation, geste):
    dossiers, lecteurs, k = situation
    plan = repartir(dossiers, lecteurs, k, geste=geste)
    for dossier in dossiers:
        assert dossier.commences <= plan.lecteurs[dossier.cle] <= dossier.possibles | dossier.commences


def tous(dossiers, lecteurs):
    return [ALire(cle, frozenset(lecteur.cle for lecteur in lecteurs)) for cle in dossiers]


def test_un_lecteur_par_college_meme_quand_un_seul_membre_y_siege():
    lecteurs = [*lecteurs_de(2), Lecteur("m9", "region"), Lecteur("m3", "experts")]
    plan = repartir(tous(("d1", "d2", "d3"), lecteurs), lecteurs, 3)
    assert all("m9" in lecteurs and "m1" in lecteurs for lecteurs in plan.lecteurs.values())
    assert sorted(plan.charges[cle] for cle in ("m0", "m3")) == [1, 2]


def test_un_lecteur_qui_se_deporte_tard_est_remplace_par_un_seul_changement():
    lecteurs = lecteurs_de(6)
    avant = repartir(tous([f"d{rang}" for rang in range(8)], lecteurs), lecteurs, 3)
    parti = min(avant.lecteurs["d0"])
    apres = repartir(
        [
            ALire(cle, frozenset(f"m{rang}" for rang in range(6)) - ({parti} if cle == "d0" else set()), presents)
            for cle, presents in avant.lecteurs.items()
        ],
        lecteurs,
        3,
        geste=REPARER,
    )
    assert {cle for cle in avant.lecteurs if avant.lecteurs[cle] != apres.lecteurs[cle]} == {"d0"}
    assert len(avant.lecteurs["d0"] ^ apres.lecteurs["d0"]) == 2


def test_un_membre_tardif_ne_bouge_rien_dans_une_reparation():
    lecteurs = lecteurs_de(6)
    avant = repartir(tous(("d1", "d2", "d3"), lecteurs), lecteurs, 3)
    avec = [*lecteurs, Lecteur("m6", "experts")]
    dossiers = [ALire(cle, frozenset(lecteur.cle for lecteur in avec), lus) for cle, lus in avant.lecteurs.items()]
    assert repartir(dossiers, avec, 3, geste=REPARER).lecteurs == avant.lecteurs
    assert repartir(dossiers, avec, 3, geste=REPARTIR).charges["m6"]


def test_trop_peu_de_lecteurs_possibles_se_dit_avec_leur_nombre():
    lecteurs = lecteurs_de(4)
    plan = repartir([ALire("d1", frozenset({"m0", "m3"}))], lecteurs, 3)
    assert [(d.genre, d.dossier, d.college, d.combien) for d in plan.defauts] == [
        ("college", "d1", "groupement", 0),
        ("college", "d1", "region", 0),
        ("lecteurs", "d1", None, 2),
    ]


def test_des_plafonds_trop_bas_se_disent_avec_ceux_qui_les_atteignent():
    lecteurs = [Lecteur("m0", "experts", 2), Lecteur("m1", "groupement"), Lecteur("m2", "region")]
    plan = repartir(tous(("d1", "d2", "d3"), lecteurs), lecteurs, 3)
    assert not plan.est_applicable
    (sans_lecteur, sans_college) = plan.defauts
    assert (sans_lecteur.genre, sans_lecteur.combien, sans_lecteur.lecteurs) == ("plafonds", 1, ("m0",))
    assert (sans_college.college, sans_college.lecteurs) == ("experts", ("m0",))


@pytest.mark.parametrize("geste", [REPARER, REPARTIR])
def test_trois_cents_dossiers_et_vingt_membres_en_quelques_secondes(geste):
    lecteurs = lecteurs_de(20, (None, 70, 40, None))
    cles = [lecteur.cle for lecteur in lecteurs]
    dossiers = [
        ALire(f"d{rang:03}", frozenset(cle for place, cle in enumerate(cles) if (rang * 7 + place * 3) % 11))
        for rang in range(300)
    ]
    debut = perf_counter()
    plan = repartir(dossiers, lecteurs, 4, geste=geste)
    assert plan.est_applicable
    assert sum(plan.charges.values()) == 1200
    assert perf_counter() - debut < 20


def test_le_besoin_depasse_k_quand_ceux_qui_ont_commence_laissent_des_colleges_de_cote():
    lecteurs = {lecteur.cle: lecteur for lecteur in lecteurs_de(9)}
    dossier = ALire("d1", frozenset(lecteurs), commences=frozenset({"m0", "m3", "m6"}))
    assert besoin(dossier, lecteurs, 3) == 5
