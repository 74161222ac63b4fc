"""Answers that state the validity of a label: never out of date, cheap when nothing changed."""

import hashlib
from functools import wraps

from django.conf import settings
from django.utils.cache import get_conditional_response


def etiquette(request, *version):
    """Return the strong ETag of what depends on `version`, and on who is signed in (the page names them)."""
    lecteur = str(request.user.pk) if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    matiere = "|".join(map(str, (request.path_info, request.GET.urlencode(), lecteur, *version)))
    return f'"{hashlib.sha256(matiere.encode()).hexdigest()[:40]}"'


def dater(request, version, produire):
    """Answer 304 if the reader already holds this version, else what `produire()` returns.

    No-cache: a copy may be kept, never used without asking. No date of modification: a label ends by its date.
    """
    etag = etiquette(request, *version)
    reponse = get_conditional_response(request, etag=etag) or produire()
    return _avec_ses_en_tetes(request, reponse, etag)


def dater_par_le_contenu(request, jour, reponse):
    """The same for a list: its bytes and the day in Paris are its version."""
    contenu = hashlib.sha256(reponse.content).hexdigest()
    etag = etiquette(request, jour, contenu)
    reponse = get_conditional_response(request, etag=etag, response=reponse) or reponse
    return _avec_ses_en_tetes(request, reponse, etag)


def _avec_ses_en_tetes(request, reponse, etag):
    # Another answer is no version of the page: RFC 9110 makes nothing conditional on it.
    if reponse.status_code in (200, 304):
        reponse["ETag"] = etag
    prive = "private, " if settings.SESSION_COOKIE_NAME in request.COOKIES else ""
    reponse["Cache-Control"] = f"{prive}no-cache"
    return reponse


def pour_tous_les_sites(vue):
    """Let other sites show this image or read these figures: a holder displays its badge at home (see R40)."""

    @wraps(vue)
    def ouverte(request, *args, **kwargs):
        reponse = vue(request, *args, **kwargs)
        reponse["Cross-Origin-Resource-Policy"] = "cross-origin"
        reponse["Access-Control-Allow-Origin"] = "*"
        return reponse

    return ouverte


def hors_des_moteurs(reponse):
    """Keep this answer out of search engines (see Q37)."""
    reponse["X-Robots-Tag"] = "noindex"
    return reponse
