"""The register of companies of the demonstration: it answers as the API does, from the story's own files.

Nothing leaves the machine: the client calls this very site.
"""

from functools import cache

from amihr.pilotage.fictif.dossiers import dossiers, siren
from amihr.territoires.regions import departement_ecrit, region_du_departement

CONTENUS = ("ancienne", "finie-1", "finie-2", "finie-3", "ouverte")
SIEGE = "00018"  # the last digits of a head office's SIRET


def repondre(numero):
    """Return what the search answers about a number: one company of the story, or none."""
    trouvee = entreprises().get(numero[:9])
    resultats = [trouvee] if trouvee else []
    return {"results": resultats, "total_results": len(resultats), "page": 1, "per_page": 10, "total_pages": 1}


@cache
def entreprises():
    """The companies of the story that have a SIREN: ``{SIREN: result}``; the members of consortiums have no address."""
    connues = {}
    for dossier in dossiers(*CONTENUS):
        for nom, rang, _apport in dossier.get("consortium", []):
            connues.setdefault(siren(rang), _resultat(siren(rang), nom))
        if dossier.get("pays", "france") == "france":
            numero = siren(dossier["rang"])
            connues[numero] = _resultat(numero, dossier["denomination"], dossier)
    return connues


def _resultat(numero, nom, dossier=None):
    ecrite = dossier or {}
    commune, departement = ecrite.get("commune", ""), departement_ecrit(ecrite.get("commune", ""))
    siege = {
        "siret": f"{numero}{SIEGE}",
        "adresse": ecrite.get("adresse", "").upper(),
        "libelle_commune": commune.partition(" (")[0].upper(),
        "commune": f"{departement}000" if departement else "",
        "region": region_du_departement(departement),
        "code_pays_etranger": None,
        "libelle_pays_etranger": None,
    }
    etat = "C" if ecrite.get("fermee_au_registre") else "A"
    return {
        "siren": numero,
        "nom_raison_sociale": nom.upper(),
        "etat_administratif": etat,
        "siege": siege,
        "matching_etablissements": [],
    }
