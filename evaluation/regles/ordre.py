"""In which order the meeting takes the dossiers."""

import hashlib

from amihr.socle.textes import replier

THEMATIQUE, ALPHABETIQUE, HASARD, RANG = "thematique", "alphabetique", "hasard", "rang"


def ordre_de_passage(dossiers, ordre, *, graine="", rangs=None):
    """Return the dossiers in the order of the meeting; each has ``reference``, ``titre`` and ``thematique``.

    Q42: by thématique, alphabetical or drawn at random; by rank only when the edition asks for it on purpose.
    The draw depends on ``graine`` and on each dossier alone: leaving one out moves no other. Dossiers without a
    rank come last, by title. Never by date nor by number.
    """
    cles = {
        THEMATIQUE: lambda d: (d.thematique.numero if d.thematique else 0, *_titre(d)),
        ALPHABETIQUE: _titre,
        HASARD: lambda d: hashlib.sha256(f"{graine}:{d.reference}".encode()).hexdigest(),
        RANG: lambda d: ((rangs or {}).get(d.pk, len(dossiers) + 1), *_titre(d)),
    }
    return sorted(dossiers, key=cles[ordre])


def _titre(dossier):
    """Titles as a French reader sorts them; the structure, then the random reference, tell twins apart."""
    return (replier(dossier.titre), replier(dossier.denomination), dossier.reference)
