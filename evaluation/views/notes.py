"""The submitted notes of one dossier, as a member who has submitted reads them."""

from evaluation.regles.membre import ligne_de, notes_par_critere, total_du_membre
from evaluation.regles.moyennes import resultat


def notes_affichees(saisie, visibles):
    """Return the table of the page: per criterion one's own note and everybody's mean; per member, every note.

    A grid given on another version is named, its notes stay out of the table (see R31).
    """
    bareme, criteres = saisie.grille.bareme, saisie.grille.criteres
    communes = [entree for entree in visibles if entree[0].grille_id == saisie.grille.pk]
    siennes = next((reponses for e, reponses, _ in communes if e.membre_id == saisie.siege_id), {})
    ensemble = resultat(bareme, None, [ligne_de(bareme, reponses) for _, reponses, _ in communes])
    miennes = notes_par_critere(bareme, siennes)
    return {
        "lignes": [
            {
                "rang": critere.rang,
                "titre": critere.titre,
                "mienne": mienne,
                "moyenne": moyenne.affichee,
                "n": moyenne.n,
            }
            for critere, mienne, moyenne in zip(criteres, miennes, ensemble.criteres, strict=True)
        ],
        "mon_total": total_du_membre(bareme, siennes) if siennes else "–",
        "total": ensemble.affichee,
        "n": ensemble.n,
        "membres": [_membre(saisie, *entree) for entree in communes if entree[0].membre_id != saisie.siege_id],
    }


def _membre(saisie, evaluation, *suite):
    qui = {"nom": evaluation.membre.personne.nom_complet, "college": evaluation.membre.college.libelle}
    return qui | version_affichee(saisie, evaluation, *suite)


def version_affichee(saisie, evaluation, reponses, commentaires):
    """Return one submitted version of a grid as the page lists it: when, its total, each note with its comment."""
    notes = notes_par_critere(saisie.grille.bareme, reponses)
    return {
        "total": total_du_membre(saisie.grille.bareme, reponses),
        "remise_le": evaluation.soumise_le,
        "version": evaluation.version,
        "notes": [
            {
                "rang": critere.rang,
                "titre": critere.titre,
                "note": note,
                "commentaire": commentaires.get(critere.pk, ""),
            }
            for critere, note in zip(saisie.grille.criteres, notes, strict=True)
        ],
    }
