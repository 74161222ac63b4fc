"""Two ready fictional dossiers for the calibration of any call: those of the rehearsals, as texts, one strong and one weak."""

from amihr.pilotage.fictif.formulaire import MOTS, dossier_fictif, remplir
from candidatures.regles.dossier import Regard, parties_lues
from evaluation.regles.calibrage import LONGUEUR_D_UNE_PARTIE, RANGS

FICTIFS = dict(zip(RANGS, (2, 12), strict=True))  # far apart: between them the members see the whole scale
# Names of their own: the demonstration has candidatures written from the same files, that the same members score.
NOMS = {"Crue Claire": "Rue au Sec", "Hydroval Ingénierie": "Bureau Ruisselle", "Parcélia": "Cadastrelle"}
# What helps to score nothing: numbers and addresses of a structure that does not exist, and what the page says already.
TYPES_LAISSES = {"siren", "siret", "url", "url_video"}
ROLES_LAISSES = {"immatriculation", "siege_pays", "siege_adresse", "denomination", "titre", "video_duree", "video_date"}


def exemples(edition, formulaire):
    """Return ``{rank: {"titre", "structure", "textes": {slug of a part: text}}}``, on the form of an edition, thématiques included."""
    annees = edition.reglage("Q27", "annees")
    return {rang: _exemple(formulaire, fictif, annees) for rang, fictif in FICTIFS.items()}


def _exemple(formulaire, fictif, annees):
    dossier = dossier_fictif(fictif)
    parties = parties_lues(formulaire, remplir(formulaire, dossier, annees), Regard.COMMISSION)
    return {
        "titre": _renommer(dossier["titre"].replace(f" {fictif})", ")")),
        "structure": _renommer(dossier["denomination"].replace(f" {fictif})", ")")),
        "textes": {partie.slug: _renommer(_en_texte(partie))[:LONGUEUR_D_UNE_PARTIE] for partie in parties},
    }


def _renommer(texte):
    for connu, autre in NOMS.items():
        texte = texte.replace(connu, autre)
    return texte


def _en_texte(partie):
    """A part as text: long answers as paragraphs, short ones a line each."""
    texte, precedente_est_longue = "", True
    for reponse in partie.reponses:
        if dite := _dite(reponse):
            separe = "\n\n" if reponse.est_longue or precedente_est_longue else "\n"
            texte += f"{separe if texte else ''}{dite}"
            precedente_est_longue = reponse.est_longue
    return texte


def _dite(reponse):
    """One answer; "" for what is left out, and for what the rehearsals invent where a dossier says nothing."""
    question, dite = reponse.question, "\n".join(reponse.affichage["lignes"]) or reponse.affichage["texte"]
    if dite == MOTS or question["type"] in TYPES_LAISSES or question.get("role") in ROLES_LAISSES:
        return ""
    if reponse.est_longue or not dite:
        return dite
    libelle = question["libelle"]
    return f"{libelle} {dite}" if libelle.endswith("?") else f"{libelle}\u00a0: {dite}"
