"""What is wrong with an edition file: one line, one reason, in French."""

import re

MOTIFS = (
    (r"required key\(s\) (.+) not found", "il manque {} à ce bloc"),
    (r"unexpected key not in schema (.+)", "la clé {} n’existe pas ici"),
    (r"Duplicate key (.+) found", "la clé {} est écrite deux fois"),
    (
        r"Found ugly disallowed JSONesque flow mapping.*",
        "écrivez une valeur par ligne, ou mettez le texte entre guillemets",
    ),
    (r"Found confusing disallowed .*", "cette écriture YAML n’est pas acceptée : écrivez la valeur en toutes lettres"),
)
ATTENTES = {
    "when expecting a sequence": "on attend une liste (des lignes qui commencent par « - »)",
    "when expecting a mapping": "on attend un bloc de clés",
    "when expecting a str": "on attend un texte",
}
TROUVES = {
    "found a sequence": "une liste",
    "found a mapping": "un bloc de clés",
    "found a blank string": "rien",
    "found arbitrary text": "un texte",
}


class AppelInvalide(Exception):
    """An edition file is refused: ``ligne`` and ``raison`` say where and why."""

    def __init__(self, ligne, raison):
        super().__init__(f"Ligne {ligne} : {raison}")
        self.ligne = ligne
        self.raison = raison


def en_francais(erreur):
    """The AppelInvalide that tells a strictyaml error in French."""
    marque = getattr(erreur, "problem_mark", None) or getattr(erreur, "context_mark", None)
    contexte = getattr(erreur, "context_mark", None)
    probleme = getattr(erreur, "problem", None) or str(erreur)
    return AppelInvalide(_ligne(marque, contexte, probleme), _raison(erreur, probleme))


def _ligne(marque, contexte, probleme):
    """strictyaml marks the start of a block and the end of what it read: the block starts where a key is missing."""
    if contexte is not None and probleme.startswith("required key"):
        marque = contexte
    return marque.line + 1 if marque is not None else 1


def _raison(erreur, probleme):
    for motif, phrase in MOTIFS:
        if trouve := re.match(motif, probleme, re.DOTALL):
            return phrase.format(*(f"« {cle} »" for cle in _cles(trouve.groups())))
    attente = getattr(erreur, "context", None) or ""
    if attente.startswith("on attend"):
        return (
            f"{attente}, pas {probleme}"
            if probleme.startswith("«")
            else f"{attente}, pas {TROUVES.get(probleme, probleme)}"
        )
    if attente in ATTENTES:
        return f"{ATTENTES[attente]}, pas {TROUVES.get(probleme, probleme)}"
    return f"le fichier n’est pas un YAML lisible ({probleme})"


def _cles(groupes):
    """« 'a', 'b' » without its quotes."""
    return [", ".join(re.findall(r"'([^']*)'", groupe)) or groupe for groupe in groupes]
