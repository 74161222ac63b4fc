"""Rounding for display: exact rationals in, hundredths or French text out.

Nothing else in the ranking rounds. `Decimal` and `float` are kept out on purpose: a mean over
fourteen members has no finite expansion, and 33/8 once came out as 4.12 instead of 4.13.
"""

from fractions import Fraction

INSECABLE = "\u00a0"
MOINS = "-"


def centiemes(numerateur, denominateur=1):
    """Return numerateur/denominateur in whole hundredths, rounded half up.

    A negative value is the mirror of the positive one, so that the gap of A to B and the gap of
    B to A show the same figure. `denominateur` is positive.
    """
    if numerateur < 0:
        return -centiemes(-numerateur, denominateur)
    return (200 * numerateur + denominateur) // (2 * denominateur)


def centiemes_de(valeur):
    """Return an int or a Fraction in whole hundredths, rounded half up."""
    return centiemes(valeur.numerator, valeur.denominator)


def ecrire_centiemes(nombre, decimales=2):
    """Write whole hundredths with a decimal comma: 413 gives « 4,13 »."""
    entier, reste = divmod(abs(nombre), 10**decimales)
    signe = MOINS if nombre < 0 else ""
    return f"{signe}{entier},{reste:0{decimales}d}"


def ecrire(valeur):
    """Write an int or a Fraction with two decimals, half up: 33/8 gives « 4,13 »."""
    return ecrire_centiemes(centiemes_de(valeur))


def ecrire_pourcentage(part):
    """Write a share of 1 as a percentage with one decimal: 2/9 gives « 22,2 % »."""
    part = Fraction(part)
    return ecrire_centiemes(centiemes_de(part * 10), decimales=1) + f"{INSECABLE}%"
