"""Doors for Celery."""

from celery import shared_task

from amihr import horloge

from .actes.accuses import produire_les_accuses
from .actes.annonces import diffuser_les_annonces
from .actes.apercus import produire_les_apercus
from .actes.complement import rappeler
from .actes.declarations import rappeler_les_declarations
from .actes.mes_donnees import produire_les_copies
from .actes.pages import prevoir_les_pages
from .actes.rappels import envoyer_les_rappels
from .actes.registre import verifier_les_sirens


@shared_task(name="candidatures.produire_les_accuses")
def produire_accuses():
    """Make the receipts that are missing; asked again by beat, so a lost task loses nothing."""
    produire_les_accuses(horloge.maintenant())


@shared_task(name="candidatures.diffuser_les_annonces")
def diffuser_annonces():
    """Write to the teams what has changed in their call and has not been told yet."""
    diffuser_les_annonces(horloge.maintenant())


@shared_task(name="candidatures.verifier_les_sirens")
def verifier_sirens():
    """Ask the register about the companies that dossiers name and that it has not answered about yet."""
    verifier_les_sirens(horloge.maintenant())


@shared_task(name="candidatures.envoyer_les_rappels")
def envoyer_rappels():
    """Post the reminders of the calls that are about to close; asked again by beat, so a day away loses nothing."""
    envoyer_les_rappels(horloge.maintenant())


@shared_task(name="candidatures.produire_les_copies")
def produire_copies():
    """Make the copies that people asked of their own data, and forget those whose day is over."""
    produire_les_copies(horloge.maintenant())


@shared_task(name="candidatures.rappeler_les_complements")
def rappeler_complements():
    """Remind the teams of the complements due soon and not yet sent."""
    rappeler(horloge.maintenant())


@shared_task(name="candidatures.rappeler_les_declarations")
def rappeler_declarations():
    """Remind the members who have links of interest to declare; what is posted is not posted again."""
    rappeler_les_declarations(horloge.maintenant())


@shared_task(name="candidatures.prevoir_les_pages")
def prevoir_pages():
    """Foresee the pages of what the commission will read in the site; the worker draws them when nobody waits."""
    prevoir_les_pages(horloge.maintenant())


@shared_task(name="candidatures.produire_les_apercus")
def produire_apercus():
    """Make the PDF of the drafts whose team waits for it, and forget those whose day is over."""
    produire_les_apercus(horloge.maintenant())
