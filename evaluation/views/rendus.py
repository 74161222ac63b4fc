"""What a member typed and could not send: given back with a refusal, put back in its page once that page is open again."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render

from amihr.comptes import reprise
from amihr.socle.textes import entier, visible
from evaluation.forms.grille import CASE, COMMENTAIRE, lire
from evaluation.regles.completude import HORS_COMPETENCE

from .marges import Tapees, notes_neuves

RETROUVE = (
    "Ce que vous aviez envoyé n’avait pas pu être pris. Votre texte est ici, pas encore enregistré\u00a0: relisez-le, puis "
    "envoyez-le de nouveau, sauf si la page dit déjà à quelle heure il l’a été."
)
RENDU = "Ce que vous aviez envoyé n’a plus sa place sur cette page. Le voici, pour le copier."
LIBELLES = {"notes": "Mes notes privées", "motif": "Raison de la révision", "texte": "Texte"}
MARGES = {"note_": "Note en marge", "citation": "Passage cité"}


def rend_ce_qui_est_tape(vue):
    """Have the 404 of a page that a member was filling in give their own text back, and keep it one hour.

    Unsigned, recused, absent: the answer depends on what was sent alone, so that it says nothing of a dossier (T5).
    """

    @wraps(vue)
    def porte(request, *args, **kwargs):
        try:
            return vue(request, *args, **kwargs)
        except Http404:
            if request.method != "POST":
                raise
            textes = en_clair(reprise.tape(request))
            reponse = render(request, "evaluation/saisie_rendue.html", {"textes": textes}, status=404)
            if not textes or not reprise.garder(request, reponse):
                raise
            return reponse

    return porte


def en_clair(champs):
    """Return [{"libelle", "note", "texte"}] of what was typed, in the order of the page: nothing is read to write it."""
    recu, rangs, lignes = lire(champs), {}, []
    for nom, valeur in champs.items():
        if case := CASE.fullmatch(nom) or COMMENTAIRE.fullmatch(nom):
            rangs.setdefault(int(case[1]), len(rangs) + 1)
        elif libelle := _libelle(nom):
            lignes.append({"libelle": libelle, "note": "", "texte": visible(valeur).strip()})
    criteres = [
        {"libelle": f"Critère {rang}", "note": _note(recu, critere), "texte": recu.commentaires.get(critere, "")}
        for critere, rang in rangs.items()
    ]
    return [ligne for ligne in criteres + lignes if ligne["note"] or ligne["texte"]]


def _libelle(nom):
    return LIBELLES.get(nom) or next((dit for debut, dit in MARGES.items() if nom.startswith(debut)), "")


def _note(recu, critere):
    notes = [note for (pk, _), note in recu.reponses.items() if pk == critere]
    return ", ".join("hors de ma compétence" if note == HORS_COMPETENCE else str(note) for note in notes)


def retrouve(request, saisie, *, adresses):
    """Return what the page of a dossier shows again of what was sent in vain, as it takes it; says so to the reader.

    ``adresses``: {where a form of the page is posted: "grille", "notes" or "marges"}. What was sent to another page under
    this one waits there.
    """
    chemin, champs = reprise.retrouver_sous(request)
    if champs is None or not (chemin in adresses or _est_d_une_marge(chemin, adresses)):
        return {}
    remis = _remis(adresses.get(chemin), champs, saisie)
    rendus = [] if remis else en_clair(champs)
    if remis or rendus:
        messages.warning(request, RETROUVE if remis else RENDU)
    return remis or {"rendus": rendus}


def _est_d_une_marge(chemin, adresses):
    """Tell whether a path is where one note in the margin is changed."""
    return any(quoi == "marges" and chemin.startswith(adresse) for adresse, quoi in adresses.items())


def reste(request, tape, *, est_gardee=False):
    """Return what js/autosave.js is told of a form that shows ``tape``: to be sent at once, to be chosen, or nothing."""
    if tape is None or est_gardee:
        return ""
    return "refuse" if request.method == "POST" else "retrouve"


def _remis(quoi, champs, saisie):
    """What goes back in its place; nothing for a grid that is closed, or for one note that may be changed since."""
    if quoi == "grille" and saisie.est_ouverte and not (saisie.est_remise or saisie.attend_le_calibrage):
        return {"recu": lire(champs)}
    if quoi == "notes":
        texte = visible(champs.get("notes", "")).replace("\r\n", "\n")
        return {"notes_tapees": (texte, entier(champs.get("revision")))}
    if quoi == "marges":
        return {"marges_tapees": Tapees(neuves=notes_neuves(champs))}
    return {}
