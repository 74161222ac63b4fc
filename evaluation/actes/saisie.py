"""What every save of a grid asks first, of a real dossier or of a fictional one."""

from amihr.socle.refus import exiger
from evaluation.regles.completude import HORS_COMPETENCE
from evaluation.regles.fusion import fusionner_la_grille
from evaluation.regles.saisie import fautes_de_saisie


def est_deja_enregistree(saisie, reponses, commentaires):
    """Tell whether all that a page sends is saved already: nothing at all begins no grid."""
    ecrits = {critere: texte for critere, texte in (commentaires or {}).items() if texte}
    return (reponses, ecrits) == (saisie.reponses, saisie.commentaires)


def a_garder(saisie, revision, base, reponses, commentaires):
    """Return (answers, comments) to keep of what a page sends: merged with what another tab saved meanwhile (T1).

    ``revision``, ``base``: the saves that the page was showing, and what it was drawn on. Without ``base``, a page out of
    date says just what is saved, or is refused.
    Raises ActeRefuse: ``grille_soumise``; ``saisie_irrecevable``; ``grille_ailleurs``, when both tabs changed the same thing.
    """
    exiger(not saisie.est_remise, "grille_soumise")
    _exiger_recevable(saisie.grille, reponses, commentaires)
    if revision is None:
        return reponses, commentaires
    if base is None or saisie.evaluation is None:
        a_jour = saisie.revision == revision or est_deja_enregistree(saisie, reponses, commentaires)
        exiger(a_jour, "grille_ailleurs", revision=saisie.revision)
        return reponses, commentaires
    saisi, actuel = (reponses, commentaires), (saisie.reponses, saisie.commentaires)
    fusion = fusionner_la_grille(saisie.grille, base, actuel, saisi)
    exiger(not fusion.conflits, "grille_ailleurs", revision=saisie.revision)
    return fusion.reponses, fusion.commentaires


def _exiger_recevable(grille, reponses, commentaires):
    """Refuse a page that holds what cannot be kept, with the criteria at fault: nothing of it is written."""
    fautes = fautes_de_saisie(grille.bareme, reponses, commentaires)
    exiger(not fautes, "saisie_irrecevable", fautes=fautes)


def cellules(grille, reponses, commentaires):
    """Yield (criterion, part or None, note or None, whether it is outside one's field, comment) for each cell of a grid.

    What is said of a criterion holds for each of its parts (see Q33); its comment stands with its first cell.
    """
    for critere in grille.criteres:
        for case in critere.cases:
            reponse = reponses.get(case, reponses.get((critere.pk, None)))
            hors = reponse == HORS_COMPETENCE
            commentaire = commentaires.get(critere.pk, "") if case == critere.cases[0] else ""
            yield *case, None if hors else reponse, hors, commentaire
