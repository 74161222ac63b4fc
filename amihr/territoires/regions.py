"""Which région a commune is in, by its INSEE code (postal codes are not reliable)."""

import re

# INSEE, Code officiel géographique: each région, its départements.
DEPARTEMENTS = {
    "01": "971",
    "02": "972",
    "03": "973",
    "04": "974",
    "06": "976",
    "11": "75 77 78 91 92 93 94 95",
    "24": "18 28 36 37 41 45",
    "27": "21 25 39 58 70 71 89 90",
    "28": "14 27 50 61 76",
    "32": "02 59 60 62 80",
    "44": "08 10 51 52 54 55 57 67 68 88",
    "52": "44 49 53 72 85",
    "53": "22 29 35 56",
    "75": "16 17 19 23 24 33 40 47 64 79 86 87",
    "76": "09 11 12 30 31 32 34 46 48 65 66 81 82",
    "84": "01 03 07 15 26 38 42 43 63 69 73 74",
    "93": "04 05 06 13 83 84",
    "94": "2A 2B",
}
REGION_DU_DEPARTEMENT = {
    departement: region for region, departements in DEPARTEMENTS.items() for departement in departements.split()
}
COMMUNE = re.compile(r"(?:\d\d|2[AB])\d{3}")
ENTRE_PARENTHESES = re.compile(r"\(\s*(9[78]\d|2[AB]|\d\d)\s*\)\s*$")


def departement_de_la_commune(code_insee):
    """The département of a commune's INSEE code: « 93048 » gives « 93 », « 97411 » gives « 974 »; "" if it is none."""
    if not COMMUNE.fullmatch(code_insee):
        return ""
    return code_insee[:3] if code_insee.startswith(("97", "98")) else code_insee[:2]


def departement_ecrit(commune):
    """The département written after a commune's name: « Montreuil (93) » gives « 93 »; "" if none is."""
    trouve = ENTRE_PARENTHESES.search(commune)
    return trouve[1] if trouve else ""


def region_du_departement(departement):
    """The région of a département, by their codes; "" if it is unknown."""
    return REGION_DU_DEPARTEMENT.get(departement, "")
