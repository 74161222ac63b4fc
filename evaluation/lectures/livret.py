"""A member's booklet: the copy that they may have now, what to make, what to erase."""

from collections import defaultdict

from amihr.habilitations.models import Membre
from candidatures import acces
from candidatures.acces import Action
from evaluation.models import Livret, NoteDeMarge

from .bureau import parcours


def livret_de(siege, instant):
    """Return the last booklet that a member asked for within the hour, made or not, or ``None``."""
    siens = Livret.objects.filter(membre=siege, expire_le__gt=instant)
    return siens.select_related("fichier").order_by("-demande_le", "pk").first()


def dossiers_ouverts(livret, personne, instant):
    """Return the candidatures in a booklet, or ``None`` when one of them may not be read any more.

    A déport, a version to sign, a lost seat: whatever closes one dossier closes the whole copy.
    """
    lisibles = acces.dossiers_accessibles(personne, Action.LIRE, instant).filter(pk__in=livret.candidatures)
    ouverts = list(lisibles.only("pk").order_by("pk"))
    return ouverts if len(ouverts) == len(livret.candidatures) else None


def dossiers_lus(siege):
    """Return each ``Dossier`` that a member reads, in the order of their desk; each reading is journaled."""
    personne = siege.personne
    return [
        acces.consulter(personne, reference, Action.LIRE, "livret") for reference in parcours(personne, siege.edition)
    ]


def marges_du_membre(siege):
    """Return ``{candidature: [notes]}`` of what a member wrote in the margins, in the order of writing."""
    notes = NoteDeMarge.objects.filter(membre=siege, retiree_le=None).order_by("ecrite_le", "pk")
    par_dossier = defaultdict(list)
    for note in notes:
        par_dossier[note.candidature_id].append(note)
    return par_dossier


def nombre_de_marges(siege):
    """How many notes in the margin a member has, on whatever they read or read once."""
    return NoteDeMarge.objects.filter(membre=siege, retiree_le=None).count()


def nombre_de_dossiers(siege, personne):
    """How many dossiers the next booklet would hold."""
    return acces.dossiers_accessibles(personne, Action.LIRE).filter(edition=siege.edition_id).count()


def livrets_a_produire(instant, lot=5):
    """Return the booklets asked for that have no file yet, oldest first."""
    dus = Livret.objects.a_produire(instant).select_related("membre__edition", "membre__personne", "membre__college")
    return list(dus.order_by("demande_le", "pk")[:lot])


def livrets_a_effacer(instant, lot=50):
    """Return the booklets whose bytes are to go: past their hour, or closed to their member since."""
    vivants = Livret.objects.en_cours(instant).select_related("fichier", "membre__personne").order_by("pk")
    fermes = [livret for livret in vivants if dossiers_ouverts(livret, livret.membre.personne, instant) is None]
    return [*fermes, *Livret.objects.perimes(instant).select_related("fichier").order_by("pk")[:lot]]


def siege_verrouille(siege, personne):
    """Lock a seat still held by that person, or return ``None``: what a member asks is asked once at a time."""
    sieges = Membre.objects.en_fonction().select_for_update(of=("self",)).filter(pk=siege.pk, personne=personne)
    return sieges.select_related("edition").first()
