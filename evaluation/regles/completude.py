"""What a member still has to answer before a grid can be submitted."""

from amihr.socle.refus import exiger

HORS_COMPETENCE = "hors_competence"


def criteres_a_noter(bareme, reponses, *, hors_competence_permis=True):
    """Return the keys of the criteria that are neither noted nor declared outside one's field.

    `reponses` maps (criterion, sub-criterion or None) to a note or to HORS_COMPETENCE. A
    criterion with sub-criteria is noted when all of them are; HORS_COMPETENCE is said of the
    criterion, or of each of its sub-criteria.
    """
    return tuple(
        critere.cle
        for critere in bareme.criteres
        if not _est_repondu(bareme, critere, reponses, hors_competence_permis)
    )


def ligne_de_notes(bareme, reponses, *, hors_competence_permis=True):
    """Return the row of notes of a complete grid, None in each cell outside the member's field.

    « Hors de ma compétence » is an answer (see Q33), but a grid that answers nothing else judges nothing.
    Raises ActeRefuse: « grille_incomplete », with the keys of the criteria still to note; « grille_sans_note ».
    """
    manques = criteres_a_noter(bareme, reponses, hors_competence_permis=hors_competence_permis)
    exiger(not manques, "grille_incomplete", criteres=list(manques))
    ligne = []
    for critere in bareme.criteres:
        hors = _est_hors_competence(critere, reponses)
        ligne += [None if hors else reponses[case] for case in critere.cases]
    exiger(any(note is not None for note in ligne), "grille_sans_note")
    return tuple(ligne)


def _est_repondu(bareme, critere, reponses, hors_competence_permis):
    if _est_hors_competence(critere, reponses):
        return hors_competence_permis
    return _est_note(bareme, critere, reponses)


def _est_hors_competence(critere, reponses):
    return reponses.get((critere.cle, None)) == HORS_COMPETENCE or all(
        reponses.get(case) == HORS_COMPETENCE for case in critere.cases
    )


def _est_note(bareme, critere, reponses):
    return all(bareme.est_une_note(reponses.get(case)) for case in critere.cases)
