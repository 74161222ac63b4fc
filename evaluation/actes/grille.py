"""The grid of an edition and its versions."""

from amihr import horloge
from amihr.editions.models import Edition
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger
from evaluation.models import Critere, Descripteur, Evaluation, Grille, SousCritere
from evaluation.regles.poids import poids


def etablir(edition, *, echelle, criteres, methode, valeurs=(), motif="", instant):
    """Write the next version of the grid inside the caller's transaction, and return it.

    ``criteres``: from first to last, ``{"titre", "aide", "article", "descripteurs": {note: text},
    "sous_criteres": [{"titre", "poids"}]}``; ``valeurs``: custom weights (see Q9).
    Raises ``ActeRefuse`` as ``regles.poids.poids``.
    """
    parts = poids(methode, len(criteres), valeurs)
    grille = Grille.objects.create(
        edition=edition,
        numero=Grille.objects.filter(edition=edition).count() + 1,
        echelle=echelle,
        methode=methode,
        motif=motif,
        cree_le=instant,
    )
    for rang, (ecrit, part) in enumerate(zip(criteres, parts, strict=True), start=1):
        critere = Critere.objects.create(
            grille=grille,
            rang=rang,
            titre=ecrit["titre"],
            aide=ecrit.get("aide", ""),
            article=ecrit.get("article", ""),
            poids_numerateur=part.numerator,
            poids_denominateur=part.denominator,
        )
        Descripteur.objects.bulk_create(
            Descripteur(critere=critere, note=int(note), texte=texte)
            for note, texte in ecrit.get("descripteurs", {}).items()
        )
        SousCritere.objects.bulk_create(
            SousCritere(critere=critere, ordre=ordre, titre=sous["titre"], poids=sous["poids"])
            for ordre, sous in enumerate(ecrit.get("sous_criteres", []), start=1)
        )
    return grille


@acte
def changer(edition, *, echelle, criteres, methode, valeurs=(), motif, par):
    """Replace the grid by a new version; once a grid has been used, with a reason and a trace (A-69).

    Effects, in order: new version, journal. Raises ``ActeRefuse``: ``grille_motif``, and those of ``etablir``.
    """
    instant = horloge.instant_de_la_base()
    edition = Edition.objects.verrouiller(edition.pk)  # one at a time: numbers follow
    utilisee = Evaluation.objects.filter(grille__edition=edition).exists()
    exiger(motif.strip() or not utilisee, "grille_motif")
    grille = etablir(
        edition,
        echelle=echelle,
        criteres=criteres,
        methode=methode,
        valeurs=valeurs,
        motif=motif.strip(),
        instant=instant,
    )
    inscrire("grille.changee", par=par, objet=grille, instant=instant, numero=grille.numero)
    return grille
