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


def _decision(decision, deportes):
    return {
        "reference": decision.candidature.reference,
        "titre": decision.candidature.titre,
        "structure": decision.candidature.denomination,
        "sens": decision.get_sens_display(),
        "valeur_ajoutee_reconnue": decision.valeur_ajoutee_reconnue,
        "valeur_ajoutee": decision.valeur_ajoutee,
        "credibilite_reconnue": decision.credibilite_reconnue,
        "credibilite": decision.credibilite,
        "coup_de_coeur": decision.est_coup_de_coeur,
        "votants": [_nommer(votant) for votant in decision.votants],
        "deportes": deportes,
        "evaluations": decision.figures["n"],
    }


def _cloture(seance):
    """Who closed the meeting, and why without the president where they did not confirm it."""
    motif = seance.motif_sans_presidence
    return {"par": seance.close_par.nom_complet, "presidence": not motif, "motif": motif}


def retient_les_memes(matiere, autre):
    """Tell whether two versions of the minutes hold each decision from the same voters and grids: nothing to rectify.

    Not their whole content: what minutes say of a decision grows over the years, what a rectification corrects does not.
    """
    return _retenus(matiere) == _retenus(autre)


def _retenus(matiere):
    return [(d["reference"], d["votants"], d["evaluations"]) for d in matiere["decisions"]]


def matiere_du_pv(seance, presences, decisions, deportes):
    """Return the minutes as JSON values: attendance, decisions in the order given, each with its two grounds and its voters.

    ``deportes``: ``{candidature: [names]}``, who was present and left the room.

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
        "decisions": [_decision(d, deportes.get(d.candidature_id, [])) for d in decisions],
    }
