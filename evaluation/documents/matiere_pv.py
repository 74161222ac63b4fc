"""What the minutes of a meeting say, as plain values: hashed when the meeting closes, then set in PDF."""

from amihr.socle.textes import date_heure, date_longue


def _presents(presences, est_present):
    return [
        {"nom": p.membre.personne.nom_complet, "college": p.membre.college.libelle, "preside": p.membre.est_president}
        for p in presences
        if p.est_present == est_present
    ]


def _nommer(votant):
    """A voter as the minutes name them; who also instructed the dossier is said (see Q32)."""
    return f"{votant['nom']} (a instruit le dossier)" if votant.get("a_instruit") else votant["nom"]


def _decision(decision):
    return {
        "reference": decision.candidature.reference,
        "titre": decision.candidature.titre,
        "structure": decision.candidature.denomination,
        "sens": decision.get_sens_display(),
        "valeur_ajoutee": decision.valeur_ajoutee,
        "credibilite": decision.credibilite,
        "coup_de_coeur": decision.est_coup_de_coeur,
        "votants": [_nommer(votant) for votant in decision.votants],
        "evaluations": decision.figures["n"],
    }


def _cloture(seance):
    """Who closed the meeting, and why without the president where they did not confirm it."""
    motif = seance.motif_sans_presidence
    return {"par": seance.close_par.nom_complet, "presidence": not motif, "motif": motif}


def matiere_du_pv(seance, presences, decisions):
    """Return the minutes as JSON values: attendance, decisions in the order given, each with its two grounds and its voters.

    Individual scores and ranks are no part of it (see Q41): scores help, they do not decide.
    """
    presences = list(presences)
    return {
        "appel": str(seance.edition),
        "jour": date_longue(seance.jour),
        "lieu": seance.lieu,
        "ouverte_le": date_heure(seance.ouverte_le),
        "close_le": date_heure(seance.close_le),
        "cloture": _cloture(seance),
        "presents": _presents(presences, True),
        "absents": _presents(presences, False),
        "decisions": [_decision(decision) for decision in decisions],
    }
