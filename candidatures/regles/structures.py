"""The legal entities that the answers name: what a filing makes of them, and what a label would say of them."""

from amihr.territoires.communes import commune_lue

from .formulaire import question_posee, questions_par_role, valeur_du_role
from .numeros import siret_lu
from .registre import siren_de

ROLES = ("denomination", "siren", "siret", "type_structure", "siege_commune", "siege_departement", "siege_pays")


def _champs(reponses):
    """Return the fields of a ``Structure``, cut to what they hold; a known commune gives its code and its département."""
    commune = commune_lue(reponses.get("siege_commune") or "")
    departement = reponses.get("siege_departement") or (commune.departement if commune else "")
    return {
        "denomination": (reponses.get("denomination") or "")[:200],
        "siren": siren_de(reponses) or "".join((reponses.get("siren") or "").split())[:9],
        "siret": "".join((reponses.get("siret") or "").split()) or siret_lu(reponses.get("siren")),
        "type_structure": reponses.get("type_structure") or "",
        "commune": (reponses.get("siege_commune") or "")[:150],
        "code_commune": commune.code if commune else "",
        "code_departement": departement[:3],
        "pays": (reponses.get("siege_pays") or "")[:80],
    }


def mandataire(formulaire, contenus):
    """Return the fields of the structure that applies, the lead of the consortium if there is one."""
    return _champs({role: valeur_du_role(formulaire, contenus, role) for role in ROLES})


def membres_du_consortium(formulaire, contenus):
    """Return ``[(fields, contact e-mail)]`` of the other members.

    R17: alone or in consortium; rows kept of a consortium that the answers no longer announce name nobody.
    """
    trouvee = questions_par_role(formulaire).get("membres_consortium")
    if trouvee is None or not question_posee(trouvee[1], contenus):
        return []
    roles = {champ["code"]: champ.get("role") or champ["code"] for champ in trouvee[1].get("sous_champs", [])}
    lignes = valeur_du_role(formulaire, contenus, "membres_consortium", [])
    lues = [{roles.get(code, code): valeur for code, valeur in ligne.items()} for ligne in lignes]
    return [(_champs(lue), lue.get("contact_courriel") or lue.get("courriel")) for lue in lues]
