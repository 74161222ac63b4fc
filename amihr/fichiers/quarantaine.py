"""Files that arrived while the antivirus was away: looked at as soon as it answers again."""

import logging
import tempfile
from shutil import copyfileobj

from amihr.socle.refus import ActeRefuse

from .models import Analyse, Fichier
from .rangement import avis_de_l_antivirus
from .stockage import ouvrir

journal_technique = logging.getLogger(__name__)
# Each may cost the patience of a client that nobody answers: a turn ends there, the next one comes soon.
SANS_VERDICT_AU_PLUS = 5


def examiner_les_fichiers_en_attente(lot=50):
    """Have the antivirus look at quarantined files; returns how many left the quarantine.

    Stops when nobody listens. A file that it cannot judge (too large for it, or absent from the storage) keeps no other
    one waiting: each turn takes them in another order. A file found infected stays where it is, bytes unchanged, and
    nobody can download it any more. May run twice: the verdict is the same.
    """
    examines = sans_verdict = 0
    for fichier in Fichier.objects.en_quarantaine().filter(efface_le=None).order_by("?")[:lot]:
        try:
            avis = _examiner(fichier)
        except ConnectionError:
            break
        if avis != Analyse.EN_ATTENTE:
            examines += Fichier.objects.filter(pk=fichier.pk, analyse=Analyse.EN_ATTENTE).update(analyse=avis)
            continue
        journal_technique.warning("Fichier %s toujours en quarantaine", fichier.pk)
        sans_verdict += 1
        if sans_verdict == SANS_VERDICT_AU_PLUS:
            break
    return examines


def _examiner(fichier):
    try:
        with ouvrir(fichier) as octets, tempfile.NamedTemporaryFile() as copie:
            copyfileobj(octets, copie)
            copie.flush()
            return avis_de_l_antivirus(copie.name)
    except ActeRefuse:
        return Analyse.EN_ATTENTE
