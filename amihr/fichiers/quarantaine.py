"""Files that arrived while the antivirus was away: looked at as soon as it answers again."""

import tempfile
from shutil import copyfileobj

from .models import Analyse, Fichier
from .rangement import avis_de_l_antivirus
from .stockage import ouvrir


def examiner_les_fichiers_en_attente(lot=50):
    """Have the antivirus look at the oldest quarantined files; returns how many left the quarantine.

    Stops at the first one that it still cannot look at. A file found infected stays where it is, bytes
    unchanged, and nobody can download it any more. May run twice: the verdict is the same.
    """
    examines = 0
    for fichier in Fichier.objects.en_quarantaine().filter(efface_le=None)[:lot]:
        with ouvrir(fichier) as octets, tempfile.NamedTemporaryFile() as copie:
            copyfileobj(octets, copie)
            copie.flush()
            avis = avis_de_l_antivirus(copie.name)
        if avis == Analyse.EN_ATTENTE:
            break
        examines += Fichier.objects.filter(pk=fichier.pk, analyse=Analyse.EN_ATTENTE).update(analyse=avis)
    return examines
