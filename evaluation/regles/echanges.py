"""Exchanges of readers: the minimum-cost flow behind the assignment, by cancelling negative cycles (Klein, 1967)."""

from collections import Counter
from typing import NamedTuple

PUITS = 0


class Arc(NamedTuple):
    """One elementary change and its price: a reader given or taken, a college or a member counted, a gap left or filled."""

    de: int
    vers: int
    prix: int
    geste: tuple


class Echanges:
    """Readers of dossiers, bettered by exchanges until none betters anything.

    A reader goes from the dossier, through a college of it, to a member, to the sink. Prices, each of which outweighs all
    those after it: a reader missing; a college without a reader; then either how uneven the loads are (the nth dossier of a
    member costs 2n − 1, so that a total is a sum of squares) and a reader who was not there before, or the reverse.

    An assignment is a flow and prices grow with what passes: it is the cheapest when no cycle of changes has a negative
    price, and each cycle cancelled makes it cheaper, so this ends. The loads of the flows that miss nothing form an
    M-convex set: among those, the least sum of squares has also the smallest maximum. Tests compare both with every
    assignment of small cases.
    """

    def __init__(self, dossiers, lecteurs, besoins, *, changements_d_abord):
        self.dossiers, self.lecteurs = dossiers, lecteurs
        self.membres = list(lecteurs)
        self.tenus = [set(dossier.commences) for dossier in dossiers]
        self.charge = Counter(cle for tenus in self.tenus for cle in tenus)
        self.acquise = Counter(self.charge)  # what is begun: a load that nothing lowers
        self.manque = [besoins[dossier.cle] - len(dossier.commences) for dossier in dossiers]
        self._fixer_les_prix(sum(besoins.values()), changements_d_abord)
        self._numeroter()
        self._servir()

    def _fixer_les_prix(self, lectures, changements_d_abord):
        carres = lectures * (len(self.dossiers) + 1) + 1  # more than any sum of squares
        petit = lectures + 1  # more than any number of readers
        self.prix_inegalite, self.prix_changement = (1, carres) if changements_d_abord else (petit, 1)
        self.prix_college = petit * carres
        self.prix_manque = petit * self.prix_college

    def _numeroter(self):
        """A number for the sink, each member, each dossier, each college of a dossier."""
        self.noeud_du_membre = {cle: rang for rang, cle in enumerate(self.membres, start=1)}
        suivant = len(self.membres) + 1
        self.noeud_du_dossier, self.colleges = [], []
        for dossier in self.dossiers:
            par_college = {}
            for cle in sorted(dossier.possibles - dossier.commences, key=str):
                par_college.setdefault(self.lecteurs[cle].college, []).append(cle)
            servis = {self.lecteurs[cle].college for cle in dossier.commences}
            self.noeud_du_dossier.append(suivant)
            self.colleges.append(
                [
                    (suivant + rang, college, par_college[college], college not in servis)
                    for rang, college in enumerate(sorted(par_college, key=str), start=1)
                ]
            )
            suivant += 1 + len(par_college)
        self.nombre_de_noeuds = suivant

    def _servir(self):
        """A first assignment: keep who is there, then give to whoever has least; the most constrained dossiers first."""
        ordre = sorted(range(len(self.dossiers)), key=lambda rang: (len(self.dossiers[rang].possibles), rang))
        for rang in ordre:
            for _, _, membres, est_a_servir in self.colleges[rang]:
                if est_a_servir:
                    self._donner_au_moins_charge(rang, membres)
        for rang in ordre:
            libres = [cle for _, _, membres, _ in self.colleges[rang] for cle in membres]
            while self.manque[rang] and self._donner_au_moins_charge(rang, libres):
                pass

    def _donner_au_moins_charge(self, rang, membres):
        presents, candidats = self.dossiers[rang].presents, []
        if self.manque[rang]:
            candidats = [cle for cle in membres if cle not in self.tenus[rang] and self._a_de_la_place(cle)]
        if not candidats:
            return False
        cle = min(candidats, key=lambda cle: (cle not in presents, self.charge[cle], str(cle)))
        self.tenus[rang].add(cle)
        self.charge[cle] += 1
        self.manque[rang] -= 1
        return True

    def _a_de_la_place(self, cle):
        plafond = self.lecteurs[cle].plafond
        return plafond is None or self.charge[cle] < plafond

    def ameliorer(self):
        """Make every exchange that betters something, until there is none."""
        while cycle := self._cycle_avantageux():
            for arc in cycle:
                self._faire(*arc.geste)

    def _faire(self, quoi, rang=None, cle=None):
        match quoi:
            case "donner":
                self.tenus[rang].add(cle)
            case "reprendre":
                self.tenus[rang].remove(cle)
            case "charger":
                self.charge[cle] += 1
            case "decharger":
                self.charge[cle] -= 1
            case "manquer":
                self.manque[rang] += 1
            case "combler":
                self.manque[rang] -= 1

    def _arcs(self):
        """Every elementary change that is possible now."""
        for cle, noeud in self.noeud_du_membre.items():
            charge = self.charge[cle]
            if self._a_de_la_place(cle):
                yield Arc(noeud, PUITS, self.prix_inegalite * (2 * charge + 1), ("charger", None, cle))
            if charge > self.acquise[cle]:
                yield Arc(PUITS, noeud, -self.prix_inegalite * (2 * charge - 1), ("decharger", None, cle))
        for rang, noeud in enumerate(self.noeud_du_dossier):
            yield Arc(noeud, PUITS, self.prix_manque, ("manquer", rang))
            if self.manque[rang]:
                yield Arc(PUITS, noeud, -self.prix_manque, ("combler", rang))
            yield from self._arcs_du_dossier(rang, noeud)

    def _arcs_du_dossier(self, rang, noeud):
        presents, tenus = self.dossiers[rang].presents, self.tenus[rang]
        for du_college, _, membres, est_a_servir in self.colleges[rang]:
            nombre = sum(cle in tenus for cle in membres)
            yield Arc(noeud, du_college, -self.prix_college if est_a_servir and not nombre else 0, ("rien",))
            if nombre:
                yield Arc(du_college, noeud, self.prix_college if est_a_servir and nombre == 1 else 0, ("rien",))
            for cle in membres:
                prix = 0 if cle in presents else self.prix_changement
                if cle in tenus:
                    yield Arc(self.noeud_du_membre[cle], du_college, -prix, ("reprendre", rang, cle))
                else:
                    yield Arc(du_college, self.noeud_du_membre[cle], prix, ("donner", rang, cle))

    def _cycle_avantageux(self):
        """Return the arcs of a cycle of negative price, or ``None``: Bellman-Ford from everywhere at once."""
        arcs = list(self._arcs())
        distances, venus = [0] * self.nombre_de_noeuds, [None] * self.nombre_de_noeuds
        while True:
            change = False
            for arc in arcs:
                if (distance := distances[arc.de] + arc.prix) < distances[arc.vers]:
                    distances[arc.vers], venus[arc.vers], change = distance, arc, True
            if not change:
                return None
            if cycle := _cycle_parmi(venus):
                return cycle

    def colleges_oublies(self, rang):
        """Return the colleges that have a possible reader for a dossier and none among its readers."""
        return [
            college
            for _, college, membres, est_a_servir in self.colleges[rang]
            if est_a_servir and self.tenus[rang].isdisjoint(membres)
        ]

    def combles(self, rang, college=None):
        """Return the members, all at their cap, that no exchange would make able to read a dossier, by key."""
        arcs = [arc for arc in self._arcs() if PUITS not in (arc.de, arc.vers)]
        depart = self.noeud_du_dossier[rang]
        if college is not None:
            depart = next(noeud for noeud, nom, *_ in self.colleges[rang] if nom == college)
        suites = {}
        for arc in arcs:
            suites.setdefault(arc.de, []).append(arc.vers)
        atteints, attente = {depart}, [depart]
        while attente:
            nouveaux = set(suites.get(attente.pop(), ())) - atteints
            atteints |= nouveaux
            attente += nouveaux
        return tuple(
            cle for cle, noeud in self.noeud_du_membre.items() if noeud in atteints and not self._a_de_la_place(cle)
        )


def _cycle_parmi(venus):
    """Return the arcs of a cycle of the arcs by which each node was reached, or ``None``."""
    vus = [0] * len(venus)
    for depart in range(len(venus)):
        noeud = depart
        while not vus[noeud] and venus[noeud]:
            vus[noeud] = depart + 1
            noeud = venus[noeud].de
        if vus[noeud] == depart + 1:
            cycle, fin = [], noeud
            while True:
                cycle.append(venus[noeud])
                noeud = venus[noeud].de
                if noeud == fin:
                    return cycle
        vus[noeud] = vus[noeud] or depart + 1
    return None
