"""What lists show of a dossier: its title, its structure, its thématique, found by role (R50)."""

from .formulaire import questions_par_role, valeur_du_role

ROLES = ("titre", "denomination", "thematique")
LONGUEUR = 200


def tete(formulaire, contenus):
    """Return ``{role: answer}`` for the questions whose part is in ``contenus``; the thématique is its slug."""
    par_role = questions_par_role(formulaire)
    return {
        role: valeur_du_role(formulaire, contenus, role, "")[:LONGUEUR]
        for role in ROLES
        if role in par_role and par_role[role][0] in contenus
    }
