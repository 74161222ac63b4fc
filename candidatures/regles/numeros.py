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


def ce_qui_est_retenu(questions, reponses):
    """Return what is kept of the numbers that are more than a SIREN, as sentences.

    The draft holds what was typed, as ever: whoever reads a SIREN in it asks ``siren_lu``.
    """
    dites = []
    for question in questions:
        valeur = reponses.get(question["code"])
        if question["type"] == "liste" and isinstance(valeur, list):
            for ligne in valeur:
                dites += ce_qui_est_retenu(question.get("sous_champs", ()), ligne)
        elif question["type"] == "siren" and genre_du_numero(valeur) not in ("", "SIREN"):
            dites.append(_phrase(valeur))
    return dites


def _phrase(valeur):
    return (
        f"Vous avez saisi un {genre_du_numero(valeur)}\u00a0: le SIREN {siren_affiche(siren_lu(valeur))} en est retenu."
    )
