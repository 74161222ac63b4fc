"""What leaves the site as reusable content: the public register of labels in force."""

from amihr.socle.codes import ecrire

from .duree import EtatDuLabel

LICENCE = {"nom": "Licence Ouverte 2.0", "adresse": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}
MENTION = (
    "Faits du registre sous Licence Ouverte 2.0. Les textes d’une entreprise ne sont réutilisables que si "
    "«\u00a0textes_reutilisables\u00a0» est vrai. Logos, images et vidéos ne le sont jamais."
)


def faits_du_registre(ligne, racine):
    """Return the facts of the register about one published label, as plain values; ``racine``: the site's address.

    Q36: neither rank nor score, nothing of a dossier, and only labels in force are ever given to it.
    """
    code = ecrire(ligne["code"])
    return {
        "titre": ligne["titre_du_label"],
        "titulaire": ligne["titulaire"],
        "siren": ligne["siren"],
        "siege": ligne["siege"],
        "membres": [membre["denomination"] for membre in ligne["membres"]],
        "thematique": ligne["thematique"] or "",
        "cas_usage": ligne["les_cas"],
        "coup_de_coeur": ligne["coup_de_coeur"],
        "etat": EtatDuLabel.ACTIF.value,
        "debut": ligne["debut"].isoformat(),
        "fin": ligne["fin"].isoformat(),
        "edition": f"{ligne['nom_de_l_appel']} {ligne['annee']}",
        "code": code,
        "fiche": f"{racine}/catalogue/{ligne['slug']}/",
        "verification": f"{racine}/verifier/{code}/",
        "textes_reutilisables": ligne["texte_libre"],
    }


def textes_publies(ligne):
    """Return the company's own words that may be reused, or nothing.

    Q35: the register's facts are under Licence Ouverte; the company's texts only with its agreement for that
    version; logos, images and videos never leave this way.
    """
    if not ligne["texte_libre"]:
        return {}
    champs = ("libelle", "valeur", "niveau", "le")
    faits = [{champ: fait[champ] for champ in champs} for fait in ligne["contenu_publie"]["faits"]]
    return {"resume": ligne["resume_publie"], "faits": faits}
