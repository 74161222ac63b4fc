"""« Pourquoi cet ordre ? »: one paragraph per pair, with the figures that anyone can redo."""

from fractions import Fraction

from .arrondi import ecrire_apport, ecrire_centiemes, ecrire_pourcentage
from .classement import partagent_le_rang
from .robustesse import comparer

ESPACE = "\u00a0"
NOMBRE_DE_CAUSES = 2
ARRONDIS = (
    f"Chaque chiffre est arrondi à part, à partir de la valeur exacte{ESPACE}: une somme ou un produit refait sur les "
    "chiffres affichés peut s’en écarter d’un centième ou deux."
)


def pourquoi(bareme, haut, bas, noms):
    """Explain in French why `haut` stands above, or at the rank of, `bas`.

    `haut` and `bas` are any two Resultats with a total, in the order of the ranking; `noms` maps a
    dossier to its title. Every figure is the one displayed, rounded half up: see ARRONDIS.
    """
    noms = (noms[haut.dossier], noms[bas.dossier])
    if haut.centiemes != bas.centiemes:
        phrases = [*_par_le_total(bareme, haut, bas, noms), _tenue(haut, bas, noms)]
    elif partagent_le_rang(haut, bas):
        phrases = _par_egalite(bareme, haut, bas, noms)
    else:
        phrases = [*_par_departage(bareme, haut, bas, noms), _tenue(haut, bas, noms)]
    return " ".join(phrases)


def pourquoi_non_classe(bareme, obtenu, nom):
    """Explain in French why a dossier has no rank (see Q10, Q33)."""
    if not obtenu.n:
        return f"{nom} n’est pas classé{ESPACE}: aucune évaluation n’a été remise."
    titres = _enumerer([_guillemets(bareme.criteres[rang].titre) for rang in obtenu.sans_note])
    mot = "le critère" if len(obtenu.sans_note) == 1 else "les critères"
    return (
        f"{nom} n’est pas classé{ESPACE}: aucun membre n’a donné de note sur {mot} {titres}, "
        "et une moyenne pondérée en demande au moins une par critère."
    )


def _par_le_total(bareme, haut, bas, noms):
    ecart = ecrire_centiemes(haut.centiemes - bas.centiemes)
    debut = (
        f"{noms[0]} précède {noms[1]} par sa moyenne pondérée{ESPACE}: {haut.affichee} contre "
        f"{bas.affichee}, soit {ecart} de plus."
    )
    apports = _apports(bareme, haut, bas)
    pour = [apport for apport in apports if apport[0] > 0][:NOMBRE_DE_CAUSES]
    contre = [apport for apport in reversed(apports) if apport[0] < 0][:NOMBRE_DE_CAUSES]
    phrases = [debut, f"L’écart vient surtout de {_enumerer([_cause(*a) for a in pour])}."]
    if contre:
        causes = [_cause(apport, critere, part, moins, mieux) for apport, critere, part, mieux, moins in contre]
        phrases.append(f"{noms[1]} fait mieux sur {_enumerer(causes)}.")
    return phrases


def _par_departage(bareme, haut, bas, noms):
    critere, mieux, moins = next(
        lus for lus in zip(bareme.criteres, haut.criteres, bas.criteres, strict=True) if _different(*lus[1:])
    )
    return [
        _egalite(haut, noms),
        (
            "L’ordre se lit alors critère par critère, du premier au dernier"
            f"{ESPACE}: {_guillemets(critere.titre)} est le premier où leurs moyennes "
            f"affichées diffèrent ({mieux.affichee} contre {moins.affichee})."
        ),
    ]


def _par_egalite(bareme, haut, bas, noms):
    """Nobody is ahead: what separates them, if anything, is under the hundredth that is displayed (see Q10)."""
    egales = "Leurs moyennes affichées sont égales sur"
    combien = len(bareme.criteres)
    dits = f"les {combien} critères" if combien > 1 else "le seul critère"
    identiques = comparer(haut, bas).est_identique
    return [
        _egalite(haut, noms),
        f"{egales} {dits}{ESPACE}: ils partagent le même rang.",
        "Aucune pondération compatible avec la hiérarchie ne les sépare."
        if identiques
        else "Leurs moyennes exactes diffèrent de moins d’un centième, ce qui ne départage pas.",
    ]


def _egalite(haut, noms):
    return f"{noms[0]} et {noms[1]} ont la même moyenne pondérée à deux décimales, {haut.affichee}."


def _different(une, autre):
    return une.centiemes != autre.centiemes


def _tenue(haut, bas, noms):
    comparaison = comparer(haut, bas)
    if comparaison.est_robuste:
        return f"{noms[0]} reste devant quelle que soit la pondération compatible avec la hiérarchie."
    mot = "pondération extrême" if comparaison.derriere == 1 else "pondérations extrêmes"
    return (
        f"Cet ordre est sensible à la pondération{ESPACE}: {noms[1]} passerait devant avec "
        f"{comparaison.derriere} {mot} sur {comparaison.n}."
    )


def _apports(bareme, haut, bas):
    """Return (contribution to the gap, criterion, weight, two means), largest first."""
    apports = [
        (part * Fraction(mieux.valeur - moins.valeur), critere, part, mieux, moins)
        for critere, part, mieux, moins in zip(bareme.criteres, bareme.poids, haut.criteres, bas.criteres, strict=True)
    ]
    return sorted(apports, key=lambda apport: -apport[0])


def _cause(apport, critere, part, mieux, moins):
    return (
        f"{_guillemets(critere.titre)} ({mieux.affichee} contre {moins.affichee}, "
        f"poids {ecrire_pourcentage(part)}, soit {ecrire_apport(abs(apport))})"
    )


def _guillemets(texte):
    return f"«{ESPACE}{texte}{ESPACE}»"


def _enumerer(termes):
    if len(termes) < 2:
        return "".join(termes)
    return f"{', '.join(termes[:-1])} et {termes[-1]}"
