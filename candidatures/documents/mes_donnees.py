"""One's own data as an archive: a JSON file, and the files that one sent."""

import io
import json
import zipfile

from django.core.serializers.json import DjangoJSONEncoder

from amihr.fichiers.noms import noms_distincts
from amihr.fichiers.stockage import lire

OCTETS_AU_PLUS = 200 * 1024**2  # beyond, a file is named, and downloaded from its dossier


def archive(contenu, fichiers):
    """Return the bytes of the ZIP; the files that would make it too heavy are listed instead."""
    joints, tus, poids = [], [], 0
    for fichier in fichiers:
        poids += fichier.taille
        (joints if poids <= OCTETS_AU_PLUS else tus).append(fichier)
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_DEFLATED) as zip_:
        ecrit = contenu | {"fichiers_non_joints": [fichier.nom for fichier in tus]}
        texte = json.dumps(ecrit, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        zip_.writestr("mes-donnees.json", texte)
        for fichier, nom in zip(joints, noms_distincts([fichier.nom for fichier in joints]), strict=True):
            zip_.writestr(f"fichiers/{nom}", lire(fichier))
    return tampon.getvalue()
