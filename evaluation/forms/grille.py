"""The grid as a member fills it in: what the page sends, and what it shows."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from amihr.socle.refus import phrase
from amihr.socle.textes import nombre, visible
from evaluation.regles.apports import HORS, PAS_NOTE, apports, poids_entiers
from evaluation.regles.completude import HORS_COMPETENCE
from evaluation.regles.fusion import lire_la_page
from evaluation.regles.saisie import LONGUEUR_DU_COMMENTAIRE

CASE = re.compile(r"c(\d{1,18})(?:_(\d{1,18}))?", re.ASCII)
COMMENTAIRE = re.compile(r"t(\d{1,18})", re.ASCII)
NOTE = re.compile(r"-?\d{1,6}", re.ASCII)


@dataclass
class Recu:
    """What a page of the grid sent."""

    reponses: dict = field(default_factory=dict)
    commentaires: dict = field(default_factory=dict)
    revision: int = 0
    base: dict | None = None
    jeton: str = ""

    @property
    def page(self):
        """What the page was showing, as the actes take it."""
        return {"revision": self.revision, "base": self.base}


def lire(donnees):
    """Return what was sent, whatever it is worth: the acte checks it against the grid, and refuses what is no note.

    A line break counts for one character, as in the page.
    """
    numero, base = lire_la_page(donnees.get("revision"))
    recu = Recu(revision=numero, base=base, jeton=donnees.get("revision", ""))
    for nom, valeur in donnees.items():
        if case := CASE.fullmatch(nom):
            critere, sous = int(case[1]), int(case[2]) if case[2] else None
            note = _entier(valeur)
            recu.reponses[critere, sous] = valeur if note is None else note
        elif commentaire := COMMENTAIRE.fullmatch(nom):
            recu.commentaires[int(commentaire[1])] = visible(valeur).strip().replace("\r\n", "\n")
    return recu


def _entier(texte):
    return int(texte) if texte and NOTE.fullmatch(texte) else None


class Niveau(NamedTuple):
    """One note of the scale as the page writes it: figure, word, what it means for this criterion, both as one text."""

    valeur: str
    libelle: str
    texte: str
    phrase: str


@dataclass(frozen=True)
class GrilleAffichee:
    """The grid of the page: its criteria as ``composants/niveaux.html`` draws them."""

    grille: object
    reponses: dict
    commentaires: dict
    hors_permis: bool = True
    manques: tuple = ()
    fautes: dict = field(default_factory=dict)
    conflits: dict = field(default_factory=dict)
    page: str = ""

    @property
    def criteres(self):
        """The criteria in their order, with what was answered."""
        return [self._critere(critere) for critere in self.grille.criteres]

    @property
    def erreurs(self):
        """The lines of the error summary, in page order."""
        return [
            {"texte": erreur, "ancre": self._ancre(critere)}
            for critere in self.grille.criteres
            if (erreur := self._erreur(critere))
        ]

    @property
    def poids(self):
        """The parts of the weight bar."""
        return tuple((critere.titre, critere.poids) for critere in self.grille.criteres)

    @cached_property
    def apports(self):
        """What each note brings to the mean, as the page says it without script."""
        hors = {critere.pk for critere in self.grille.criteres if self._est_hors(critere)}
        return apports(self.grille, self.reponses, hors, self._poids)

    @cached_property
    def _poids(self):
        return poids_entiers(self.grille)

    def _critere(self, critere):
        hors = self._est_hors(critere)
        return {
            "rang": critere.rang,
            "libelle": critere.titre,
            "article": critere.article,
            "aide": critere.aide,
            "part": nombre(critere.poids * 100, 1),
            "nom": self._nom(critere.pk, None),
            "nom_commentaire": f"t{critere.pk}",
            "commentaire": self.commentaires.get(critere.pk, ""),
            "longueur": LONGUEUR_DU_COMMENTAIRE,
            "erreur": "" if self._commentaire_est_en_faute(critere) else self._erreur(critere),
            "erreur_du_commentaire": self._erreur(critere) if self._commentaire_est_en_faute(critere) else "",
            "hors_permis": self.hors_permis,
            "hors": hors,
            "niveaux": self._niveaux(critere),
            "cases": [self._case(critere, *case) for case in critere.cases],
        }

    def _case(self, critere, pk, sous_pk):
        sous = next((sous for sous in critere.sous_criteres if sous.pk == sous_pk), None)
        reponse = self.reponses.get((pk, sous_pk))
        return {
            "nom": self._nom(pk, sous_pk),
            "titre": sous.titre if sous else "",
            "coefficient": sous.poids if sous else 1,
            "poids": str(self._poids[pk, sous_pk]),
            "valeur": str(reponse) if self._est_notee((pk, sous_pk)) else None,
            "ancre": self._sous_les_notes(critere, (pk, sous_pk), reponse),
        }

    def _sous_les_notes(self, critere, case, reponse):
        if self._est_hors(critere):
            return HORS
        if case in self.apports.parts:
            return self.apports.ancre(case, reponse, self._niveau(critere, reponse).phrase)
        if critere.sous_criteres:
            return PAS_NOTE
        premier, dernier = self._niveau(critere, self.grille.notes[0]), self._niveau(critere, self.grille.notes[-1])
        echelle = [f"{niveau.valeur}, {niveau.libelle.lower()}" for niveau in (premier, dernier)]
        return f"{PAS_NOTE} De {', à '.join(echelle)}."

    def _niveaux(self, critere):
        """The notes as text: the page has a hundred of them, and a figure is localised each time it is written."""
        return tuple(self._niveau(critere, note) for note in self.grille.notes)

    def _niveau(self, critere, note):
        libelle, texte = self.grille.mot(note), critere.descripteurs.get(note, "")
        return Niveau(str(note), libelle, texte, f"{libelle}. {texte}" if texte else libelle)

    def _nom(self, critere, sous):
        return f"c{critere}" if sous is None else f"c{critere}_{sous}"

    def _est_hors(self, critere):
        cases = [self.reponses.get(case) for case in critere.cases]
        return self.reponses.get((critere.pk, None)) == HORS_COMPETENCE or set(cases) == {HORS_COMPETENCE}

    def _commentaire_est_en_faute(self, critere):
        return self.fautes.get(critere.pk) == "commentaire_long"

    def _ancre(self, critere):
        if self._commentaire_est_en_faute(critere):
            return f"id_t{critere.pk}"
        case = next((case for case in critere.cases if not self._est_notee(case)), critere.cases[0])
        return f"id_{self._nom(*case)}_{self.grille.notes[0]}"

    def _est_notee(self, case):
        return self.grille.bareme.est_une_note(self.reponses.get(case))

    def _erreur(self, critere):
        if critere.pk in self.fautes:
            return phrase(self.fautes[critere.pk], self._faits(critere))
        if critere.pk in self.manques:
            autrement = ", ou déclarez-le hors de votre compétence" if self.hors_permis else ""
            manquent = [sous.titre for sous in critere.sous_criteres if not self._est_notee((critere.pk, sous.pk))]
            if 0 < len(manquent) < len(critere.sous_criteres):
                cites = ", ".join(f"«\u00a0{titre}\u00a0»" for titre in manquent)
                return f"Critère {critere.rang}, {critere.titre}\u00a0: notez aussi {cites}{autrement}"
            return f"Notez le critère {critere.rang}, {critere.titre}{autrement}"
        return self._conflit(critere)

    def _conflit(self, critere):
        """What another tab saved of a criterion that this one changed too; "" when they agree."""
        cases = [self._nom(*case) for case in critere.cases]
        dits = []
        if any(nom in self.conflits for nom in cases):
            dits.append(", ".join(self._en_mots(self.conflits[nom][0]) for nom in cases if nom in self.conflits))
        if commentaire := self.conflits.get(f"t{critere.pk}"):
            dits.append(f"le commentaire «\u00a0{commentaire[0]}\u00a0»" if commentaire[0] else "aucun commentaire")
        if not dits:
            return ""
        return f"Critère {critere.rang}, {critere.titre}\u00a0: un autre onglet a enregistré {' et '.join(dits)}"

    def _faits(self, critere):
        """What the sentence of a fault may name."""
        notes = {"minimum": self.grille.notes[0], "maximum": self.grille.notes[-1]}
        return {"rang": critere.rang, "titre": critere.titre, "longueur": LONGUEUR_DU_COMMENTAIRE, **notes}

    @staticmethod
    def _en_mots(valeur):
        return (
            "hors de ma compétence" if valeur == HORS_COMPETENCE else "aucune note" if valeur is None else str(valeur)
        )
