"""What a page of the grid may not send: a note off the scale, two answers to one criterion, an endless comment."""

from .completude import HORS_COMPETENCE

LONGUEUR_DU_COMMENTAIRE = 4000
LONGUEUR_DES_NOTES_PRIVEES = 20_000
LONGUEUR_DE_LA_DISCUSSION = 4_000


def fautes_de_saisie(bareme, reponses, commentaires):
    """Return ``{criterion: code of the refusal}`` for what cannot be kept as it was sent.

    An answer is a note of the scale or HORS_COMPETENCE; of a criterion with parts, the second is said of the whole or
    the parts are noted, never both (see Q33).
    """
    fautes = {}
    for critere in bareme.criteres:
        code = _faute_des_reponses(bareme, critere, reponses)
        if code is None and len(commentaires.get(critere.cle, "")) > LONGUEUR_DU_COMMENTAIRE:
            code = "commentaire_long"
        if code:
            fautes[critere.cle] = code
    return fautes


def _est_une_reponse(bareme, reponse):
    return reponse is None or reponse == HORS_COMPETENCE or bareme.est_une_note(reponse)


def _faute_des_reponses(bareme, critere, reponses):
    du_tout, des_cases = reponses.get((critere.cle, None)), [reponses.get(case) for case in critere.cases]
    if not all(_est_une_reponse(bareme, reponse) for reponse in des_cases):
        return "note_hors_echelle"
    if not critere.sous_criteres or du_tout is None:
        return None
    if du_tout != HORS_COMPETENCE:
        return "note_hors_echelle"
    return "hors_et_notes" if any(reponse not in (None, HORS_COMPETENCE) for reponse in des_cases) else None
