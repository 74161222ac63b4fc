"""The template of the dossier: what it says now, the files that say it, those to make."""

from django.db.models import Q

from amihr.editions.models import Edition
from amihr.socle.textes import date_heure
from candidatures.lectures.saisie import formulaire_complet
from candidatures.models.depot import empreinte_canonique
from evaluation.models import Trame
from evaluation.models.trame import FormatDeTrame
from evaluation.regles.trame import matiere

from .grilles import grille_lue

PRESENTATION = 1  # to raise when the drawing changes: every file is then made again


def trame_de(edition):
    """Return what the template of an edition says, as plain values: the form, the grid, the closing."""
    return {
        "appel": str(edition),
        "organisateur": edition.organisateur,
        "contact": edition.contact,
        "cloture": date_heure(edition.derniere_minute),
        **matiere(formulaire_complet(edition), grille_lue(edition)),
    }


def empreinte_de(trame):
    """Return the SHA-256 by which a file is known to say this."""
    return empreinte_canonique({"presentation": PRESENTATION, **trame})


def fichiers_de_la_trame(edition, trame):
    """Return ``[(format, file or None)]``: ``None`` while the worker has not made what the page says."""
    prets = Trame.objects.filter(edition=edition, empreinte=empreinte_de(trame)).select_related("fichier")
    par_format = {ligne.format: ligne.fichier for ligne in prets}
    return [(format_, par_format.get(format_)) for format_ in FormatDeTrame]


def trames_a_produire(instant):
    """Return ``[(edition, format, what it says)]`` for the files that are missing or no longer true."""
    annoncees = Edition.objects.filter(Q(est_courante=True) | Q(ouverture_le__lte=instant), annulee_le=None)
    return [
        (edition, format_, trame)
        for edition in annoncees.order_by("pk")
        for trame in [trame_de(edition)]
        for format_, fichier in fichiers_de_la_trame(edition, trame)
        if fichier is None
    ]
