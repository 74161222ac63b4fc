"""When a member reads the others' notes on a dossier: the edition's choice (setting Q41)."""

JAMAIS, APRES_LA_SIENNE, APRES_LA_NOTATION = "jamais", "apres_la_sienne", "apres_la_notation"

PHRASES = {
    JAMAIS: "Les notes des autres membres ne vous sont pas montrées.",
    APRES_LA_SIENNE: (
        "Les notes des autres membres vous sont montrées, dossier par dossier, quand vous avez remis la vôtre."
    ),
    APRES_LA_NOTATION: "Les notes des autres membres vous sont montrées quand la séance de la commission s’ouvre.",
}


def choix_de(edition):
    """Return the choice of an edition; one that says nothing opens them after one's own submission (see A-19)."""
    return edition.reglages.get("Q41", {}).get("notes_des_autres", APRES_LA_SIENNE)


def sont_ouvertes(choix, *, a_remis, est_deliberee):
    """Tell whether the others' notes are open: never before one's own grid is submitted, whatever the choice."""
    return a_remis and (choix == APRES_LA_SIENNE or (choix == APRES_LA_NOTATION and est_deliberee))
