"""The notes in the margin of a dossier: written, changed, taken off, put back, by their author and for them alone."""

from uuid import uuid5

from django.db import transaction

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from candidatures.models import Depot
from candidatures.regles.dossier import Regard, parties_lues
from evaluation.models import NoteDeMarge
from evaluation.regles.marge import (
    DELAI_POUR_RETABLIR,
    LONGUEUR_DE_LA_CITATION,
    LONGUEUR_DU_TEXTE,
    NOTES_PAR_DOSSIER,
    PARTIE_DES_FICHIERS,
)


@transaction.atomic
def annoter(candidature, ecrites, *, par, cle=None, videes=()):
    """Keep notes that a member writes in the margin; ``ecrites``: ``[(slug of a part, quoted passage, text)]``. Never the journal.

    ``cle``: of the page; what it sends again about a part goes on with the note that it began there, until that note is
    changed or taken off from elsewhere. ``videes``: parts whose place it shows empty: such a note goes.
    What is written there already, word for word, is not written twice: a double click makes one note.
    Effects, in order: access asked, what was taken off too long ago deleted, rows. Returns the rows kept.
    Raises ``Http404`` (a part that the dossier has not, too), ``ActeRefuse``: ``marge_vide``, ``marge_longue``,
    ``citation_longue``, ``marge_pleine``.
    """
    siege, instant = _siege(candidature, par)
    siennes = list(_siennes(candidature, siege).filter(retiree_le=None))
    tapees = {note.cle: note for note in siennes if note.cle}
    laissees = [tapees[place] for partie in videes if (place := cle_d_une_place(cle, partie)) in tapees]
    exiger(ecrites or laissees, "marge_vide")
    parties = _parties(candidature)
    for partie, citation, texte in ecrites:
        exiger_trouve(partie in parties)
        _exiger_recevable(citation, texte)
    pareilles = {(note.partie, note.citation, note.texte): note for note in siennes}
    gardees = []
    for partie, citation, texte in dict.fromkeys(ecrites):
        place = cle_d_une_place(cle, partie)
        neuve = NoteDeMarge(candidature=candidature, membre=siege, partie=partie, cle=place, ecrite_le=instant)
        note = tapees.get(place) or pareilles.get((partie, citation, texte)) or neuve
        if (note.citation, note.texte) != (citation, texte):
            note.citation, note.texte, note.modifiee_le = citation, texte, instant
            note.save()
        gardees.append(note)
    exiger(
        len({note.pk for note in (*siennes, *gardees)}) <= NOTES_PAR_DOSSIER, "marge_pleine", limite=NOTES_PAR_DOSSIER
    )
    NoteDeMarge.objects.filter(pk__in=[note.pk for note in laissees]).delete()
    return gardees


def cle_d_une_place(cle, partie):
    """The key of the place where a page writes about one part, or ``None``."""
    return uuid5(cle, partie) if cle else None


@transaction.atomic
def modifier(candidature, note_id, citation, texte, *, par, revision):
    """Change a note; ``revision`` is the one that the page showed.

    Effects, in order: access asked, the row. Raises ``Http404``, ``ActeRefuse``: as ``annoter``, and ``marge_ailleurs``
    when another page of theirs has changed it.
    """
    note, instant = _sienne(candidature, note_id, par)
    _exiger_recevable(citation, texte)
    if (note.citation, note.texte) == (citation, texte):
        return note
    exiger(note.revision == revision, "marge_ailleurs")
    note.citation, note.texte, note.revision, note.modifiee_le = citation, texte, note.revision + 1, instant
    note.cle = None  # a page that was still typing it begins another one
    note.save(update_fields=["citation", "texte", "revision", "modifiee_le", "cle"])
    return note


@transaction.atomic
def retirer(candidature, note_id, *, par):
    """Take a note off; within the hour its author may put it back, then it is deleted for good.

    Effects, in order: access asked, the row. Raises ``Http404``.
    """
    note, instant = _sienne(candidature, note_id, par)
    NoteDeMarge.objects.filter(pk=note.pk, retiree_le=None).update(retiree_le=instant, cle=None)
    return note


@transaction.atomic
def retablir(candidature, note_id, *, par):
    """Put back a note taken off within the hour. Effects, in order: access asked, the row. Raises ``Http404``."""
    note, _ = _sienne(candidature, note_id, par)
    NoteDeMarge.objects.filter(pk=note.pk).update(retiree_le=None)
    return note


def _siege(candidature, par):
    """(one's seat, locked: one's notes are written one at a time; the instant), once the right to read is asked."""
    instant = horloge.maintenant()
    sieges = Membre.objects.en_fonction().select_for_update(of=("self",))
    siege = sieges.filter(edition=candidature.edition_id, personne=par).order_by("pk").first()
    exiger_trouve(siege is not None)
    acces.exiger_acces(par, candidature, Action.LIRE, instant)
    NoteDeMarge.objects.filter(membre=siege, retiree_le__lt=instant - DELAI_POUR_RETABLIR).delete()
    return siege, instant


def _siennes(candidature, siege):
    return NoteDeMarge.objects.filter(candidature=candidature, membre=siege)


def _sienne(candidature, note_id, par):
    siege, instant = _siege(candidature, par)
    note = _siennes(candidature, siege).filter(pk=note_id).first()
    exiger_trouve(note is not None)
    return note, instant


def _parties(candidature):
    """What may be annotated: the parts of the last filed version that the commission reads, and its files."""
    formulaire = Depot.objects.filter(candidature=candidature).order_by("-numero").values_list("formulaire", flat=True)
    lues = parties_lues(formulaire[0], {}, Regard.COMMISSION)
    return {partie.slug for partie in lues} | {PARTIE_DES_FICHIERS}


def _exiger_recevable(citation, texte):
    exiger(texte.strip(), "marge_vide")
    exiger(len(texte) <= LONGUEUR_DU_TEXTE, "marge_longue", limite=LONGUEUR_DU_TEXTE)
    exiger(len(citation) <= LONGUEUR_DE_LA_CITATION, "citation_longue", limite=LONGUEUR_DE_LA_CITATION)
