"""How the catalogue lays out what a search or a comparison found."""

from dataclasses import dataclass

from amihr.socle.textes import pluriel

from .preuve import lire

# The page opens on that many needs, and no more than that many of one thématique.
BESOINS, PAR_THEMATIQUE = 8, 2
# Facets that keep their values without any solution; the others are one box, which then leaves.
LISTES = ("theme", "besoin", "donnees")


@dataclass(frozen=True)
class Groupe:
    """One facet of the page: ``nom`` is its name in the query string."""

    titre: str
    nom: str
    choix: list
    est_ouvert: bool


def besoins_proposes(choix):
    """Return the needs that open the page: those that most solutions answer, each thématique in turn."""
    retenus, par_thematique = [], {}
    for besoin in sorted(choix, key=lambda c: (-c.compte, c.rang)):
        deja = par_thematique.get(besoin.groupe, 0)
        if besoin.compte and deja < PAR_THEMATIQUE and len(retenus) < BESOINS:
            retenus.append(besoin)
            par_thematique[besoin.groupe] = deja + 1
    return sorted(retenus, key=lambda c: (c.rang, c.libelle))


def groupes_de_facettes(facettes, habitants):
    """Return the facets in reading order; only the first one, and those in use, are open."""
    titres = {
        "theme": "Thématique",
        "besoin": "Besoin",
        "donnees": "Données exploitées",
        "locale": "Structure",
        "coeur": "Label",
    }
    groupes = []
    for nom, titre in titres.items():
        choix = [_nommer(nom, c, habitants) for c in facettes[nom] if c.compte or c.est_choisi or nom in LISTES]
        if choix:
            groupes.append(Groupe(titre, nom, choix, nom == "theme" or any(c["est_choisi"] for c in choix)))
    return groupes


def _nommer(nom, choix, habitants):
    libelles = {"locale": libelle_local(habitants), "coeur": "Coup de cœur du jury"}
    return {
        "code": choix.code,
        "libelle": libelles.get(nom, choix.libelle),
        "pastille": choix.pastille if nom == "theme" else "",
        "compte": choix.compte,
        "est_choisi": choix.est_choisi,
    }


def libelle_local(habitants):
    """Return the words of the facet of R16, from what the edition calls those of its région."""
    return f"Structure {habitants}" if habitants else "Siège dans la région de l’appel"


def filtres_actifs(criteres, facettes, parametres, habitants):
    """Return what is asked, with the query string that asks the same less that: to take filters off one by one."""
    filtres = []
    for groupe in groupes_de_facettes(facettes, habitants):
        for choix in groupe.choix:
            if choix["est_choisi"]:
                filtres.append({"libelle": choix["libelle"], "sans": _sans(parametres, groupe.nom, choix["code"])})
    if criteres.texte:
        filtres.insert(0, {"libelle": f"«\u00a0{criteres.texte}\u00a0»", "sans": _sans(parametres, "q", None)})
    return filtres


def _sans(parametres, nom, valeur):
    copie = parametres.copy()
    copie.pop("page", None)
    restantes = [v for v in copie.getlist(nom) if valeur is not None and v != valeur]
    if nom in ("locale", "coeur") or not restantes:
        copie.pop(nom, None)
    else:
        copie.setlist(nom, restantes)
    return f"?{copie.urlencode()}"


def tableau_compare(fiches):
    """Return one line per fact that some fiche has: its name, then the facts of each fiche (``None`` for an absent one)."""
    lus = [{fait.libelle: fait for fait in lire(fiche.contenu)} for fiche in fiches]
    libelles = dict.fromkeys(libelle for faits in lus for libelle in faits)
    return [{"libelle": libelle, "faits": [faits.get(libelle) for faits in lus]} for libelle in libelles]


def titre_du_resultat(criteres, total):
    """Return the words above the list: « 3 solutions pour « arbres » »."""
    compte = pluriel(total, "solution") if total else "Aucune solution"
    return f"{compte} pour «\u00a0{criteres.texte}\u00a0»" if criteres.texte else compte
