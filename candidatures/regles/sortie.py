"""From which états a team withdraws late, what a reinstatement never undoes: pure decisions."""

# A team has its answer, or is out already: nothing is left to withdraw. It reads « en instruction » in all of these.
RETIRABLES = ("deposee", "recevable", "eligible", "en_evaluation")
RESULTATS = ("labellisee", "non_labellisee")


def est_retirable(candidature):
    """Tell whether the team of a dossier may still withdraw it once the call is closed."""
    return candidature.etat in RETIRABLES


def empechement_de_reintegrer(sortie):
    """Return the code of what forbids to reverse a move out, or "". ``sortie``: the one in course, or ``None``."""
    if sortie is None:
        return "reintegration_impossible"
    return "reintegration_apres_resultat" if sortie.de in RESULTATS else ""
