"""What every save of a grid asks first, of a real dossier or of a fictional one."""

from amihr.socle.refus import exiger
from evaluation.regles.completude import HORS_COMPETENCE
from evaluation.regles.saisie import fautes_de_saisie


def est_deja_enregistree(saisie, reponses, commentaires):
    """Tell whether all that a page sends is saved already."""
    ecrits = {critere: texte for critere, texte in (commentaires or {}).items() if texte}
    return saisie.evaluation is not None and (reponses, ecrits) == (saisie.reponses, saisie.commentaires)


def exiger_modifiable(saisie, revision, reponses, commentaires):
    """Refuse what is submitted, and a page out of date unless it says just what is saved."""
    exiger(not saisie.est_remise, "grille_soumise")
    a_jour = revision is None or saisie.revision == revision
    exiger(a_jour or est_deja_enregistree(saisie, reponses, commentaires), "grille_ailleurs", revision=saisie.revision)


def exiger_recevable(grille, reponses, commentaires):
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
