"""The list of candidatures: where each stands in words, and the same list as a workbook."""

from amihr import horloge
from amihr.journal.chaine import acte, inscrire
from amihr.pilotage import lectures
from amihr.socle.tableurs import classeur
from amihr.socle.textes import date_longue, heure_seconde
from candidatures.lectures import prises_en_cours
from candidatures.models.depot import empreinte_canonique
from candidatures.regles.instruction import AVANT_LA_DECISION, EN_INSTRUCTION

COLONNES = {
    "Dossier": lambda c: c.reference,
    "Solution": str,
    "Structure": lambda c: c.denomination,
    "Thématique": lambda c: str(c.thematique or ""),
    "État": lambda c: c.get_etat_display(),
    "Instruction": lambda c: c.instruction,
    "À viser": lambda c: "oui" if c.est_a_instruire and c.visa_demande_par else "",
    "Rapporteur": lambda c: c.nom_du_rapporteur or "",
}


def situer(candidatures, prises, est_annulee):
    """Give each candidature who has taken it, what may still be done about it, and where its examination stands, in words."""
    for candidature in candidatures:
        candidature.prise = prises.get(candidature.pk) if candidature.est_tenu else None
        candidature.est_a_instruire = candidature.etat in EN_INSTRUCTION and not est_annulee
        candidature.est_a_rapporter = candidature.etat in AVANT_LA_DECISION and not est_annulee
        candidature.instruction = _en_mots(candidature, est_annulee)


def _en_mots(candidature, est_annulee):
    if candidature.prise:
        return f"Pris par {candidature.prise.par}"
    if candidature.est_a_instruire:
        return "À prendre"
    return "Appel annulé" if est_annulee else "Instruit"


def exporter_la_liste(edition, filtre, *, par):
    """Return the XLSX of the list as ``par`` may read it, narrowed by ``filtre`` (a form whose ``choisi`` says how).

    By title, never by order of arrival (see R2, T13). Its rows come from one statement; stamped with its instant and their SHA-256.
    Effects, in order: journal.
    """
    instant, prises = horloge.instant_de_la_base(), prises_en_cours(edition)
    lues = list(lectures.dossiers(par, edition, prises, **filtre.choisi()))
    situer(lues, prises, edition.est_annulee(instant))
    lignes = [[colonne(candidature) for colonne in COLONNES.values()] for candidature in lues]
    empreinte = empreinte_canonique(lignes)
    _inscrire_l_export(edition, len(lignes), empreinte, par=par, instant=instant)
    cachet = [
        ("Appel", str(edition)),
        ("Instantané du", f"{date_longue(instant)} à {heure_seconde(instant)} (heure de Paris)"),
        ("Filtre", filtre.en_mots()),
        ("Dossiers", len(lignes)),
        ("SHA-256 du contenu", empreinte),
    ]
    return classeur([("Lecture", ("Export", "Valeur"), cachet), ("Candidatures", tuple(COLONNES), lignes)])


@acte
def _inscrire_l_export(edition, dossiers, empreinte, *, par, instant):
    inscrire("export.liste", par=par, objet=edition, instant=instant, dossiers=dossiers, sha256=empreinte)
