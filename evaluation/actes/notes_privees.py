"""A member's own notes: kept while reading, deleted for good by their author."""

from django.db import transaction

from amihr import horloge
from amihr.habilitations.models import Membre
from amihr.journal.chaine import acte, inscrire
from amihr.socle.refus import exiger, exiger_trouve
from candidatures import acces
from candidatures.acces import Action
from evaluation.models import NoteDeMarge, NotePrivee
from evaluation.regles.saisie import LONGUEUR_DES_NOTES_PRIVEES


@transaction.atomic
def ecrire(candidature, texte, *, par, revision):
    """Keep what a member writes for themselves; ``revision`` is the one the page showed. Neither journal nor mail.

    Effects, in order: access asked, the row. Returns the new revision. Raises ``Http404``, ``ActeRefuse``:
    ``note_trop_longue``, ``note_ailleurs`` when another page of theirs has changed it.
    """
    acces.exiger_acces(par, candidature, Action.LIRE, horloge.maintenant())
    exiger(len(texte) <= LONGUEUR_DES_NOTES_PRIVEES, "note_trop_longue", limite=LONGUEUR_DES_NOTES_PRIVEES)
    siege = Membre.objects.en_fonction().filter(edition=candidature.edition_id, personne=par).first()
    exiger_trouve(siege is not None)
    vierge = {"texte": "", "modifiee_le": horloge.maintenant()}
    note, _ = NotePrivee.objects.select_for_update().get_or_create(
        candidature=candidature, membre=siege, defaults=vierge
    )
    if note.texte == texte:
        return note.revision
    exiger(note.revision == revision, "note_ailleurs")
    note.texte, note.revision, note.modifiee_le = texte, note.revision + 1, horloge.maintenant()
    note.save(update_fields=["texte", "revision", "modifiee_le"])
    return note.revision


@acte
def supprimer_toutes(edition, *, par):
    """Delete every private note of a member in an edition, in the margins too, of dossiers they no longer meet too (see Q47).

    Effects, in order: rows deleted, journal (how many). Returns how many.
    """
    instant = horloge.instant_de_la_base()
    siennes = {"membre__personne": par, "membre__edition": edition}
    combien = sum(modele.objects.filter(**siennes).delete()[0] for modele in (NotePrivee, NoteDeMarge))
    inscrire("notes_privees.supprimees", par=par, objet=edition, instant=instant, combien=combien)
    return combien
