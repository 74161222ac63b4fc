"""What leaves the site as reusable content: the public register of labels in force."""

from amihr.socle.codes import ecrire

from .preuve import lire

LICENCE = {"nom": "Licence Ouverte 2.0", "adresse": "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"}
MENTION = (
    "Faits du registre sous Licence Ouverte 2.0. Les textes d’une entreprise ne sont réutilisables que si "
    "« textes_reutilisables » est vrai. Logos, images et vidéos ne le sont jamais."
)


def faits_du_registre(label, fiche, etat, racine):
    """Return the facts of the register about one published label, as plain values; ``racine``: the site's address.

    Q36: neither rank nor score, nothing of a dossier, and only labels in force are ever given to it.
    """
    thematique = label.thematique
    return {
        "titre": label.solution,
        "titulaire": label.titulaire,
        "siren": label.siren,
        "siege": fiche.siege,
        "membres": [membre["denomination"] for membre in label.membres],
        "thematique": thematique.titre if thematique else "",
        "cas_usage": [cas.libelle for cas in fiche.cas_usage.all()],
        "coup_de_coeur": label.est_coup_de_coeur,
        "etat": etat.value,
        "debut": label.debut.isoformat(),
        "fin": label.fin.isoformat(),
        "edition": f"{label.edition.nom} {label.edition.annee}",
        "code": ecrire(label.code),
        "fiche": f"{racine}/catalogue/{fiche.slug}/",
        "verification": f"{racine}/verifier/{ecrire(label.code)}/",
        "textes_reutilisables": fiche.texte_libre,
    }


def textes_publies(fiche):
    """Return the company's own words that may be reused, or nothing.

    Q35: the register's facts are under Licence Ouverte; the company's texts only with its agreement for that
    version; logos, images and videos never leave this way.
    """
    if not fiche.texte_libre:
        return {}
    faits = [
        {"libelle": f.libelle, "valeur": f.valeur, "niveau": f.niveau.value, "le": f.le.isoformat()}
        for f in lire(fiche.contenu)
    ]
    return {"resume": fiche.resume, "faits": faits}
