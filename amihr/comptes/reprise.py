"""What was typed in a form that could not be taken, without script: kept for the same person, until they may send it again.

The session had ended, or the page has closed to them since it was drawn. The form says by a signed field who it was drawn
for. The text waits one hour in the cache, encrypted under a key that stands in the browser's cookie only: neither a copy of
the database nor another browser reads it.
"""

import base64
import hashlib
import json
import secrets

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.cache import cache
from django.core.signing import BadSignature, Signer
from django.http import QueryDict

CHAMP = "_auteur"  # no question of a form begins so
COOKIE = "reprise"
DUREE = 3600
CARACTERES_AU_PLUS = 400_000
ECARTES = (CHAMP, "csrfmiddlewaretoken")
SIGNATURE = Signer(salt="amihr.comptes.reprise")


def signer_l_auteur(personne):
    """Return what a form carries to say who it was drawn for: the same at each page, so that copies can be compared."""
    return SIGNATURE.sign(str(personne.pk))


def garder(request, reponse):
    """Keep what a request typed, if its form was drawn for whoever sends it; tell whether it is kept.

    Without a session, whoever the form was drawn for. The answer carries the key away. Files are not kept; nor is a text
    longer than any form of ours.
    """
    auteur = _auteur(request.POST.get(CHAMP, ""))
    if request.user.is_authenticated and auteur != str(request.user.pk):
        return False
    ecrits = tape(request).urlencode()
    if not auteur or not request.accepts("text/html") or len(ecrits) > CARACTERES_AU_PLUS:
        return False
    secret = secrets.token_urlsafe(32)
    texte = json.dumps({"auteur": auteur, "chemin": request.path, "champs": ecrits})
    cache.set(_cle(secret), _coffre(secret).encrypt(texte.encode()), DUREE)
    reponse.set_cookie(
        COOKIE, secret, DUREE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, path="/"
    )
    return True


def tape(request):
    """Return what was typed: the fields of a form without those that the page adds of itself."""
    champs = request.POST.copy()
    for nom in ECARTES:
        champs.pop(nom, None)
    return champs


def attend(request):
    """Tell whether a text may be waiting for whoever signs in with this browser."""
    return COOKIE in request.COOKIES


def retrouver(request):
    """Return what the signed-in person sent in vain to this very page, as a form is posted, or None.

    Nothing is returned to anybody else, for whom it is forgotten.
    """
    chemin, champs = retrouver_sous(request)
    return champs if chemin == request.path else None


def retrouver_sous(request):
    """Return (path, fields) of what the signed-in person sent in vain to a page or under its address, else ("", None)."""
    garde = _garde(request)
    if garde and garde["auteur"] != str(request.user.pk):
        cache.delete(_cle(request.COOKIES[COOKIE]))
    elif garde and garde["chemin"].startswith(request.path):
        return garde["chemin"], QueryDict(garde["champs"])
    return "", None


def oublier(request):
    """Forget the text once this page has taken it."""
    garde = _garde(request)
    if garde and garde["chemin"] == request.path:
        cache.delete(_cle(request.COOKIES[COOKIE]))


def _garde(request):
    """What is kept under the key of this browser, or ``None``."""
    secret = request.COOKIES.get(COOKIE, "")
    chiffre = cache.get(_cle(secret)) if secret else None
    try:
        return json.loads(_coffre(secret).decrypt(chiffre)) if chiffre else None
    except InvalidToken:
        return None


def _auteur(signe):
    try:
        return SIGNATURE.unsign(signe)
    except BadSignature:
        return ""


def _cle(secret):
    return f"reprise:{hashlib.sha256(secret.encode()).hexdigest()}"


def _coffre(secret):
    empreinte = hashlib.sha256(f"{settings.SECRET_KEY}:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(empreinte))
