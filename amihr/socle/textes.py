"""How French pages, mails and PDF write dates, amounts and sizes; the template library `fr` wraps these functions."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
INSECABLE = "\u00a0"
MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
INVISIBLES = {"Cc", "Cf", "Cs", "Co"}
GARDES = set("\n\r\t\u200c\u200d")
JOINTURES_DE_TROP = re.compile("(?<!\\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\\S)")
MINUTE, HEURE, JOUR = 60, 3600, 86400


def espacer(texte):
    """Put the no-break spaces of French typography before : ; ? ! » % €, and after «."""
    texte = re.sub(r"(?<!\s) (?=[:;?!»%€](?![\w/]))", INSECABLE, texte)
    return re.sub(r"« ", f"«{INSECABLE}", texte)


def visible(texte, *, une_ligne=False):
    """Return what a reader can see of a text: no control, no direction mark, no zero-width sign.

    Line ends and tabs stay, as do the joiners that stand inside a word (scripts and emoji need them). ``une_ligne``: ends
    of line become spaces.
    """
    texte = re.sub("[\u2028\u2029]", "\n", texte)
    perdus = {ord(signe) for signe in set(texte) - GARDES if unicodedata.category(signe) in INVISIBLES}
    texte = JOINTURES_DE_TROP.sub("", texte.translate(dict.fromkeys(perdus)))
    return re.sub(r"\s*[\r\n]\s*", " ", texte) if une_ligne else texte


def entier(texte, defaut=None, *, chiffres=9):
    """Return the number that a text from outside writes, or ``defaut`` for anything else, signs included.

    Digits of ASCII, and so many at most: « ² » is a digit that ``int`` refuses, as it does thousands of them, and a column
    of the database holds nine.
    """
    return int(texte) if texte and len(texte) <= chiffres and texte.isascii() and texte.isdigit() else defaut


def identifiant(texte):
    """Return the UUID that a text from outside writes, or ``None``."""
    try:
        return UUID(texte)
    except ValueError:
        return None


def replier(texte):
    """Return a text without its accents nor its capitals, to compare or to sort: « Église » and « eglise » are one."""
    decompose = unicodedata.normalize("NFD", texte.casefold())
    return "".join(lettre for lettre in decompose if not unicodedata.combining(lettre))


def date_longue(jour):
    """« 1er juin 2026 », for a date or an instant (then the day it is in Paris); "" for None."""
    if not jour:
        return ""
    jour = _a_paris(jour)
    quantieme = "1er" if jour.day == 1 else str(jour.day)
    return f"{quantieme}{INSECABLE}{MOIS[jour.month - 1]} {jour.year}"


def date_heure(instant):
    """« 11 mai 2026 à 23 h 59 », on the clocks of Paris; "" for None."""
    if not instant:
        return ""
    heure = _a_paris(instant)
    return f"{date_longue(heure)} à {heure_minute(instant)}"


def heure_minute(instant):
    """« 23 h 59 », on the clocks of Paris."""
    heure = _a_paris(instant)
    return f"{heure.hour}{INSECABLE}h{INSECABLE}{heure.minute:02}"


def heure_seconde(instant):
    """« 17 h 48 min 12 s », for receipts; the second is cut, never rounded up."""
    if not instant:
        return ""
    heure = _a_paris(instant)
    morceaux = (str(heure.hour), "h", f"{heure.minute:02}", "min", f"{heure.second:02}", "s")
    return INSECABLE.join(morceaux)


def duree_restante(echeance, instant):
    """How far `echeance` is from `instant`: « dans 7 jours », « dans 3 heures », « passée ».

    Days are those of the calendar of Paris; under a day it counts hours, under an hour minutes, never rounding up.
    """
    secondes = (echeance - instant).total_seconds()
    if secondes <= 0:
        return "passée"
    jours = (_a_paris(echeance).date() - _a_paris(instant).date()).days
    if secondes >= JOUR and jours:
        return f"dans {pluriel(jours, 'jour')}"
    if secondes >= HEURE:
        return f"dans {pluriel(int(secondes // HEURE), 'heure')}"
    if secondes >= MINUTE:
        return f"dans {pluriel(int(secondes // MINUTE), 'minute')}"
    return "dans moins d’une minute"


def duree_precise(echeance, instant):
    """How far `echeance` is from `instant`, to the second: « dans 1 minute 59 secondes ». Written again by js/horloge.js."""
    minutes, secondes = divmod(max(0, int((echeance - instant).total_seconds())), MINUTE)
    parts = [pluriel(minutes, "minute")] if minutes else []
    return "dans " + " ".join([*parts, pluriel(secondes, "seconde")])


def nombre(valeur, decimales=None):
    """« 1 250 000 », « 4,13 »: groups of three, decimal comma; `decimales` rounds half up, exactly; "" for None."""
    if valeur is None or valeur == "":
        return ""
    exact = valeur if isinstance(valeur, Fraction) else Fraction(str(valeur))
    chiffres = _chiffres(exact, valeur, decimales)
    signe, chiffres = ("-", chiffres[1:]) if chiffres.startswith("-") else ("", chiffres)
    entiere, _, fraction = chiffres.partition(".")
    groupes = f"{int(entiere):,}".replace(",", INSECABLE)
    return signe.replace("-", "\u2212") + groupes + (f",{fraction}" if fraction else "")


def taille_fichier(octets):
    """« 86 Ko », « 1,4 Mo »: binary units, like the limits of the upload pages."""
    if octets is None:
        return ""
    octets = int(octets)
    if octets < 1024:
        return pluriel(octets, "octet")
    kibi = _arrondi(Fraction(octets, 1024), 0)
    if kibi < 1024:
        return f"{nombre(int(kibi))}{INSECABLE}Ko"
    mebi = _arrondi(Fraction(octets, 1024**2), 1)
    return f"{nombre(int(mebi) if mebi == int(mebi) else mebi)}{INSECABLE}Mo"


def siren_affiche(numero):
    """SIREN by 3-3-3, SIRET by 3-3-3-5; anything else unchanged."""
    chiffres = "".join(str(numero or "").split())
    if not chiffres.isdecimal() or len(chiffres) not in {9, 14}:
        return str(numero or "")
    groupes = [chiffres[0:3], chiffres[3:6], chiffres[6:9], chiffres[9:]]
    return INSECABLE.join(groupe for groupe in groupes if groupe)


def euros(montant):
    """« 1 250 000 € »; cents only when there are some; "" for None."""
    if montant is None or montant == "":
        return ""
    exact = Fraction(str(montant))
    return f"{nombre(exact, 0 if exact.denominator == 1 else 2)}{INSECABLE}€"


def pluriel(compte, mot, mots=None):
    """« 1 dossier », « 2 dossiers », « 0 dossier »: the French plural starts at 2; `mots` for an irregular one."""
    return f"{nombre(compte)}{INSECABLE}{accorde(compte, mot, mots)}"


def accorde(compte, mot, mots=None):
    """The word alone, in agreement with `compte`."""
    return (mots or f"{mot}s") if abs(compte) >= 2 else mot


VOYELLES = tuple("aeiouæœ")


def de(nom):
    """« de Marc », « d’Agnès », for a person or a title; before a structure, which asks for its article, write « : » instead."""
    nom = str(nom)
    return f"d’{nom}" if replier(nom).startswith(VOYELLES) else f"de {nom}"


def _a_paris(moment):
    return moment.astimezone(PARIS) if isinstance(moment, datetime) else moment


def _arrondi(exact, decimales):
    """Half up, from an exact fraction (a Decimal division would already have rounded)."""
    echelle = 10**decimales
    doubles = abs(exact) * echelle * 2
    unites = (doubles.numerator // doubles.denominator + 1) // 2
    return Decimal(unites if exact >= 0 else -unites).scaleb(-decimales)


def _chiffres(exact, valeur, decimales):
    if decimales is not None:
        return f"{_arrondi(exact, decimales):f}"
    if exact.denominator == 1:
        return str(exact.numerator)
    if isinstance(valeur, Fraction):
        return f"{_arrondi(exact, 2):f}"
    return f"{Decimal(str(valeur)).normalize():f}"
