"""Rounding for display: exact rationals in, hundredths or French text out.

Nothing else in the ranking rounds. `Decimal` and `float` are kept out on purpose: a mean over
fourteen members has no finite expansion, and 33/8 once came out as 4.12 instead of 4.13.
"""

from fractions import Fraction
from math import isqrt

from amihr.socle.textes import INSECABLE, nombre


def centiemes(numerateur, denominateur=1):
    """Return numerateur/denominateur in whole hundredths, rounded half up.

    A negative value is the mirror of the positive one, so that the gap of A to B and the gap of
    B to A show the same figure. `denominateur` is positive.
    """
    if numerateur < 0:
        return -centiemes(-numerateur, denominateur)
    return (200 * numerateur + denominateur) // (2 * denominateur)


def ecrire_centiemes(valeur):
    """Write whole hundredths with a decimal comma: 413 gives « 4,13 »."""
    return nombre(Fraction(valeur, 100), 2)


def ecrire(valeur):
    """Write an int or a Fraction with two decimals, half up: 33/8 gives « 4,13 »."""
    return ecrire_centiemes(centiemes(*Fraction(valeur).as_integer_ratio()))


def ecrire_apport(valeur):
    """Write what something brings, from 0 up: « 0 » for nothing at all, never « 0,00 » for something."""
    if not valeur:
        return "0"
    return ecrire(valeur) if centiemes(*Fraction(valeur).as_integer_ratio()) else "moins de 0,01"


def ecrire_ecart(valeur):
    """Write a gap with its sign, « +0,25 », « −0,25 »; « 0 » when it rounds to nothing, which has no sign."""
    arrondi = centiemes(*Fraction(valeur).as_integer_ratio())
    if not arrondi:
        return "0"
    return ("+" if arrondi > 0 else "") + ecrire_centiemes(arrondi)


def ecrire_pourcentage(part):
    """Write a share of 1 as a percentage with one decimal: 2/9 gives « 22,2 % »."""
    return f"{nombre(Fraction(part) * 100, 1)}{INSECABLE}%"


def tombent_juste(parts):
    """Tell whether shares of 1 are exact as percentages with one decimal, and so add up to 100 as they are written."""
    return all((Fraction(part) * 1000).denominator == 1 for part in parts)


def ecart_type_centiemes(variance):
    """Return the square root of an exact variance in hundredths, rounded half up without a float."""
    return (isqrt(40000 * variance.numerator // variance.denominator) + 1) // 2
