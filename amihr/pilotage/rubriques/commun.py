"""A heading of the call: where it stands in the edition's file, and the questions that edit it.

Its form is the dossier's own (``candidatures.forms.partie``): same controls, same messages, rows that are added.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from unicodedata import normalize

from amihr.editions.appel import QUESTION
from candidatures.regles.formulaire import est_vide

FACULTATIF = {"obligatoire": False}
HEURE = {"est_heure": True}  # a short text that must be an hour, said beside it
AIDE_DES_HEURES = (
    "L’heure de l’ouverture ou de la clôture s’écrit {ouverture}, {derniere_minute} ou {premier_refus}\u00a0: "
    "elle suit alors les dates de l’appel."
)


def question(code, libelle, type_="texte_court", **suite):
    """Return one question of a heading, in the shape of an edition's form.

    ``deroulant``: what a choice drawn as a list says while nothing is chosen.
    """
    posee = {"code": code, "libelle": libelle, "type": type_, "article": "", "obligatoire": True}
    return QUESTION | posee | suite


def libelles(par_code):
    """Return the answers of a choice from ``{code: label}``."""
    return [{"code": code, "libelle": libelle} for code, libelle in par_code.items()]


def code_de(libelle, pris, *, tiret="_"):
    """Return a code made from a label, unlike those of ``pris``: nobody has to invent one."""
    sans_accent = normalize("NFKD", libelle).encode("ascii", "ignore").decode().lower()
    mots = re.sub(r"[^a-z0-9]+", tiret, sans_accent).strip(tiret)[:50].strip(tiret)
    base = mots if mots[:1].isalpha() else f"x{tiret}{mots}".strip(tiret)
    suite = (f"{base}{tiret}{rang}" for rang in range(2, 1_000))
    return base if base not in pris else next(code for code in suite if code not in pris)


@dataclass(frozen=True)
class Rubrique:
    """One heading. A list has a ``nom`` (« une thématique »); its elements are edited one by one.

    ``chemin`` leads to it in a document; ``questions(document)`` gives its form; ``lire(element)`` turns what the file
    says into answers, ``rediger(reponses, element)`` answers into what the file says; ``identifiant`` is the key that
    an element is known by, made from ``libelle`` when it is new; ``suites(document)`` puts right what depends on it.
    ``est_fixe``: elements are neither added, nor removed, nor moved. ``page``: the public page that shows them, if any;
    ``texte``: else, the answer that is a text of paragraphs.
    """

    slug: str
    titre: str
    chemin: tuple
    questions: Callable
    nom: str = ""
    libelle: str = "libelle"
    identifiant: str = ""
    aide: str = ""
    est_fixe: bool = False
    page: str = ""
    texte: str = ""
    lire: Callable = lambda element: element
    rediger: Callable = lambda reponses, element: element | reponses
    suites: Callable = lambda document: None

    @property
    def a_un_apercu(self):
        return bool(self.page or self.texte)

    @property
    def est_une_liste(self):
        return bool(self.nom)

    def ici(self, document):
        """Return what the file holds under this heading."""
        lu = document
        for pas in self.chemin:
            lu = (
                lu[pas]
                if isinstance(pas, int)
                else lu.setdefault(pas, [] if pas == self.chemin[-1] and self.nom else {})
            )
        return lu

    def titre_de(self, document, cle):
        """Return what an element is called; "" for a new one, the heading's own title when it is no list."""
        return self._element(document, cle).get(self.libelle, "") if self.est_une_liste else self.titre

    def reponses(self, document, cle):
        """Return the answers that the form shows; ``cle`` is the key of an element of a list, ``None`` for a new one."""
        return self.lire(self._element(document, cle))

    def poser(self, document, cle, reponses):
        """Write answers in a document: over the element of that ``cle``, or as a new one at the end of the list."""
        ici = self.ici(document)
        redige = sans_vide(self.rediger(reponses, self._element(document, cle)))
        if self.identifiant and not redige.get(self.identifiant):
            tiret = "-" if self.identifiant == "slug" else "_"
            redige[self.identifiant] = code_de(redige.get(self.libelle, ""), self._pris(document), tiret=tiret)
        if not self.est_une_liste:
            ici.clear()
            ici.update(redige)
        elif cle is None:
            ici.append(redige)
        else:
            ici[cle] = redige
        self.suites(document)

    def retirer(self, document, cle):
        del self.ici(document)[cle]
        self.suites(document)

    def deplacer(self, document, cle, pas):
        """Swap an element with the one before (-1) or after (1); nothing at the ends."""
        ici = self.ici(document)
        autre = cle + pas
        if 0 <= autre < len(ici):
            ici[cle], ici[autre] = ici[autre], ici[cle]

    def adresses(self, document):
        """Return ``{address: key}`` of the elements, in order: by what each is known by, else by its rank from 1."""
        ici = self.ici(document)
        if isinstance(ici, dict):
            return {nom: nom for nom in ici}
        return {str(e.get(self.identifiant) or rang): rang - 1 for rang, e in enumerate(ici, start=1)}

    def _element(self, document, cle):
        if not self.est_une_liste:
            return self.ici(document)
        return {} if cle is None else self.ici(document)[cle]

    def _pris(self, document):
        """The identifiers already in use; those of questions are unique in the whole form."""
        if self.chemin[-1] == "questions":
            return {q["code"] for partie in document["formulaire"]["parties"] for q in partie.get("questions", ())}
        return {element.get(self.identifiant) for element in self.ici(document)}


def sans_vide(valeur):
    """Leave out of an element, and of its rows, what was left empty; numbers become texts, as in a file."""
    if isinstance(valeur, dict):
        redige = {cle: sans_vide(contenu) for cle, contenu in valeur.items() if contenu is not None}
        return {cle: contenu for cle, contenu in redige.items() if not est_vide(contenu)}
    if isinstance(valeur, list):
        return [redige for redige in map(sans_vide, valeur) if not est_vide(redige)]
    return valeur.strip().replace("\r\n", "\n") if isinstance(valeur, str) else str(valeur)


def avec_codes(rangees, cle="code"):
    """Give each row without a code one made from its label."""
    pris = {rangee[cle] for rangee in rangees if rangee.get(cle)}
    for rangee in rangees:
        if not rangee.get(cle):
            rangee[cle] = code_de(rangee.get("libelle", ""), pris)
            pris.add(rangee[cle])
    return rangees


def a_plat(element, *noms):
    """Bring the keys of inner blocks to the surface: ``{"territoire": {"nom": …}}`` gives ``territoire_nom``."""
    plat = {cle: valeur for cle, valeur in element.items() if cle not in noms}
    for nom in noms:
        plat |= {f"{nom}_{cle}": valeur for cle, valeur in element.get(nom, {}).items()}
    return plat


def en_bloc(reponses, nom):
    """Undo ``a_plat`` for one block."""
    debut = f"{nom}_"
    bloc = {cle.removeprefix(debut): valeur for cle, valeur in reponses.items() if cle.startswith(debut)}
    return {cle: valeur for cle, valeur in reponses.items() if not cle.startswith(debut)} | {nom: bloc}
