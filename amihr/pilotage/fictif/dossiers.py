"""The candidatures that the content files tell, as answers to the form of an edition."""

import re
import tomllib
from functools import cache

from stdnum import luhn

from amihr.pilotage.fictif.contenu import DOSSIER

AVANT = re.compile(r" (?=[:;?!%€»])")
APRES = re.compile(r"(?<=«) ")
MESURES = re.compile(r"(?<=\d) (?=\d{3}\b|k?m²?\b|cm\b|kWh\b|personnes\b|°C)")
HEURES = re.compile(r"(?<=\d) (?=h \d|min \d)|(?<=\bh) (?=\d)|(?<=\bmin) (?=\d)")
REFERENCE = ("collectivite", "objet", "annee")
# What a dossier says when its own file says nothing more of it.
PAR_DEFAUT = {
    "ambition": "La version actuelle couvre le cas d'usage principal de bout en bout ; les autres suivront.",
    "stabilite": "Le service fonctionne sans interruption notable depuis sa mise en ligne.",
    "prochaine_version": "Une version est prévue dans l'année : lecture directe des données du projet, exports améliorés.",
    "essais": "Un périmètre de quelques kilomètres carrés et une prise de vue suffisent. Nous accompagnons deux agents.",
}


@cache
def dossiers(*noms):
    """The candidatures of these content files, in order, their French set as it is printed."""
    lus = [tomllib.loads((DOSSIER / f"{nom}.toml").read_text(encoding="utf-8")) for nom in noms]
    return [composer(ecrite) for lu in lus for ecrite in lu["candidature"]]


def composer(valeur):
    """Set every text of a value: apostrophes, unbreakable spaces, paragraphs instead of lines."""
    if isinstance(valeur, dict):
        return {cle: composer(contenu) for cle, contenu in valeur.items()}
    if isinstance(valeur, list):
        return [composer(contenu) for contenu in valeur]
    return typographie(valeur) if isinstance(valeur, str) else valeur


def typographie(texte):
    """French typography: « ’ », and a space that does not break where the eye would stumble."""
    texte = APRES.sub("\u00a0", AVANT.sub("\u00a0", texte.replace("'", "’")))
    return HEURES.sub("\u00a0", MESURES.sub("\u00a0", texte)).strip()


def siren(rang):
    """A SIREN right by its checksum, below any number ever attributed: it begins with 000 0."""
    base = f"0000{rang:04d}"
    return base + luhn.calc_check_digit(base)


def siret(rang):
    """A SIRET of the same structure, right by its checksum."""
    base = f"{siren(rang)}0001"
    return base + luhn.calc_check_digit(base)


def reponses(dossier, annees):
    """`{part: answers}` for one candidature; `annees` are those of the forecast."""
    return {
        "structure": _structure(dossier),
        "consortium": _consortium(dossier),
        "solution": {
            nom: dossier[nom] for nom in ("titre", "resume", "thematique", "cas_usage", "donnees", "algorithmes")
        }
        | {"challenge": "non"},
        "maturite": _maturite(dossier),
        "previsions": _previsions(dossier, annees),
        "memoire": _memoire(dossier),
        "plan": {"plan": dossier.get("plan", "")},
        "video": {"video": f"https://videos.{dossier['domaine']}/demonstration", "video_duree": 4},
        "references": {"references": [dict(zip(REFERENCE, r, strict=True)) for r in dossier.get("references", [])]},
        "presentation": _presentation(dossier),
    }


def _structure(dossier):
    prenom, nom = dossier["porteur"]
    en_france = dossier.get("pays", "france") == "france"
    return {
        "type_structure": dossier["type"],
        "denomination": dossier["denomination"],
        "siege_pays": "france" if en_france else "autre",
        "immatriculation": "siren" if en_france else "locale",
        "siren": siren(dossier["rang"]) if en_france else "",
        "numero_local": "" if en_france else "HRB 00000, registre fictif",
        "siege_commune": dossier.get("commune", ""),
        "siege_adresse": dossier["adresse"],
        "site": f"https://www.{dossier['domaine']}/",
        "presentation_structure": dossier["presentation_structure"],
        "contact_nom": f"{prenom} {nom}",
        "contact_courriel": courriel_du_porteur(dossier),
        "contact_telephone": "01 99 00 00 00",
    }


def courriel_du_porteur(dossier):
    """The address by which the candidate of a dossier signs in."""
    return _adresse(*dossier["porteur"], dossier["domaine"])


def _adresse(prenom, nom, domaine):
    sans_accents = str.maketrans("éèêëàâîïôûùç '’", "eeeeaaiiouuc---")
    return f"{prenom} {nom}".lower().translate(sans_accents).replace("-", ".", 1) + f"@{domaine}"


def comptes_du_dossier(dossier):
    """The accounts of the team: whoever files, then a colleague if there is one."""
    personnes = [dossier["porteur"], *([dossier["equipier"]] if "equipier" in dossier else [])]
    return [{"prenom": p, "nom": n, "courriel": _adresse(p, n, dossier["domaine"])} for p, n in personnes]


def _consortium(dossier):
    membres = [
        {"denomination": nom, "siren": siren(rang), "pays": "France", "apport": apport}
        for nom, rang, apport in dossier.get("consortium", [])
    ]
    return {"consortium": "oui" if membres else "non", "membres": membres}


def _maturite(dossier):
    textes = {nom: dossier.get(nom) or typographie(texte) for nom, texte in PAR_DEFAUT.items()}
    clients = dossier.get("clients", 0)
    return textes | {
        "livree": "oui",
        "commercialisee": "oui" if clients else "non",
        "date_de_deploiement": dossier.get("deploiement", ""),
        "tests_clients": dossier.get("essais_clients"),
        "clients": clients,
        "retours": dossier.get("retours", ""),
    }


def _previsions(dossier, annees):
    if "budget" in dossier:
        return {"effectif": dossier["effectif"], "budget": dossier["budget"]}
    montants = zip(annees, dossier["ca"], strict=False)  # another call may ask another number of years
    return {
        "effectif": dossier["effectif"],
        "previsions": [{"annee": annee, "montant": montant} for annee, montant in montants],
    }


def _memoire(dossier):
    lues = {nom: dossier.get(nom, "") for nom in ("etat_de_l_art", "memoire", "frugalite")}
    return lues | {"formats": dossier.get("formats", []), "modele_economique": dossier.get("modele", "")}


def _presentation(dossier):
    if "presentation" not in dossier:
        return {}
    return {
        "presentation": dossier["presentation"],
        "benefices": dossier.get("benefices", ""),
        "presentation_site": f"https://www.{dossier['domaine']}/",
        "faits_publics": ["donnees", "formats", "commercialisee", "references"],
        "licence": "oui" if dossier["rang"] % 2 else "non",
    }
