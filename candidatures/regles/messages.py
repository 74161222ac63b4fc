"""What a message may be, and what is proposed when one is answered: pure decisions."""

LONGUEUR = 4_000
PAR_HEURE = 20


def publication_proposee(edition, instant, *, repond):
    """Tell whether an answer is proposed for publication too: by default, while it may serve others who apply.

    ``repond``: the team's message waits for an answer. Once the call is closed nobody applies any more, and what is
    written is about one dossier: then it is left to a box that somebody ticks (see Q26).
    """
    return repond and not edition.est_close(instant) and not edition.est_annulee(instant)
