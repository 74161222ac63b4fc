"""The numbers of a company: SIREN, SIRET, and what people paste in their place."""

import re

from stdnum.exceptions import ValidationError
from stdnum.fr import siren as siren_fr
from stdnum.fr import siret as siret_fr
from stdnum.fr import tva as tva_fr

from amihr.socle.textes import siren_affiche

SEPARATEURS = re.compile(r"[\s.-]")
TVA = re.compile(r"FR[0-9A-HJ-NP-Z]{2}\d{9}")


def _compact(valeur):
    return SEPARATEURS.sub("", str(valeur or "")).upper()


def _est(numeros, compact):
    try:
        numeros.validate(compact)
    except ValidationError:
        return False
    return True


def _est_un_siren(compact):
    return len(compact) == 9 and _est(siren_fr, compact)


def _est_un_siret(compact):
    return len(compact) == 14 and _est(siret_fr, compact)


def siren_lu(valeur):
    """Return the 9 digits of a SIREN, typed as such, within a SIRET or within a VAT number; "" when none is right."""
    compact = _compact(valeur)
    if _est_un_siren(compact):
        return compact
    if _est_un_siret(compact):
        return compact[:9]
    return compact[-9:] if TVA.fullmatch(compact) and _est(tva_fr, compact) and _est_un_siren(compact[-9:]) else ""


def siret_lu(valeur):
    """Return the 14 digits of a SIRET, "" when it is none (La Poste's exception included)."""
    compact = _compact(valeur)
    return compact if _est_un_siret(compact) else ""


def genre_du_numero(valeur):
    """Return what was typed where a SIREN is asked for: « SIREN », « SIRET », « numéro de TVA »; "" for nothing right."""
    if not siren_lu(valeur):
        return ""
    return {9: "SIREN", 14: "SIRET"}.get(len(_compact(valeur)), "numéro de TVA")


def erreur_de_siren(valeur):
    """Return what is wrong with a SIREN, or ``None`` (9 digits, Luhn); a SIRET or a VAT number gives its own."""
    if siren_lu(valeur):
        return None
    compact = _compact(valeur)
    if len(compact) == 14 and compact.isdigit():
        return "Ce SIRET n’existe pas\u00a0: vérifiez chacun de ses 14 chiffres, ou saisissez les 9 chiffres du SIREN."
    if TVA.fullmatch(compact):
        return "Ce numéro de TVA n’existe pas\u00a0: vérifiez-le, ou saisissez les 9 chiffres du SIREN."
    if not compact.isdigit() or len(compact) != 9:
        return f"Le SIREN doit comporter 9 chiffres\u00a0: vous en avez saisi {_combien_de_chiffres(valeur)}."
    return "Ce SIREN n’existe pas\u00a0: vérifiez chacun de ses 9 chiffres."


def erreur_de_siret(valeur):
    """Return what is wrong with a SIRET, or ``None`` (14 digits, Luhn, La Poste's exception included)."""
    if siret_lu(valeur):
        return None
    compact = _compact(valeur)
    if not compact.isdigit() or len(compact) != 14:
        return f"Le SIRET doit comporter 14 chiffres\u00a0: vous en avez saisi {_combien_de_chiffres(valeur)}."
    return "Ce SIRET n’existe pas\u00a0: vérifiez chacun de ses 14 chiffres."


def _combien_de_chiffres(valeur):
    return sum(caractere.isdigit() for caractere in str(valeur))


def retenir(questions, reponses):
    """Return (answers whose SIREN are 9 digits, what was kept in place of what was typed, as sentences).

    A SIRET typed where a SIREN is asked for also answers the question of a SIRET, when there is one, still empty.
    """
    retenues, dites = dict(reponses), []
    for question in questions:
        valeur = reponses.get(question["code"])
        if question["type"] == "liste" and isinstance(valeur, list):
            lignes = [retenir(question.get("sous_champs", ()), ligne) for ligne in valeur]
            retenues[question["code"]] = [ligne for ligne, _ in lignes]
            dites += [phrase for _, phrases in lignes for phrase in phrases]
        elif question["type"] == "siren" and genre_du_numero(valeur) not in ("", "SIREN"):
            retenues[question["code"]] = siren_lu(valeur)
            dites.append(_phrase(valeur))
            retenues |= _siret_a_garder(questions, reponses, siret_lu(valeur))
    return retenues, dites


def _siret_a_garder(questions, reponses, siret):
    vides = [q["code"] for q in questions if q["type"] == "siret" and not reponses.get(q["code"])]
    return {code: siret for code in vides if siret}


def _phrase(valeur):
    return (
        f"Vous avez saisi un {genre_du_numero(valeur)}\u00a0: le SIREN {siren_affiche(siren_lu(valeur))} en est retenu."
    )
