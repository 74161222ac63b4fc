"""Noting that a backup, or a restoration drill, has ended well: the last command of the script that makes it."""

from amihr import horloge
from amihr.journal.chaine import acte, inscrire
from amihr.socle.models import Sauvegarde


@acte
def noter(genre, *, empreinte=""):
    """Keep the mark of one backup or drill, with the SHA-256 of its archive when it is known.

    Effects, in order: Sauvegarde, journal. A mark proves that the script said so, not that the archive is good: a
    drill does.
    """
    instant = horloge.instant_de_la_base()
    marque = Sauvegarde.objects.create(genre=genre, notee_le=instant, empreinte=empreinte)
    inscrire("sauvegarde.notee", objet=marque, instant=instant, genre=genre, empreinte=empreinte)
    return marque
