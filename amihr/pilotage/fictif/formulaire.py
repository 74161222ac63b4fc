"""A complete fictional dossier for any form (R50): what a content file says where the form asks it, else what its type takes."""

from amihr.pilotage.fictif import dossiers
from candidatures.regles.completude import PARTIE_DES_PIECES, manques
from candidatures.regles.formulaire import parties_a_remplir, question_posee
from candidatures.regles.reponses import erreur_de_reponse

CONTENUS = ("finie-1", "finie-2", "finie-3", "ouverte", "ancienne")
PREMIER_RANG = 9000  # no SIREN of a rehearsal is one of the demonstration's
MOTS = "Réponse fictive, écrite pour une répétition de l’appel."
PAR_TYPE = {
    "courriel": "contact@structure-fictive.example", "url": "https://www.structure-fictive.example/",
    "url_video": "https://videos.structure-fictive.example/", "telephone": "01 99 00 00 00", "date": "2025-01-15",
    "entier": 3, "montant": 100000, "commune": "Commune fictive",
}  # fmt: skip


def dossier_fictif(rang):
    """Return the fictional dossier of this rank, from 1: the content files in turn, under names that say what they are."""
    connus = [lu for lu in dossiers.dossiers(*CONTENUS) if "structure" not in lu.get("point", ())]
    lu = connus[(rang - 1) % len(connus)]
    fictif = {
        "titre": f"{lu['titre']} (dossier fictif {rang})",
        "denomination": f"{lu['denomination']} (structure fictive {rang})",
        "rang": PREMIER_RANG + rang,
        "domaine": f"structure-{rang}.example",
        "porteur": ("Figurant", f"Numéro {rang}"),
    }
    return {cle: valeur for cle, valeur in lu.items() if cle not in ("point", "motif", "consortium", "pays")} | fictif


def remplir(formulaire, dossier, annees):
    """Return ``{part: answers}``, complete: what the dossier says, then what is missing, by the type of each question."""
    dites = {}
    for reponses in dossiers.reponses(dossier, annees).values():
        dites |= reponses
    contenus = {partie["slug"]: {} for partie in parties_a_remplir(formulaire)}
    for partie, question in _questions(formulaire):
        dite = dites.get(question["code"])
        if dite not in (None, "", []) and erreur_de_reponse(question, dite) is None:
            contenus[partie["slug"]][question["code"]] = dite
    _oublier_ce_qui_n_est_pas_pose(formulaire, contenus)
    _combler(formulaire, contenus, dossier, annees)
    return contenus


def _questions(formulaire):
    return [(partie, question) for partie in parties_a_remplir(formulaire) for question in partie["questions"]]


def _oublier_ce_qui_n_est_pas_pose(formulaire, contenus):
    for partie, question in _questions(formulaire):
        if not question_posee(question, contenus):
            contenus[partie["slug"]].pop(question["code"], None)


def _combler(formulaire, contenus, dossier, annees):
    """An answer may ask for another one: as many rounds as there are questions, at most."""
    emplacements = {piece["code"] for piece in formulaire["pieces"] if piece.get("role") != "memoire"}
    par_code = {(partie["slug"], question["code"]): question for partie, question in _questions(formulaire)}
    for _ in par_code:
        trouves = [m for m in manques(formulaire, contenus, emplacements) if m.partie != PARTIE_DES_PIECES]
        for manque in trouves:
            question = par_code[manque.partie, manque.code]
            contenus[manque.partie][manque.code] = _inventer(question, formulaire, dossier, annees)
        if not trouves:
            break


def _inventer(question, formulaire, dossier, annees):
    genre = question["type"]
    if genre in ("siren", "siret"):
        return dossiers.siren(dossier["rang"]) if genre == "siren" else dossiers.siret(dossier["rang"])
    if genre == "thematique":
        return formulaire["thematiques"][0]["slug"]
    if genre in ("choix", "oui_non"):
        return question["choix"][0]["code"] if question.get("choix") else "oui"
    if genre == "choix_multiple":
        return [question["choix"][0]["code"]]
    if genre == "previsions":
        return [{"annee": annee, "montant": 100000} for annee in annees]
    if genre == "liste":
        return [{c["code"]: _inventer(c, formulaire, dossier, annees) for c in question["sous_champs"]}]
    return PAR_TYPE.get(genre) or _mots(question, dossier)


def _mots(question, dossier):
    """The titles first: lists are read by them."""
    par_role = {"titre": dossier["titre"], "denomination": dossier["denomination"]}
    return par_role.get(question.get("role"), MOTS)[: question.get("max") or None]
