"""The grid of an edition and its versions."""

from amihr.socle.refus import exiger
from evaluation.models import Critere, Descripteur, Grille, SousCritere
from evaluation.regles.poids import poids


def etablir(edition, *, echelle, criteres, methode, valeurs=(), motif="", instant):
    """Write the next version of the grid inside the caller's transaction, its edition being locked, and return it.

    From the opening, a new version asks for its reason (A-69); the notes given on an earlier one stay with it.
    ``criteres``: from first to last, ``{"titre", "aide", "article", "descripteurs": {note: text},
    "sous_criteres": [{"titre", "poids"}]}``; ``valeurs``: custom weights (see Q9).
    Raises ``ActeRefuse``: ``grille_motif``, and those of ``regles.poids.poids``.
    """
    numero = Grille.objects.filter(edition=edition).count() + 1
    exiger(numero == 1 or instant < edition.ouverture_le or motif.strip(), "grille_motif")
    parts = poids(methode, len(criteres), valeurs)
    grille = Grille.objects.create(
        edition=edition,
        numero=numero,
        echelle=echelle,
        methode=methode,
        motif=motif.strip(),
        cree_le=instant,
    )
    ecrits = Critere.objects.bulk_create(
        Critere(
            grille=grille,
            rang=rang,
            titre=ecrit["titre"],
            aide=ecrit.get("aide", ""),
            article=ecrit.get("article", ""),
            poids_numerateur=part.numerator,
            poids_denominateur=part.denominator,
        )
        for rang, (ecrit, part) in enumerate(zip(criteres, parts, strict=True), start=1)
    )
    Descripteur.objects.bulk_create(
        Descripteur(critere=critere, note=int(note), texte=texte)
        for critere, ecrit in zip(ecrits, criteres, strict=True)
        for note, texte in ecrit.get("descripteurs", {}).items()
    )
    SousCritere.objects.bulk_create(
        SousCritere(critere=critere, ordre=ordre, titre=sous["titre"], poids=sous["poids"])
        for critere, ecrit in zip(ecrits, criteres, strict=True)
        for ordre, sous in enumerate(ecrit.get("sous_criteres", []), start=1)
    )
    return grille
