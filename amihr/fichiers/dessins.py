"""Pages of files, drawn by the worker and kept beside the file: what is asked, what is still to do, what is erased."""

import io
import logging
import tempfile
import time
from datetime import timedelta
from hashlib import sha256
from shutil import copyfileobj

from django.db import connection, transaction
from django.db.models import Count, Q

from amihr import horloge
from amihr.socle.refus import ActeRefuse

from .genres import DESSINABLES
from .models import Analyse, Dessin, Fichier, PageDessinee
from .sous_processus import Veilleur
from .stockage import ouvrir, rien_a_moitie

SECONDES = 6  # of one task: mails and receipts wait for it where there is one worker
SECONDES_PAR_FICHIER = 3  # then another file that somebody opened has its turn
ECHECS = 5
SANS_NOUVELLE = timedelta(seconds=60)
# One task draws at a time in the whole instance; a worker that dies gives its lock back.
TENIR = "SELECT pg_try_advisory_lock(hashtext('amihr.fichiers.dessins'))"
LACHER = "SELECT pg_advisory_unlock(hashtext('amihr.fichiers.dessins'))"

DESSINATEUR = Veilleur("amihr.fichiers.dessin")
journal_technique = logging.getLogger(__name__)


def est_dessinable(fichier):
    """Tell whether pages can be made of it: a PDF or an image that is there, and that no antivirus holds."""
    lisible = fichier.efface_le is None and fichier.analyse in (Analyse.SANS_OBJET, Analyse.SAIN)
    return lisible and fichier.type_mime in DESSINABLES


def nombre_de_pages(fichier):
    return fichier.pages or 1


def demander(fichier, *, instant, page=1):
    """Have a file drawn for somebody who opens it now, from `page` on; asked again, it changes nothing but that page.

    Returns its `Dessin` and whether the worker is to be woken for it.
    """
    voulus = {"est_lu": True, "depuis": page}
    dessin, est_neuf = Dessin.objects.get_or_create(fichier=fichier, defaults=voulus | {"demande_le": instant})
    if est_neuf or dessin.acheve_le:
        return dessin, est_neuf
    change = not dessin.est_lu or dessin.depuis != page
    if not dessin.est_lu:
        dessin.demande_le = instant  # what was foreseen long ago is late for nobody until somebody waits for it
    if change:
        dessin.est_lu, dessin.depuis = True, page
        dessin.save(update_fields=["est_lu", "depuis", "demande_le"])
    return dessin, change


def prevoir(fichiers, *, instant):
    """Have these files drawn when nobody waits for another. Returns how many were not foreseen yet."""
    dus = fichiers.filter(dessin=None, type_mime__in=DESSINABLES, efface_le=None)
    dessins = [Dessin(fichier_id=pk, demande_le=instant) for pk in dus.values_list("pk", flat=True)]
    return len(Dessin.objects.bulk_create(dessins, ignore_conflicts=True))


def est_sans_nouvelle(dessin, instant):
    """Tell whether the worker has given no sign about it for a minute: it may be away."""
    dernier_signe = max(dessin.demande_le, dessin.avance_le or dessin.demande_le)
    return dessin.acheve_le is None and instant - dernier_signe > SANS_NOUVELLE


# --- What the worker does ------------------------------------------------------------------------------------


def dessiner(secondes=SECONDES):
    """Draw what is still to be drawn, for so long; tells whether somebody is left waiting.

    Each page is committed as soon as it is there: killed in the middle, the worker goes on from the next one. A file
    that the storage does not give now is left for the next round.
    """
    if not _verrou(TENIR):
        return False
    try:
        fin, ecartes = time.monotonic() + secondes, set()
        while (reste := fin - time.monotonic()) > 0:
            dessin = Dessin.objects.a_poursuivre().exclude(pk__in=ecartes).select_related("fichier").first()
            if dessin is None:
                break
            try:
                _poursuivre(dessin, min(reste, SECONDES_PAR_FICHIER))
            except (ActeRefuse, OSError, Fichier.DoesNotExist) as erreur:
                journal_technique.warning("Dessin remis à plus tard : %s", type(erreur).__name__)
                ecartes.add(dessin.pk)
        return Dessin.objects.a_poursuivre().exclude(pk__in=ecartes).filter(est_lu=True).exists()
    finally:
        _verrou(LACHER)


def _verrou(requete):
    with connection.cursor() as curseur:
        curseur.execute(requete)
        return curseur.fetchone()[0]


def _poursuivre(dessin, secondes):
    """Draw the pages that are missing, for so long, those that somebody looks at first."""
    fin, fichier = time.monotonic() + secondes, dessin.fichier
    with ouvrir(fichier) as octets, tempfile.NamedTemporaryFile() as copie:
        copyfileobj(octets, copie)
        copie.flush()
        for numero in _manquantes(dessin):
            with tempfile.NamedTemporaryFile() as sortie:
                demande = {"chemin": copie.name, "type": DESSINABLES[fichier.type_mime], "sortie": sortie.name}
                page = DESSINATEUR.analyser(demande | {"page": numero})
                if page.get("code") == "document":
                    break
                _garder(fichier, numero, page, sortie.read())
            if not page.get("dessinee") and _est_perdu(fichier):
                break
            if time.monotonic() >= fin:
                return
    _achever(dessin)


def _est_perdu(fichier):
    """Tell whether most of it cannot be drawn: the rest would cost ten seconds a page, for nothing."""
    ratees = Count("pk", filter=Q(cle=""))
    bilan = fichier.pages_dessinees.aggregate(ratees=ratees, faites=Count("pk"))
    return bilan["ratees"] >= ECHECS and 2 * bilan["ratees"] > bilan["faites"]


def _manquantes(dessin):
    faites = set(dessin.fichier.pages_dessinees.values_list("numero", flat=True))
    toutes = set(range(1, nombre_de_pages(dessin.fichier) + 1))
    return sorted(toutes - faites, key=lambda numero: (numero < dessin.depuis, numero))


def _garder(fichier, numero, page, octets):
    """Keep one page, drawn or not, unless the file was erased or held back meanwhile."""
    faits = {}
    with rien_a_moitie() as deposer:
        if page.get("dessinee"):
            faits = {nom: page[nom] for nom in ("largeur", "hauteur", "texte")}
            faits |= {"taille": len(octets), "sha256": sha256(octets).hexdigest(), "cle": deposer(io.BytesIO(octets))}
        with transaction.atomic():
            actuel = Fichier.objects.select_for_update(no_key=True).get(pk=fichier.pk)
            if not est_dessinable(actuel):
                raise ActeRefuse("fichier_efface")
            PageDessinee.objects.create(fichier=actuel, numero=numero, **faits)
            Dessin.objects.filter(pk=fichier.pk).update(avance_le=horloge.instant_de_la_base())


def _achever(dessin):
    """Say that no page is left to draw; those of a document that does not open are all pages that cannot be drawn."""
    restent = [PageDessinee(fichier=dessin.fichier, numero=numero) for numero in _manquantes(dessin)]
    with transaction.atomic():
        PageDessinee.objects.bulk_create(restent, ignore_conflicts=True)
        Dessin.objects.filter(pk=dessin.pk).update(acheve_le=horloge.instant_de_la_base())
